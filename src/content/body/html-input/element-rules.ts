import type { Loss } from './html-losses.js';
import type { MarkName } from './marks.js';

/** What becomes of an element that is read, and of what its tag said if a body cannot say it. */
export type ReadRule = { loss?: Loss } & (
  | { as: 'inline' | 'block' | 'paragraph' | 'preformatted' | 'quote' | 'aside' | 'figure' }
  | { as: 'rule' | 'link' | 'break' | 'quotation' }
  | { as: 'mark'; mark: Exclude<MarkName, 'link'> }
  | { as: 'heading'; level: 2 | 3 | 4 }
  | { as: 'list'; type: 'bulletList' | 'orderedList' }
);

/** What becomes of an element. One that is dropped is dropped with all that is in it. */
export type ElementRule = ReadRule | { as: 'drop'; loss?: Loss };

const RULES = new Map<string, ElementRule>();

give({ as: 'paragraph' }, 'p');
give({ as: 'quote' }, 'blockquote');
give({ as: 'aside' }, 'aside');
give({ as: 'figure' }, 'figure');
give({ as: 'link' }, 'a');
give({ as: 'break' }, 'br');
give({ as: 'rule' }, 'hr');
give({ as: 'quotation' }, 'q');
give({ as: 'heading', level: 2, loss: 'heading' }, 'h1');
give({ as: 'heading', level: 2 }, 'h2');
give({ as: 'heading', level: 3 }, 'h3');
give({ as: 'heading', level: 4 }, 'h4');
give({ as: 'heading', level: 4, loss: 'heading' }, 'h5', 'h6');
give({ as: 'list', type: 'bulletList' }, 'ul', 'menu', 'dir');
give({ as: 'list', type: 'orderedList' }, 'ol');
give({ as: 'preformatted', loss: 'preformatted' }, 'pre', 'listing', 'xmp', 'plaintext');
give({ as: 'mark', mark: 'strong' }, 'strong', 'b');
give({ as: 'mark', mark: 'em' }, 'em', 'i', 'cite', 'dfn', 'var');
give({ as: 'mark', mark: 'strike' }, 's', 'del', 'strike');
give({ as: 'mark', mark: 'sub' }, 'sub');
give({ as: 'mark', mark: 'sup' }, 'sup');
give({ as: 'inline' }, 'span', 'font', 'abbr', 'acronym', 'bdi', 'bdo', 'big', 'small', 'label', 'time');
give({ as: 'inline' }, 'data', 'tt', 'nobr', 'map', 'output', 'blink', 'marquee', 'slot', 'wbr');
give({ as: 'inline', loss: 'underline' }, 'u');
give({ as: 'inline', loss: 'inserted' }, 'ins');
give({ as: 'inline', loss: 'highlight' }, 'mark');
give({ as: 'inline', loss: 'code' }, 'code', 'kbd', 'samp');
give({ as: 'inline', loss: 'ruby' }, 'ruby');
give({ as: 'inline' }, 'rb', 'rt', 'rtc', 'rp');
give({ as: 'block' }, 'html', 'head', 'body', 'div', 'section', 'article', 'main', 'header', 'footer', 'nav');
give({ as: 'block' }, 'address', 'center', 'details', 'summary', 'dialog', 'hgroup', 'search', 'figcaption');
give({ as: 'block' }, 'form', 'fieldset', 'legend', 'li', 'dt', 'dd');
give({ as: 'block' }, 'caption', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th');
give({ as: 'block', loss: 'table' }, 'table');
give({ as: 'block', loss: 'list' }, 'dl');
give(
  { as: 'drop' },
  'meta',
  'link',
  'base',
  'basefont',
  'bgsound',
  'xml',
  'col',
  'colgroup',
  'area',
  'param',
);
give({ as: 'drop' }, 'source', 'track', 'frame', 'frameset', 'datalist');
give({ as: 'drop', loss: 'script' }, 'script');
give({ as: 'drop', loss: 'style' }, 'style');
give({ as: 'drop', loss: 'title' }, 'title');
give({ as: 'drop', loss: 'template' }, 'template', 'noscript', 'noframes', 'noembed');
give({ as: 'drop', loss: 'image' }, 'img', 'image', 'picture', 'v:shape', 'v:imagedata');
give({ as: 'drop', loss: 'frame' }, 'iframe');
give({ as: 'drop', loss: 'media' }, 'audio', 'video', 'object', 'embed', 'applet');
give({ as: 'drop', loss: 'drawing' }, 'svg', 'canvas');
give({ as: 'drop', loss: 'formula' }, 'math', 'm:omath', 'm:omathpara');
give({ as: 'drop', loss: 'field' }, 'input', 'button', 'select', 'textarea', 'option', 'optgroup', 'keygen');
give({ as: 'drop', loss: 'field' }, 'meter', 'progress');

/** The rule for an element of this name; one that nobody knows is unwrapped. */
export function elementRule(name: string): ElementRule {
  const rule = RULES.get(name);
  if (rule) return rule;
  // Office wraps words in elements of its own (`o:p`, `st1:place`, `w:sdt`), which mean nothing elsewhere.
  return name.includes(':') ? { as: 'inline' } : { as: 'inline', loss: 'unknown' };
}

function give(rule: ElementRule, ...names: string[]): void {
  for (const name of names) RULES.set(name, rule);
}

import { checkedUrl } from '../../text/url.js';
import type { InlineJson, MarkJson } from './body-json.js';
import { escapedAttribute, escapedText } from './escape-html.js';

const ELEMENTS = { strong: 'strong', em: 'em', strike: 's', sub: 'sub', sup: 'sup' } as const;

/** Texts and line breaks as HTML. A mark that goes on over several texts is one element. */
export function inlineHtml(content: readonly InlineJson[] = []): string {
  let html = '';
  let open: readonly MarkJson[] = [];
  const turnTo = (marks: readonly MarkJson[]): void => {
    const kept = commonStart(open, marks);
    html += open.slice(kept).reverse().map(endTag).join('') + marks.slice(kept).map(startTag).join('');
    open = marks;
  };
  for (const inline of content) {
    turnTo(inline.marks ?? []);
    html += inline.type === 'text' ? escapedText(inline.text) : '<br>';
  }
  turnTo([]);
  return html;
}

/**
 * The start tag of a link. A URL that is none any more when it is written gets no `href`: the rule may have become
 * stricter since it was stored.
 */
export function linkStart(url: string): string {
  const href = checkedUrl(url);
  if (href === null) return '<a>';
  const rel = /^https?:/.test(href) ? ' rel="noopener"' : '';
  return `<a href="${escapedAttribute(href)}"${rel}>`;
}

function startTag(mark: MarkJson): string {
  return mark.type === 'link' ? linkStart(mark.attrs.href) : `<${ELEMENTS[mark.type]}>`;
}

function endTag(mark: MarkJson): string {
  return mark.type === 'link' ? '</a>' : `</${ELEMENTS[mark.type]}>`;
}

function commonStart(a: readonly MarkJson[], b: readonly MarkJson[]): number {
  let length = 0;
  while (length < a.length && length < b.length && isSame(a[length], b[length])) length += 1;
  return length;
}

function isSame(a: MarkJson | undefined, b: MarkJson | undefined): boolean {
  if (a?.type === 'link' && b?.type === 'link') return a.attrs.href === b.attrs.href;
  return a?.type === b?.type;
}

import type { BodyJson, HeadingJson, IdentifiedJson, ListItemJson, ParagraphJson } from './body-json.js';
import { inlineText, photoPlacement, type PhotoPlacement } from './body-text.js';
import { escapedText } from './escape-html.js';
import { type Figure, figureHtml } from './figure-html.js';
import { inlineHtml, linkStart } from './inline-html.js';

export type { Figure };

const HEADINGS = { 2: 'h2', 3: 'h3', 4: 'h4' } as const;

/**
 * The body as HTML for readers: semantic elements, no ids, no classes but `pullquote`, `embed` and `credit`, blank
 * blocks left out. All text is escaped and every URL checked once more, so the result may be put into a page as it
 * is. `figure` says how a placement looks; where it gives null the photo is left out.
 */
export function bodyHtml(body: BodyJson, figure: (placement: PhotoPlacement) => Figure | null): string {
  const blocksHtml = (blocks: readonly IdentifiedJson[], parent: string): string =>
    blocks.map((block, index) => blockHtml(block, `${parent}/content/${index}`)).join('');

  const blockHtml = (block: IdentifiedJson, pointer: string): string => {
    switch (block.type) {
      case 'paragraph':
        return element('p', textHtml(block));
      case 'heading':
        return element(HEADINGS[block.attrs.level], textHtml(block));
      case 'blockquote':
        return element('blockquote', blocksHtml(block.content, pointer));
      case 'pullquote':
        return element('aside', blocksHtml(block.content, pointer), ' class="pullquote"');
      case 'bulletList':
        return element('ul', blocksHtml(block.content, pointer));
      case 'orderedList':
        return element('ol', blocksHtml(block.content, pointer));
      case 'listItem':
        return element('li', itemHtml(block, pointer));
      case 'horizontalRule':
        return '<hr>';
      case 'photo': {
        const placement = photoPlacement(block, pointer);
        const shown = figure(placement);
        return shown ? figureHtml(placement, shown) : '';
      }
      case 'embed':
        return `<p class="embed">${linkStart(block.attrs.url)}${escapedText(block.attrs.url)}</a></p>`;
    }
  };

  /** An item of one paragraph needs no paragraph of its own. */
  const itemHtml = (item: ListItemJson, pointer: string): string => {
    const [first, ...others] = item.content;
    return first?.type === 'paragraph' && others.length === 0
      ? textHtml(first)
      : blocksHtml(item.content, pointer);
  };

  return blocksHtml(body.content, '');
}

function textHtml(block: ParagraphJson | HeadingJson): string {
  return inlineText(block.content).trim() === '' ? '' : inlineHtml(block.content);
}

/** Nothing where there is nothing inside. */
function element(name: string, inner: string, attributes = ''): string {
  return inner === '' ? '' : `<${name}${attributes}>${inner}</${name}>`;
}

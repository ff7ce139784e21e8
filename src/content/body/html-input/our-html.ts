import { BLOCK_ID } from '../../../text/block-id.js';
import { checkedUrl } from '../../../text/url.js';
import { photoCaptionId } from '../attribute-rules.js';
import { CROPS } from '../../../photos/renditions/crops.js';
import type { EmbedJson, PhotoJson } from '../body-json.js';
import type { HtmlNode } from './html-node.js';

/** The id of a block, where the HTML carries one: `data-block-id`, for editors that keep it. */
export function blockIdOf(element: HtmlNode): string | null {
  const id = element.attribute('data-block-id');
  return id !== null && BLOCK_ID.test(id) ? id : null;
}

/** The URL of a link as it may be stored; null where it may not. */
export function hrefOf(link: HtmlNode): string | null {
  return checkedUrl((link.attribute('href') ?? '').trim());
}

/** The placement that figure-html.ts writes as this figure; null where it is another's figure. */
export function photoOf(figure: HtmlNode): PhotoJson | null {
  const reading = photoCaptionId.read(figure.attribute('data-photo-caption-id'));
  if ('code' in reading || typeof reading.value !== 'string') return null;
  let caption = '';
  let altText = '';
  for (const node of figure.descendants()) {
    if (node.name === 'img') altText = node.attribute('alt')?.trim() ?? '';
    if (node.name === 'figcaption') caption = captionText(node);
  }
  return {
    type: 'photo',
    attrs: {
      id: blockIdOf(figure),
      photoCaptionId: reading.value,
      caption: caption || null,
      altText: altText || null,
      crop: CROPS.find((crop) => crop === figure.attribute('data-crop')) ?? null,
    },
  };
}

/** The embed that body-html.ts writes as this paragraph; null where it holds anything but that one link. */
export function embedOf(paragraph: HtmlNode): EmbedJson | null {
  if (!paragraph.hasClass('embed')) return null;
  const inside = [...paragraph.children()].filter(({ name, text }) => name !== '#text' || text.trim() !== '');
  const [link] = inside;
  if (!link || inside.length > 1 || link.name !== 'a') return null;
  const url = hrefOf(link);
  return url === null ? null : { type: 'embed', attrs: { id: blockIdOf(paragraph), url } };
}

/** A caption keeps its line breaks; the credit comes from the photo caption itself. */
function captionText(figcaption: HtmlNode): string {
  const own = [...figcaption.children()].filter((node) => !node.hasClass('credit'));
  return own
    .map((node) => node.textContent())
    .join('')
    .trim();
}

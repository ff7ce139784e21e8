import type { RenditionLink } from '../../photos/renditions/rendition-links.js';
import { checkedUrl } from '../../text/url.js';
import type { Placement } from '../reference.js';
import { escapedAttribute, escapedText } from './escape-html.js';

/** A placed photo as readers get it. `credit` is the whole line, `— Photo by Reuters`. */
export interface Figure {
  caption: string;
  credit: string;
  altText: string;
  /** From small to large, what browsers should try first before what all of them know. None while there is no photo. */
  renditions: readonly RenditionLink[];
}

/** A photo with its caption and credit; without the image while there is none. */
export function figureHtml(
  { photoCaptionId, crop }: Placement,
  { caption, credit, altText, renditions }: Figure,
): string {
  const id = escapedAttribute(photoCaptionId);
  const cropped = crop ? ` data-crop="${escapedAttribute(crop)}"` : '';
  return `<figure data-photo-caption-id="${id}"${cropped}>${pictureHtml(renditions, altText)}${captionHtml(caption, credit)}</figure>`;
}

/** Formats but the last are offered; the last is what a browser shows that knows none of them. */
function pictureHtml(renditions: readonly RenditionLink[], altText: string): string {
  const formats = Map.groupBy(renditions.filter(isFetched), ({ mediaType }) => mediaType);
  const fallback = [...formats.keys()].at(-1);
  if (fallback === undefined) return '';
  const offered = [...formats].filter(([mediaType]) => mediaType !== fallback);
  const sources = offered.map(
    ([mediaType, links]) =>
      `<source type="${escapedAttribute(mediaType)}" srcset="${escapedAttribute(srcset(links))}">`,
  );
  const image = imageHtml(formats.get(fallback) ?? [], altText);
  return sources.length === 0 ? image : `<picture>${sources.join('')}${image}</picture>`;
}

function imageHtml(links: readonly RenditionLink[], altText: string): string {
  const shown = links.find(({ name }) => name === 'medium') ?? links.at(-1);
  if (!shown) return '';
  const size = `width="${pixels(shown.width)}" height="${pixels(shown.height)}"`;
  const larger = links.length > 1 ? ` srcset="${escapedAttribute(srcset(links))}"` : '';
  return `<img src="${escapedAttribute(shown.url)}"${larger} alt="${escapedAttribute(altText)}" ${size} loading="lazy">`;
}

/** A width is offered once: a small photo has the same in several sizes. */
function srcset(links: readonly RenditionLink[]): string {
  const byWidth = new Map(links.map(({ url, width }) => [pixels(width), url]));
  return [...byWidth].map(([width, url]) => `${url.replaceAll(',', '%2C')} ${width}w`).join(', ');
}

function isFetched({ url }: RenditionLink): boolean {
  const checked = checkedUrl(url);
  return checked !== null && !/^(?:mailto|tel):/.test(checked) && !/\s/.test(url);
}

/** A number even where a caller without types has passed something else. */
function pixels(length: number): number {
  return Math.max(0, Math.round(length)) || 0;
}

function captionHtml(caption: string, credit: string): string {
  const parts = [escapedText(caption), credit && `<span class="credit">${escapedText(credit)}</span>`];
  const inner = parts.filter((part) => part !== '').join(' ');
  return inner && `<figcaption>${inner}</figcaption>`;
}

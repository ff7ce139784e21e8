import { checkedUrl } from '../../text/url.js';
import type { Placement } from '../reference.js';
import { escapedAttribute, escapedText } from './escape-html.js';

/** A placed photo as readers get it. `credit` is the whole line, `— Photo by Reuters`. */
export interface Figure {
  caption: string;
  credit: string;
  altText: string;
  /** Null while the photo caption has no photo; width and height in pixels. */
  image: { url: string; width: number; height: number } | null;
}

/** A photo with its caption and credit; without the image while there is none. */
export function figureHtml(
  { photoCaptionId, crop }: Placement,
  { caption, credit, altText, image }: Figure,
): string {
  const id = escapedAttribute(photoCaptionId);
  const cropped = crop ? ` data-crop="${escapedAttribute(crop)}"` : '';
  return `<figure data-photo-caption-id="${id}"${cropped}>${imageHtml(image, altText)}${captionHtml(caption, credit)}</figure>`;
}

function imageHtml(image: Figure['image'], altText: string): string {
  const src = image && checkedUrl(image.url);
  if (!image || !src || /^(?:mailto|tel):/.test(src)) return '';
  const size = `width="${pixels(image.width)}" height="${pixels(image.height)}"`;
  return `<img src="${escapedAttribute(src)}" alt="${escapedAttribute(altText)}" ${size}>`;
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

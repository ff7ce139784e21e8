import type { BodyJson } from './body/body-json.js';
import { bodyHtml } from './body/body-html.js';
import { walkBlocks } from './body/walk-blocks.js';
import { withoutPhotos } from './body/without-photos.js';
import type { RenditionLink } from '../photos/renditions/rendition-links.js';
import type { Placement, Resolved, ShownCaption } from './reference.js';

/** A placed photo as readers get it. */
export interface PlacedPhoto {
  photoCaptionId: string;
  caption: string;
  creditLine: string;
  credit: string;
  altText: string;
  /** Of the crop that the use asks for, from small to large. */
  renditions: readonly RenditionLink[];
}

/** How readers are told whose photo it is: `— Photo by Reuters`. Empty without a credit line. */
export function credit(creditLine: string): string {
  return creditLine === '' ? '' : `— Photo by ${creditLine}`;
}

/** The placed photo with what it inherits; null where the photo caption may not be shown. */
export function placedPhoto(placement: Placement | null, resolved: Resolved): PlacedPhoto | null {
  const caption = placement && resolved.captions.get(placement.photoCaptionId);
  if (!placement || !caption) return null;
  return { photoCaptionId: placement.photoCaptionId, ...shown(placement, caption) };
}

/** The gallery with what its photos inherit, without those whose photo caption may not be shown. */
export function placedGallery(gallery: readonly Placement[], resolved: Resolved): PlacedPhoto[] {
  return gallery.flatMap((placement) => placedPhoto(placement, resolved) ?? []);
}

/** The body as reader HTML. Photos whose caption may not be shown are left out. */
export function renderBody(body: BodyJson | null, resolved: Resolved): string {
  if (!body) return '';
  return bodyHtml(body, (placement) => {
    const caption = resolved.captions.get(placement.photoCaptionId);
    return caption ? shown(placement, caption) : null;
  });
}

/**
 * The body as readers get it in JSON: each photo with what it inherits and where its pictures are; without those whose
 * caption may not be shown.
 */
export function deliveredBody(body: BodyJson | null, resolved: Resolved): object | null {
  if (!body) return null;
  const delivered = structuredClone(
    withoutPhotos(body, (photo) => resolved.captions.has(photo.photoCaptionId)),
  );
  for (const { block } of walkBlocks(delivered)) {
    if (block.type === 'photo') Object.assign(block.attrs, placedPhoto(block.attrs, resolved));
  }
  return delivered;
}

function shown(placement: Placement, inherited: ShownCaption): Omit<PlacedPhoto, 'photoCaptionId'> {
  return {
    caption: placement.caption ?? inherited.description,
    creditLine: inherited.creditLine,
    credit: credit(inherited.creditLine),
    altText: placement.altText ?? inherited.altText,
    renditions: inherited.renditions?.[placement.crop ?? 'whole'] ?? [],
  };
}

import type { BodyJson } from './body/body-json.js';
import { bodyHtml } from './body/body-html.js';
import { withoutPhotos } from './body/without-photos.js';
import type { Placement, Resolved, ResolvedCaption } from './reference.js';

/** A placed photo as readers get it. */
export interface PlacedPhoto {
  photoCaptionId: string;
  caption: string;
  creditLine: string;
  credit: string;
  altText: string;
  renditions: { name: string; url: string; width: number; height: number; mediaType: string }[];
}
/** How readers are told whose photo it is: `— Photo by Reuters`. Empty without a credit line. */
export function credit(creditLine: string): string {
  return creditLine === '' ? '' : `— Photo by ${creditLine}`;
}

/** The placed photo with what it inherits; null where the photo caption may not be shown. */
export function placedPhoto(placement: Placement | null, resolved: Resolved): PlacedPhoto | null {
  const caption = placement && resolved.captions.get(placement.photoCaptionId);
  if (!placement || !caption) return null;
  return {
    photoCaptionId: placement.photoCaptionId,
    ...shown(placement, caption),
    renditions: [],
  };
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
    return caption ? { ...shown(placement, caption), image: null } : null;
  });
}

/** The body as readers get it in JSON: photos whose caption may not be shown are left out here as well. */
export function deliveredBody(body: BodyJson | null, resolved: Resolved): BodyJson | null {
  return body && withoutPhotos(body, (photo) => resolved.captions.has(photo.photoCaptionId));
}
function shown(
  placement: Placement,
  inherited: ResolvedCaption,
): Pick<PlacedPhoto, 'caption' | 'creditLine' | 'credit' | 'altText'> {
  return {
    caption: placement.caption ?? inherited.description,
    creditLine: inherited.creditLine,
    credit: credit(inherited.creditLine),
    altText: placement.altText ?? inherited.altText,
  };
}

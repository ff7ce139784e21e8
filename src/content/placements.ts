import type { BodyJson } from './body/body-json.js';
import { bodyHtml } from './body/body-html.js';
import { photoPlacements } from './body/body-text.js';
import { textThroughHtml } from './body/escape-html.js';
import { walkBlocks } from './body/walk-blocks.js';
import { withoutPhotos } from './body/without-photos.js';
import { withoutNulls } from './normalize.js';
import type { Placement, Reference, Resolved, ResolvedCaption } from './reference.js';

/** The members of content that place photos. */
interface PlacingContent {
  leadPhoto?: Placement | null;
  body?: BodyJson | null;
}

/** A placed photo as readers get it. */
export interface PlacedPhoto {
  photoCaptionId: string;
  caption: string;
  creditLine: string;
  credit: string;
  altText: string;
  renditions: { name: string; url: string; width: number; height: number; mediaType: string }[];
}

/** A placement as it is kept: what is inherited is left out, however it was given as nothing. */
export function normalizePlacement(placement: Placement | null): Placement | null {
  return placement && withoutNulls(placement);
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

/**
 * The content with every caption and alt text of a placement's own that equals the inherited one taken out: it
 * is inherited then, and follows the photo caption when that is corrected.
 */
export function inheritWhereEqual<C extends PlacingContent>(content: C, resolved: Resolved): C {
  const settled = <P extends Placement>(placement: P): P => {
    const inherited = resolved.captions.get(placement.photoCaptionId);
    if (!inherited) return placement;
    const { caption, altText } = placement;
    return {
      ...placement,
      ...(isEqual(caption, inherited.description) && { caption: null }),
      ...(isEqual(altText, inherited.altText) && { altText: null }),
    };
  };
  const { leadPhoto } = content;
  const body = content.body && structuredClone(content.body);
  for (const { block } of body ? walkBlocks(body) : []) {
    if (block.type === 'photo') block.attrs = settled(block.attrs);
  }
  return { ...content, ...(leadPhoto && { leadPhoto: settled(leadPhoto) }), ...(body && { body }) };
}

/** The references that placements make, in reading order. */
export function placementReferences(leadPhoto: Placement | null, body: BodyJson | null): Reference[] {
  const lead: Reference[] = leadPhoto
    ? [
        {
          role: 'lead_photo',
          itemId: leadPhoto.photoCaptionId,
          overrides: isOverride(leadPhoto),
          pointer: '/leadPhoto/photoCaptionId',
        },
      ]
    : [];
  const inBody = body ? photoPlacements(body) : [];
  return [
    ...lead,
    ...inBody.map((placement): Reference => ({
      role: 'photo',
      itemId: placement.photoCaptionId,
      overrides: isOverride(placement),
      pointer: `/body${placement.pointer}/attrs/photoCaptionId`,
    })),
  ];
}

/** Whether a text of a placement's own says what is inherited, as HTML may have brought it back. */
function isEqual(own: string | null | undefined, inherited: string): boolean {
  return own !== null && own !== undefined && textThroughHtml(own) === textThroughHtml(inherited);
}

function isOverride({ caption }: Placement): boolean {
  return caption !== null && caption !== undefined;
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

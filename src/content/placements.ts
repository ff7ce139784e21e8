import type { BodyJson } from './body/body-json.js';
import { photoPlacements } from './body/body-text.js';
import { textThroughHtml } from './body/escape-html.js';
import { walkBlocks } from './body/walk-blocks.js';
import { withoutNulls } from './normalize.js';
import type { Placement, Reference, Resolved } from './reference.js';

/** The members of content that place photos. */
export interface PlacingContent {
  leadPhoto?: Placement | null;
  /** In the order in which they are shown. */
  gallery?: Placement[] | null;
  body?: BodyJson | null;
}
/** Lead photo and gallery as they are kept: what is inherited is left out, however it was given as nothing. */
export function normalizedPlacements({ leadPhoto, gallery }: PlacingContent): {
  leadPhoto: Placement | null;
  gallery: Placement[];
} {
  return {
    leadPhoto: leadPhoto ? withoutNulls(leadPhoto) : null,
    gallery: (gallery ?? []).map(withoutNulls),
  };
}
/**
 * The content with every caption and alt text of a placement's own that equals the inherited one taken out: it
 * is inherited then, and follows the photo caption when that is corrected.
 */
export function inheritWhereEqual<C extends PlacingContent>(content: C, resolved: Resolved): C {
  return withPlacements(content, (placement) => {
    const inherited = resolved.captions.get(placement.photoCaptionId);
    if (!inherited) return placement;
    const { caption, altText } = placement;
    return {
      ...placement,
      ...(isEqual(caption, inherited.description) && { caption: null }),
      ...(isEqual(altText, inherited.altText) && { altText: null }),
    };
  });
}

/**
 * The content without what came along from the photo that was in a place of the base before: the caption, alt text and
 * crop of another photo's use say nothing of this one. A place is the lead photo's, that of a block by its id, or one of
 * the gallery by its position. What is not as it was there was written for the new photo, and stays; a photo that was in
 * the gallery before has only moved, and brings along what is its own.
 */
export function withoutLeftovers<C extends PlacingContent>(content: C, base: PlacingContent): C {
  const before = placesOf(base);
  const inGallery = new Set(base.gallery?.map(({ photoCaptionId }) => photoCaptionId));
  return withPlacements(content, (placement, place) => {
    const left = before.get(place);
    if (place.startsWith('gallery') && inGallery.has(placement.photoCaptionId)) return placement;
    if (!left || left.photoCaptionId === placement.photoCaptionId) return placement;
    const { caption, altText, crop } = placement;
    return {
      ...placement,
      ...(caption && caption === left.caption && { caption: null }),
      ...(altText && altText === left.altText && { altText: null }),
      ...(crop && crop === left.crop && { crop: null }),
    };
  });
}

/** The content with each placement as `change` gives it back; a member that was not given stays so. */
function withPlacements<C extends PlacingContent>(
  content: C,
  change: <P extends Placement>(placement: P, place: string) => P,
): C {
  const { leadPhoto, gallery } = content;
  const body = content.body && structuredClone(content.body);
  for (const { block } of body ? walkBlocks(body) : []) {
    if (block.type === 'photo') block.attrs = change(block.attrs, `block ${block.attrs.id}`);
  }
  return {
    ...content,
    ...(leadPhoto && { leadPhoto: change(leadPhoto, 'lead') }),
    ...(gallery && { gallery: gallery.map((photo, index) => change(photo, `gallery ${index}`)) }),
    ...(body && { body }),
  };
}

function placesOf({ leadPhoto, gallery, body }: PlacingContent): ReadonlyMap<string, Placement> {
  const places = new Map<string, Placement>();
  if (leadPhoto) places.set('lead', leadPhoto);
  for (const [index, photo] of (gallery ?? []).entries()) places.set(`gallery ${index}`, photo);
  for (const photo of body ? photoPlacements(body) : []) places.set(`block ${photo.blockId}`, photo);
  return places;
}

/** The captions and alt texts of their own that uses of the photo caption have, by the role of the use. */
export function ownTexts(content: PlacingContent, photoCaptionId: string): ReadonlyMap<string, string[]> {
  const { leadPhoto, gallery, body } = content;
  const uses: [string, readonly (Placement | null | undefined)[]][] = [
    ['lead_photo', [leadPhoto]],
    ['gallery', gallery ?? []],
    ['photo', body ? photoPlacements(body) : []],
  ];
  return new Map(
    uses.map(([role, placements]) => [
      role,
      placements.flatMap((use) =>
        use?.photoCaptionId === photoCaptionId ? [use.caption ?? [], use.altText ?? []].flat() : [],
      ),
    ]),
  );
}

/** The references that placements make: the lead photo, the gallery, then the body in reading order. */
export function placementReferences({ leadPhoto, gallery, body }: PlacingContent): Reference[] {
  const inBody = body ? photoPlacements(body) : [];
  return [
    ...(leadPhoto ? [placementReference('lead_photo', leadPhoto, '/leadPhoto')] : []),
    ...(gallery ?? []).map((photo, index) => placementReference('gallery', photo, `/gallery/${index}`)),
    ...inBody.map((photo) => placementReference('photo', photo, `/body${photo.pointer}/attrs`)),
  ];
}

function placementReference(
  role: 'lead_photo' | 'gallery' | 'photo',
  placement: Placement,
  under: string,
): Reference {
  return {
    role,
    itemId: placement.photoCaptionId,
    overrides: isOverride(placement),
    pointer: `${under}/photoCaptionId`,
  };
}

/** Whether a text of a placement's own says what is inherited, as HTML may have brought it back. */
function isEqual(own: string | null | undefined, inherited: string): boolean {
  return own !== null && own !== undefined && textThroughHtml(own) === textThroughHtml(inherited);
}

function isOverride({ caption }: Placement): boolean {
  return caption !== null && caption !== undefined;
}

import type { BlockJson, BodyJson, PhotoJson } from '../body-json.js';
import { textThroughHtml } from '../escape-html.js';
import { walkBlocks } from '../walk-blocks.js';
import { withoutPhotos } from '../without-photos.js';
import { tidiedBlocks } from './tidy-blocks.js';

/**
 * The body that was read from HTML, with all that HTML cannot carry taken from the base revision wherever it still says
 * the same: a block that looks as it did is the base's own (ids, runs of spaces and all), blank blocks stay between the
 * neighbours they had, and a photo keeps its alt text, which HTML shows only beside a picture. So sending
 * back the HTML that was read changes nothing. `isShown` says which photo captions that HTML could show: a photo of any
 * other was not taken out by somebody who never saw it.
 */
export function keptFromBase(
  given: BodyJson | null,
  base: BodyJson | null,
  isShown: (photoCaptionId: string) => boolean,
): BodyJson | null {
  if (!base) return given;
  const looks = base.content.map((block) => lookOf(block, isShown));
  const free = indexesByLook(looks);
  const altTexts = altTextsIn(base);
  const content: BlockJson[] = [];
  // Where in the base the block before is from; null where it is not.
  let before: number | null = -1;
  const keepBlanksUpTo = (end: number): void => {
    if (before === null || looks.slice(before + 1, end).some((look) => look !== null)) return;
    for (const blank of base.content.slice(before + 1, end)) content.push(blank);
  };
  for (const block of given?.content ?? []) {
    const index = takeIndex(free, block, base);
    const same = index === null ? undefined : base.content[index];
    if (index !== null) keepBlanksUpTo(index);
    content.push(same ? withAltTextsOf(block, same) : withAltTextsFrom(altTexts, block));
    before = index;
  }
  keepBlanksUpTo(base.content.length);
  return content.length > 0 || base.content.length === 0 ? { type: 'doc', content } : null;
}

/** What readers see of a block, whatever its ids; null where they see nothing. */
function lookOf(block: BlockJson, isShown: (photoCaptionId: string) => boolean): string | null {
  const seenOfIt = withoutPhotos({ type: 'doc', content: [block] }, (photo) => isShown(photo.photoCaptionId));
  const [tidy] = tidiedBlocks(seenOfIt.content);
  return tidy ? JSON.stringify(tidy, seen) : null;
}

/** A member as it counts for a look. PostgreSQL gives members back in an order of its own. */
function seen(name: string, value: unknown): unknown {
  if (name === 'id' || name === 'altText' || (name === 'crop' && value === null)) return;
  if (name === 'caption' && typeof value === 'string') return textThroughHtml(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Of each look the first index comes last. */
function indexesByLook(looks: readonly (string | null)[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  for (const [index, look] of [...looks.entries()].reverse()) {
    if (look === null) continue;
    const same = indexes.get(look);
    if (same) same.push(index);
    else indexes.set(look, [index]);
  }
  return indexes;
}

function takeIndex(free: Map<string, number[]>, block: BlockJson, base: BodyJson): number | null {
  const same = free.get(lookOf(block, () => true) ?? '');
  const index = same?.at(-1);
  if (index === undefined) return null;
  const { id } = block.attrs;
  if (id !== null && id !== base.content[index]?.attrs.id) return null;
  same?.pop();
  return index;
}

/** The base's block that looks the same; an alt text that the HTML did show counts. */
function withAltTextsOf(given: BlockJson, base: BlockJson): BlockJson {
  const shown = photosIn(given);
  if (shown.every(({ attrs }) => attrs.altText === null)) return base;
  const kept = structuredClone(base);
  for (const { attrs } of photosIn(kept)) {
    if (attrs.photoCaptionId !== shown[0]?.attrs.photoCaptionId) continue;
    attrs.altText = shown.shift()?.attrs.altText ?? attrs.altText;
  }
  return kept;
}

/** A block that is new or changed: the photos in it that the base had as well are described as they were there. */
function withAltTextsFrom(altTexts: ReadonlyMap<string, string>, given: BlockJson): BlockJson {
  if (altTexts.size === 0 || photosIn(given).length === 0) return given;
  const kept = structuredClone(given);
  for (const { attrs } of photosIn(kept)) attrs.altText ??= altTexts.get(attrs.photoCaptionId) ?? null;
  return kept;
}

function altTextsIn(base: BodyJson): ReadonlyMap<string, string> {
  return new Map(
    base.content
      .flatMap(photosIn)
      .flatMap(({ attrs }) => (attrs.altText === null ? [] : [[attrs.photoCaptionId, attrs.altText]])),
  );
}

function photosIn(block: BlockJson): PhotoJson[] {
  return walkBlocks({ type: 'doc', content: [block] }).flatMap(({ block: one }) =>
    one.type === 'photo' ? [one] : [],
  );
}

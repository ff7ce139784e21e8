import { assignBlockIds } from '../content/body/block-ids.js';
import { withoutLeftovers } from '../content/placements.js';
import { newId } from '../database/id.js';
import { wholeContent } from '../items/content-member.js';
import type { ItemContent, ItemKind } from '../items/item-kind.js';
import { isSlug, slugFrom } from '../text/slug.js';

/** The content of a revision that was saved, or is to be, and whether its slug was set by hand. */
export interface DraftContent {
  content: ItemContent;
  slugByHand: boolean;
}

/**
 * The content that a save makes: each member that was given replaces the base's whole, `null` empties it.
 * Blocks get their ids, and a slug that nobody set by hand follows the headline until there is a `liveSlug`: the
 * one that the item was published under.
 */
export function draftContent(
  kind: ItemKind,
  base: DraftContent | null,
  given: ItemContent,
  liveSlug: string | null,
): DraftContent {
  const empty = kind.emptyContent();
  const merged = { ...empty, ...base?.content, ...withoutUndefined(given) };
  let content = kind.normalize(wholeContent(merged, empty));
  if (content.body) {
    content.body = assignBlockIds(content.body, base?.content.body ?? null, newId);
  }
  if (base) content = kind.normalize(withoutLeftovers(content, base.content));
  if (!kind.addressed) return { content, slugByHand: false };
  const slugByHand = isByHand(base, given);
  if (!slugByHand) content.slug = automaticSlug(base, content, liveSlug);
  return { content, slugByHand };
}

/** The slug that nobody has set: from the headline, and once published, as it was in the base. */
export function automaticSlug(
  base: DraftContent | null,
  content: ItemContent,
  liveSlug: string | null,
): string | null {
  const kept = base?.slugByHand ? null : (base?.content.slug ?? null);
  return liveSlug === null ? slugFrom(content.headline ?? '') : (kept ?? liveSlug);
}

/** Sending back the slug that was read is no decision about it; `null` gives it back to the headline. */
function isByHand(base: DraftContent | null, given: ItemContent): boolean {
  if (given.slug === undefined) return base?.slugByHand ?? false;
  if (given.slug === null || !isSlug(given.slug)) return false;
  return given.slug === base?.content.slug ? (base?.slugByHand ?? false) : true;
}

function withoutUndefined(content: ItemContent): ItemContent {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

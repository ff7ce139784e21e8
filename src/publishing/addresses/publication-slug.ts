import type { EntityManager } from 'typeorm';
import { waitForLock } from '../../database/advisory-lock.js';
import type { Item } from '../../items/item.entity.js';
import type { ItemKind } from '../../items/item-kind.js';
import type { Revision } from '../../items/revision.entity.js';
import { slugFrom, withSuffix } from '../../text/slug.js';
import { foreignAddresses, holdAddresses, slugTaken, takeAddress } from './addresses.js';

const CANDIDATES = 100;

/** The address that a publication goes out under. */
export interface SettledAddress {
  /** Null for a kind without addresses of its own. */
  slug: string | null;
  /** The item that had left this address, and loses it now; null for a new one, or one of the item's own. */
  takenFrom: string | null;
}

/**
 * The slug that a publication goes out under, and its address with it. An automatic slug keeps the one it was first
 * published with; one that any item has or had gets `-2`, `-3` …. One set by hand may be an address that another live
 * item has left, which is how two items swap; any other item's is `slug_taken`. The item's own former addresses stay
 * its own, and lead here.
 */
export async function settleAddress(
  tx: EntityManager,
  kind: ItemKind,
  item: Item,
  revision: Revision,
): Promise<SettledAddress> {
  if (!kind.addressed) return { slug: null, takenFrom: null };
  const settled = await settleSlug(tx, item, revision);
  await takeAddress(tx, item, settled.slug);
  return settled;
}

/** Whether the revision's slug was set by hand and is not to be had; nobody is kept waiting for the answer. */
export async function isSlugTaken(
  tx: EntityManager,
  kind: ItemKind,
  item: Item,
  { content: { slug }, slugByHand }: Revision,
): Promise<boolean> {
  if (!kind.addressed || !slugByHand || !slug) return false;
  const [foreign] = await foreignAddresses(tx, item, [slug]);
  return foreign !== undefined && !foreign.isLeft;
}

/** The slug that the revision would get if it were published now; nobody is kept waiting, so that it is a forecast. */
export async function foreseenSlug(
  tx: EntityManager,
  kind: ItemKind,
  item: Item,
  revision: Revision,
): Promise<string | null> {
  if (!kind.addressed) return null;
  if (!revision.slugByHand && item.liveSlug !== null) return item.liveSlug;
  const wanted = wantedSlug(item, revision);
  return revision.slugByHand ? wanted : freeSlug(tx, item, wanted);
}

async function settleSlug(
  tx: EntityManager,
  item: Item,
  revision: Revision,
): Promise<SettledAddress & { slug: string }> {
  if (!revision.slugByHand && item.liveSlug !== null) return { slug: item.liveSlug, takenFrom: null };
  const wanted = wantedSlug(item, revision);
  await lockFamily(tx, item, wanted);
  if (!revision.slugByHand) return { slug: await freeSlug(tx, item, wanted), takenFrom: null };
  await holdAddresses(tx, item, wanted);
  const [foreign] = await foreignAddresses(tx, item, [wanted]);
  if (foreign && !foreign.isLeft) throw slugTaken(item, wanted);
  return { slug: wanted, takenFrom: foreign?.itemId ?? null };
}

function wantedSlug(item: Item, { content: { slug, headline } }: Revision): string {
  return slug ?? slugFrom(headline ?? '') ?? item.id;
}

/** The slug, or the first of its `-2`, `-3` … that no other item has or had. */
async function freeSlug(tx: EntityManager, item: Item, wanted: string): Promise<string> {
  // A headline that comes back every day has hundreds of them: looked for many at a time.
  for (let first = 1; ; first += CANDIDATES) {
    const candidates = Array.from({ length: CANDIDATES }, (_, index) =>
      first + index === 1 ? wanted : withSuffix(wanted, first + index),
    );
    const foreign = await foreignAddresses(tx, item, candidates);
    const taken = new Set(foreign.map(({ slug }) => slug));
    const free = candidates.find((slug) => !taken.has(slug));
    if (free !== undefined) return free;
  }
}

/** Whoever asks for a slug, or for one of its `-2`, `-3` …, first keeps the others waiting until they have committed. */
async function lockFamily(tx: EntityManager, item: Item, slug: string): Promise<void> {
  await waitForLock(tx, `address ${item.kind} ${slug.replace(/-\d+$/, '')}`);
}

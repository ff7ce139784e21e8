import type { EntityManager } from 'typeorm';
import { DomainError } from '../errors.js';
import type { Item } from '../items/item.entity.js';
import type { ItemKind } from '../items/item-kind.js';
import type { Revision } from '../items/revision.entity.js';
import { slugFrom, withSuffix } from '../text/slug.js';

const MOST_SUFFIXES = 1000;

/**
 * The slug that a publication goes out under, and its address with it. An automatic slug keeps the one it
 * was first published with; a taken one gets `-2`, `-3` …; one set by hand that is taken is `slug_taken`.
 * Addresses are never freed: an old one of this item stays its own.
 */
export async function settleAddress(
  tx: EntityManager,
  kind: ItemKind,
  item: Item,
  revision: Revision,
): Promise<string | null> {
  if (!kind.addressed) return null;
  const slug = await settleSlug(tx, item, revision);
  await tx.query('update address set current = false where item_id = $1 and current and slug <> $2', [
    item.id,
    slug,
  ]);
  await tx.query(
    `insert into address (kind, slug, item_id, current) values ($1, $2, $3, true)
     on conflict (kind, slug) do update set current = true where address.item_id = excluded.item_id`,
    [item.kind, slug, item.id],
  );
  return slug;
}

/** Whether the revision's slug was set by hand and is another item's; nobody is kept waiting for the answer. */
export async function isSlugTaken(
  tx: EntityManager,
  kind: ItemKind,
  item: Item,
  { content: { slug }, slugByHand }: Revision,
): Promise<boolean> {
  if (!kind.addressed || !slugByHand || !slug) return false;
  return belongsToAnother(tx, item, slug);
}

async function settleSlug(tx: EntityManager, item: Item, revision: Revision): Promise<string> {
  const wanted = revision.content.slug ?? slugFrom(revision.content.headline ?? '') ?? item.id;
  if (!revision.slugByHand && item.liveSlug !== null) return item.liveSlug;
  if (await isFree(tx, item, wanted)) return wanted;
  if (revision.slugByHand) {
    throw new DomainError('slug_taken', `The slug ${wanted} belongs to another ${item.kind}; set another.`);
  }
  for (let n = 2; n <= MOST_SUFFIXES; n += 1) {
    const slug = withSuffix(wanted, n);
    if (await isFree(tx, item, slug)) return slug;
  }
  throw new DomainError('slug_taken');
}

/** Whoever asks for a slug first keeps the others waiting until they have committed. */
async function isFree(tx: EntityManager, item: Item, slug: string): Promise<boolean> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`address ${item.kind} ${slug}`]);
  return !(await belongsToAnother(tx, item, slug));
}

async function belongsToAnother(tx: EntityManager, item: Item, slug: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'select from address where kind = $1 and slug = $2 and item_id <> $3',
    [item.kind, slug, item.id],
  );
  return rows.length > 0;
}

import type { EntityManager } from 'typeorm';
import { DomainError } from '../errors.js';
import type { Item } from '../items/item.entity.js';
import type { ItemKind } from '../items/item-kind.js';
import type { Revision } from '../items/revision.entity.js';
import { slugFrom, withSuffix } from '../text/slug.js';

const CANDIDATES = 100;

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
  if (!revision.slugByHand && item.liveSlug !== null) return item.liveSlug;
  const wanted = revision.content.slug ?? slugFrom(revision.content.headline ?? '') ?? item.id;
  await lockFamily(tx, item, wanted);
  if (revision.slugByHand) {
    if (!(await belongsToAnother(tx, item, wanted))) return wanted;
    throw new DomainError('slug_taken', `The slug ${wanted} belongs to another ${item.kind}; set another.`);
  }
  // A headline that comes back every day has hundreds of them: looked for many at a time.
  for (let first = 1; ; first += CANDIDATES) {
    const candidates = Array.from({ length: CANDIDATES }, (_, index) =>
      first + index === 1 ? wanted : withSuffix(wanted, first + index),
    );
    const taken = await takenByOthers(tx, item, candidates);
    const free = candidates.find((slug) => !taken.has(slug));
    if (free !== undefined) return free;
  }
}

/** Whoever asks for a slug, or for one of its `-2`, `-3` …, first keeps the others waiting until they have committed. */
async function lockFamily(tx: EntityManager, item: Item, slug: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `address ${item.kind} ${slug.replace(/-\d+$/, '')}`,
  ]);
}

async function belongsToAnother(tx: EntityManager, item: Item, slug: string): Promise<boolean> {
  return (await takenByOthers(tx, item, [slug])).has(slug);
}

async function takenByOthers(tx: EntityManager, item: Item, slugs: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ slug: string }[]>(
    'select slug from address where kind = $1 and slug = any($2) and item_id <> $3',
    [item.kind, slugs, item.id],
  );
  return new Set(rows.map(({ slug }) => slug));
}

import type { EntityManager } from 'typeorm';
import { DomainError } from '../../errors.js';
import type { Item } from '../../items/item.entity.js';

/** An address that another item has, or had. */
export interface ForeignAddress {
  slug: string;
  itemId: string;
  /** Whether it may change hands: its item is live, and has gone on to another address. */
  isLeft: boolean;
}

/** Those of the slugs that are addresses of other items of the kind, now or in the past. */
export async function foreignAddresses(
  tx: EntityManager,
  item: Item,
  slugs: readonly string[],
): Promise<ForeignAddress[]> {
  return tx.query<ForeignAddress[]>(
    `select a.slug, a.item_id as "itemId", not a.current and i.visibility = 'live' as "isLeft"
       from address a join item i on i.id = a.item_id
      where a.kind = $1 and a.slug = any($2) and a.item_id <> $3`,
    [item.kind, slugs, item.id],
  );
}

/**
 * Keeps the item's own addresses, and the wanted one if it is there, as they are until the transaction ends: in one
 * order for everybody, and after all items are locked. Read again after it, for whoever had them may have changed.
 */
export async function holdAddresses(tx: EntityManager, item: Item, wanted: string | null): Promise<void> {
  await tx.query(
    `select from address where item_id = $1 or (kind = $2 and slug = $3)
      order by kind, slug for no key update`,
    [item.id, item.kind, wanted],
  );
}

/**
 * Makes the slug the item's present address; the one it had until now leads there. Throws `slug_taken` where it is
 * another item's and not left.
 */
export async function takeAddress(tx: EntityManager, item: Item, slug: string): Promise<void> {
  await tx.query('update address set current = false where item_id = $1 and current and slug <> $2', [
    item.id,
    slug,
  ]);
  const taken = await tx.query<unknown[]>(
    `insert into address (kind, slug, item_id, current) values ($1, $2, $3, true)
     on conflict (kind, slug) do update set item_id = excluded.item_id, current = true
       where address.item_id = excluded.item_id or not address.current
     returning item_id`,
    [item.kind, slug, item.id],
  );
  if (taken.length === 0) throw slugTaken(item, slug);
}

/** The refusal of a slug that was set by hand. */
export function slugTaken(item: Item, slug: string): DomainError {
  return new DomainError('slug_taken', `The slug ${slug} belongs to another ${item.kind}; set another.`);
}

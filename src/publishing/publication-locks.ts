import type { EntityManager } from 'typeorm';
import { authorIds, itemIds, type Reference } from '../content/reference.js';

/** What a publication rests on, besides the item itself. */
export interface PublicationGround {
  references: readonly Reference[];
  /** The photo that the item itself would show. */
  photoId: string | null;
  /** Where the item is now, for the desk and for readers, and where it goes. */
  sectionIds: readonly (string | null)[];
}

/**
 * Locks an item for change, and all that its document will be made from against change, in one order for everybody:
 * items by id, then authors by id, sections from the root down, and photos by id. Two publications that rest on each
 * other queue up instead of deadlocking, and a story never keeps the caption, or the focal point of a photo, from before
 * a change that was under way. Whoever changes a photo has it first and items after, but those only as foreign keys do,
 * which waits for no publication.
 */
export async function lockForPublication(
  tx: EntityManager,
  itemId: string,
  { references, photoId, sectionIds }: PublicationGround,
): Promise<void> {
  const others = itemIds(references).filter((id) => id !== itemId);
  await shareItems(
    tx,
    others.filter((id) => id < itemId),
  );
  await tx.query('select from item where id = $1 for no key update', [itemId]);
  await shareItems(
    tx,
    others.filter((id) => id > itemId),
  );
  const authors = authorIds(references);
  if (authors.length > 0) {
    await tx.query('select from author where id = any($1::uuid[]) order by id for share', [authors]);
  }
  // Those above a section as well: their names and slugs are in the document.
  await tx.query(
    `select from section a where exists (select from section s
        where s.id = any($1::uuid[]) and (s.path = a.path or starts_with(s.path, a.path || '/')))
      order by a.path for share`,
    [sectionIds],
  );
  if (others.length > 0 || photoId !== null) await sharePhotos(tx, [itemId, ...others], photoId);
}

async function shareItems(tx: EntityManager, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('select from item where id = any($1::uuid[]) order by id for share', [ids]);
}

/** Those of the captions that are live, which stay so, and the one that is to be shown from now on. */
async function sharePhotos(tx: EntityManager, itemIds: string[], photoId: string | null): Promise<void> {
  await tx.query(
    `select from photo where id in (
         select $2::uuid union all
         select u.photo_id from item i join photo_use u on u.item_id = i.id and u.revision = i.live_revision
          where i.id = any($1::uuid[]))
      order by id for share`,
    [itemIds, photoId],
  );
}

import type { EntityManager } from 'typeorm';
import type { Reference } from '../items/item-kind.js';

/**
 * Locks an item for change, and all that its document will be made from against change, in one order by
 * id for everybody: two publications that rest on each other queue up instead of deadlocking, and a story
 * never keeps the caption from before a publication that was under way (domain: edge case 12).
 */
export async function lockForPublication(
  tx: EntityManager,
  itemId: string,
  references: readonly Reference[],
): Promise<void> {
  const items = references.flatMap((reference) => ('itemId' in reference ? [reference.itemId] : []));
  const others = [...new Set(items)].filter((id) => id !== itemId);
  const share = 'select from item where id = any($1::uuid[]) order by id for share';
  await tx.query(share, [others.filter((id) => id < itemId)]);
  await tx.query('select from item where id = $1 for no key update', [itemId]);
  await tx.query(share, [others.filter((id) => id > itemId)]);
  const authors = references.flatMap((reference) => ('authorId' in reference ? [reference.authorId] : []));
  if (authors.length > 0) {
    await tx.query('select from author where id = any($1::uuid[]) order by id for share', [authors]);
  }
}

/** Locks the section and those above it against being moved or renamed. Root first, for everybody. */
export async function lockSectionLine(tx: EntityManager, sectionId: string | null): Promise<void> {
  if (sectionId === null) return;
  await tx.query(
    `select from section a where exists (
       select from section s where s.id = $1 and (s.path = a.path or starts_with(s.path, a.path || '/')))
      order by a.path for share`,
    [sectionId],
  );
}

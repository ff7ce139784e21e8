import type { EntityManager } from 'typeorm';

/** Sets the end of the item's open publication, if it has one; never before its beginning. */
export async function closePublication(tx: EntityManager, itemId: string, at: Date): Promise<void> {
  await tx.query(
    'update publication set live_to = greatest($2, live_from) where item_id = $1 and live_to is null',
    [itemId, at],
  );
}

import type { EntityManager } from 'typeorm';

/** The database's time now, in whole milliseconds: one clock for all processes. */
export async function databaseTime(tx: EntityManager): Promise<Date> {
  const [row] = await tx.query<{ at: Date }[]>(`select date_trunc('milliseconds', clock_timestamp()) as at`);
  if (!row) throw new Error('The database told no time.');
  return row.at;
}

/** Sets the end of the item's open publication, if it has one; never before its beginning. */
export async function closePublication(tx: EntityManager, itemId: string, at: Date): Promise<void> {
  await tx.query(
    'update publication set live_to = greatest($2, live_from) where item_id = $1 and live_to is null',
    [itemId, at],
  );
}

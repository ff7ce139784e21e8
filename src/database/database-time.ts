import type { EntityManager } from 'typeorm';

/** The database's time now, in whole milliseconds: one clock for all processes. */
export async function databaseTime(tx: EntityManager): Promise<Date> {
  const [row] = await tx.query<{ at: Date }[]>(`select date_trunc('milliseconds', clock_timestamp()) as at`);
  if (!row) throw new Error('The database told no time.');
  return row.at;
}

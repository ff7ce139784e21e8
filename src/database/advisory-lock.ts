import type { EntityManager } from 'typeorm';

/**
 * Takes the lock of that name until the transaction ends, if nobody has it; false where another has. A process that
 * dies takes its transaction with it, so such a lock is never stale.
 */
export async function tryLock(tx: EntityManager, name: string): Promise<boolean> {
  const [row] = await tx.query<{ taken: boolean }[]>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as taken',
    [name],
  );
  return row?.taken === true;
}

/** Takes the lock of that name until the transaction ends; waits for whoever has it. */
export async function waitForLock(tx: EntityManager, name: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import type { LockView } from './item-view.js';

interface LockRow {
  holder_id: string;
  holder_name: string;
  expires_at: Date;
}

/** The edit lock that somebody else holds on the item; null where nobody does, or the member themself. */
export async function lockOfAnother(
  tx: EntityManager,
  actor: Principal,
  itemId: string,
): Promise<LockView | null> {
  const lock = await standingLock(tx, itemId);
  return lock?.holder.id === actor.staffId ? null : lock;
}

/** Gives the member the item's edit lock for so many seconds from now, whoever had it. */
export async function putLock(
  tx: EntityManager,
  actor: Principal,
  itemId: string,
  ttlSeconds: number,
): Promise<LockView> {
  await tx.query(
    `insert into edit_lock (item_id, holder_id, expires_at)
     values ($1, $2, clock_timestamp() + make_interval(secs => $3))
     on conflict (item_id) do update set holder_id = excluded.holder_id, expires_at = excluded.expires_at`,
    [itemId, actor.staffId, ttlSeconds],
  );
  const lock = await standingLock(tx, itemId);
  if (lock === null) throw new Error(`The lock on ${itemId} does not stand although it was just taken.`);
  return lock;
}

/** Ends the item's edit lock, if it has one. */
export async function dropLock(tx: EntityManager, itemId: string): Promise<void> {
  await tx.query('delete from edit_lock where item_id = $1', [itemId]);
}

async function standingLock(tx: EntityManager, itemId: string): Promise<LockView | null> {
  const [row] = await tx.query<LockRow[]>(
    'select holder_id, holder_name, expires_at from standing_lock where item_id = $1',
    [itemId],
  );
  if (!row) return null;
  return { holder: { id: row.holder_id, name: row.holder_name }, expiresAt: row.expires_at.toISOString() };
}

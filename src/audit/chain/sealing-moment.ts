import type { EntityManager } from 'typeorm';
import type { SegmentClaim } from './chain-text.js';

/** When a segment is sealed, in the database's own terms. */
export interface Moment {
  drawn_through: string;
  transaction_id: string;
  era: number;
}

/**
 * The highest id that was drawn by anybody (a sequence tells that outside of transactions), then a number for this
 * transaction. Whoever drew up to that id has a lower number; a snapshot alone does not tell, for its end is not the
 * highest number that was given out. In another era the numbers have started again.
 */
export async function thisMoment(tx: EntityManager, before: SegmentClaim | null): Promise<Moment> {
  const [drawn] = await tx.query<[{ through: string }]>(
    'select case when is_called then last_value else 0 end as through from audit_entry_id_seq',
  );
  const [now] = await tx.query<[{ id: string; has_restarted: boolean }]>(
    `select pg_current_xact_id()::text as id, pg_current_xact_id() < $1::xid8 as has_restarted`,
    [before?.transactionId ?? '0'],
  );
  const era = (before?.era ?? 1) + (now.has_restarted ? 1 : 0);
  return { drawn_through: drawn.through, transaction_id: now.id, era };
}

/**
 * Up to which id nothing can turn up any more: what had been drawn at a segment (this one or one before) since when
 * all transactions with lower numbers have ended; those of another era ended with their server. `limit` is what was
 * looked at now.
 */
export async function closedThrough(
  tx: EntityManager,
  now: Moment,
  snapshot: string,
  limit: string,
): Promise<string> {
  const [row] = await tx.query<[{ id: string }]>(
    `select least($4::bigint, greatest(
       case when $2::xid8 <= pg_snapshot_xmin($5::pg_snapshot) then $1::bigint else 0 end,
       (select drawn_through from audit_segment
         where era < $3 or transaction_id <= pg_snapshot_xmin($5::pg_snapshot) order by number desc limit 1)
     )) as id`,
    [now.drawn_through, now.transaction_id, now.era, limit, snapshot],
  );
  return row.id;
}

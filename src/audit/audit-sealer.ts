import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { tryLock } from '../database/advisory-lock.js';
import { Transactions } from '../database/transactions.js';
import {
  claimOf,
  ENTRY_DIGEST,
  headOf,
  NO_HEAD,
  SEGMENT_COLUMNS,
  type SegmentClaim,
  type SegmentRow,
} from './chain-text.js';

/** Entries of one segment: far below the time limit of a statement, however many have piled up. */
const MOST_ENTRIES = 5_000;

/** A segment that was just sealed. */
export type SealedSegment = SegmentClaim & { head: Buffer };

/** When a segment is sealed, in the database's own terms. */
interface Moment {
  drawn_through: string;
  transaction_id: string;
  era: number;
}

/** What can be seen in the snapshot and is in no segment yet. */
interface Taken {
  snapshot: string;
  ids: string;
  count: number;
  last_id: string;
  entry_digests: Buffer;
  sealed_at: Date;
}

/**
 * Chains the entries of the trail in segments. Writers neither lock nor wait: an entry is a plain insert, and gets
 * its id before its transaction commits, so that ids become visible in another order than that of their numbers.
 * What a segment takes is therefore told by a snapshot: all that is committed in it and in no segment before. So
 * nothing is sealed twice; what is still running commits behind what was sealed, as a later segment, however long
 * it takes; and what rolls back leaves a hole in the ids and is never missed.
 */
@Injectable()
export class AuditSealer {
  constructor(private readonly transactions: Transactions) {}

  /** Seals one segment of what is committed now; null where there is nothing, `busy` while another process does. */
  async sealOne(): Promise<SealedSegment | 'busy' | null> {
    return this.transactions.run(async (tx) => {
      const isHeld = await tryLock(tx, 'audit sealer');
      // Read after the lock is held: it was released when the segment before was committed.
      return isHeld ? this.seal(tx) : 'busy';
    });
  }

  private async seal(tx: EntityManager): Promise<SealedSegment | null> {
    const before = await lastSegment(tx);
    if (!(await hasUnsealed(tx, before))) return null;
    const now = await thisMoment(tx, before);
    const taken = await take(tx, before);
    const complete = taken.count < MOST_ENTRIES;
    const claim: SegmentClaim = {
      number: String(BigInt(before?.number ?? 0) + 1n),
      previousHead: before?.head ?? NO_HEAD,
      era: now.era,
      ids: taken.ids,
      drawnThrough: now.drawn_through,
      transactionId: now.transaction_id,
      snapshot: taken.snapshot,
      closedThrough: await closedThrough(
        tx,
        now,
        taken.snapshot,
        complete ? now.drawn_through : taken.last_id,
      ),
      complete,
      count: taken.count,
      digest: createHash('sha256').update(taken.entry_digests).digest(),
      sealedAt: taken.sealed_at,
    };
    const head = headOf(claim);
    await insert(tx, claim, taken.entry_digests, head);
    return { ...claim, head };
  }
}

async function lastSegment(tx: EntityManager): Promise<(SegmentClaim & { head: Buffer }) | null> {
  const [row] = await tx.query<SegmentRow[]>(
    `select ${SEGMENT_COLUMNS} from audit_segment order by audit_segment.number desc limit 1`,
  );
  return row ? { ...claimOf(row), head: row.head } : null;
}

/** What no segment has. Up to `closed_through` ($1) it need not look: there is nothing, or what somebody put in. */
const UNSEALED = `audit_entry entry where entry.id > $1 and not (
  select coalesce(range_agg(ids), '{}') from audit_segment where ids && int8range($1::bigint + 1, null)
) @> entry.id`;

async function hasUnsealed(tx: EntityManager, before: SegmentClaim | null): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`select from ${UNSEALED} limit 1`, [before?.closedThrough ?? '0']);
  return rows.length > 0;
}

/**
 * The highest id that was drawn by anybody (a sequence tells that outside of transactions), then a number for this
 * transaction. Whoever drew up to that id has a lower number; a snapshot alone does not tell, for its end is not the
 * highest number that was given out. In another era the numbers have started again.
 */
async function thisMoment(tx: EntityManager, before: SegmentClaim | null): Promise<Moment> {
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

/** In one statement, so that what it reads is exactly what its snapshot says. */
async function take(tx: EntityManager, before: SegmentClaim | null): Promise<Taken> {
  const [taken] = await tx.query<[Taken]>(
    `with taken as (
       select entry.id, ${ENTRY_DIGEST} as digest from ${UNSEALED} order by entry.id limit ${MOST_ENTRIES}
     )
     select pg_current_snapshot()::text as snapshot, range_agg(int8range(id, id, '[]'))::text as ids,
            count(*)::integer as count, max(id) as last_id, string_agg(digest, ''::bytea order by id) as entry_digests,
            date_trunc('milliseconds', clock_timestamp()) as sealed_at
       from taken`,
    [before?.closedThrough ?? '0'],
  );
  return taken;
}

/**
 * Up to which id nothing can turn up any more: what had been drawn at a segment (this one or one before) since when
 * all transactions with lower numbers have ended; those of another era ended with their server. `limit` is what was
 * looked at now.
 */
async function closedThrough(
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

async function insert(
  tx: EntityManager,
  claim: SegmentClaim,
  entryDigests: Buffer,
  head: Buffer,
): Promise<void> {
  await tx.query(
    `insert into audit_segment (number, previous_head, era, ids, drawn_through, transaction_id, snapshot,
       closed_through, complete, count, entry_digests, digest, sealed_at, head)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      claim.number,
      claim.previousHead,
      claim.era,
      claim.ids,
      claim.drawnThrough,
      claim.transactionId,
      claim.snapshot,
      claim.closedThrough,
      claim.complete,
      claim.count,
      entryDigests,
      claim.digest,
      claim.sealedAt,
      head,
    ],
  );
}

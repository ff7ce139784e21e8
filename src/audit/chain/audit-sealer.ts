import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { tryLock } from '../../database/advisory-lock.js';
import { Transactions } from '../../database/transactions.js';
import {
  claimOf,
  headOf,
  NO_HEAD,
  SEGMENT_COLUMNS,
  type SegmentClaim,
  type SegmentRow,
} from './chain-text.js';
import { closedThrough, thisMoment } from './sealing-moment.js';
import { hasUnsealed, MOST_ENTRIES, takeUnsealed } from './unsealed-entries.js';

/** A segment that was just sealed. */
export type SealedSegment = SegmentClaim & { head: Buffer };

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
    const taken = await takeUnsealed(tx, before);
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

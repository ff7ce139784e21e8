import { createHash } from 'node:crypto';

/** The head that the first segment follows on. */
export const NO_HEAD = Buffer.alloc(32);

/**
 * SQL for the SHA-256 of a row of `audit_entry`: of its columns as a JSON array in the form that PostgreSQL
 * prints for jsonb, which is one text for one value: members sorted, numbers digit for digit, times in UTC to the
 * millisecond. docs/audit-trail.md has the recipe for whoever recomputes it with other tools; it never changes.
 */
export const ENTRY_DIGEST = `sha256(convert_to(jsonb_build_array(
  entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), entry.transaction_id::text,
  entry.actor_id, entry.token_id, entry.request_id, entry.action, entry.item_id, entry.revision,
  entry.subject_kind, entry.subject_id, entry.details)::text, 'UTF8'))`;

/** What a segment says, and its head covers. 64-bit numbers, snapshots and ids are as PostgreSQL prints them. */
export interface SegmentClaim {
  number: string;
  previousHead: Buffer;
  era: number;
  ids: string;
  drawnThrough: string;
  transactionId: string;
  snapshot: string;
  closedThrough: string;
  complete: boolean;
  count: number;
  /** SHA-256 of the digests of its entries. */
  digest: Buffer;
  sealedAt: Date;
}

/** SHA-256 of the segment and, through the head before it, of all that was ever sealed. */
export function headOf(segment: SegmentClaim): Buffer {
  const text = JSON.stringify([
    segment.previousHead.toString('hex'),
    segment.number,
    segment.era,
    segment.ids,
    segment.drawnThrough,
    segment.transactionId,
    segment.snapshot,
    segment.closedThrough,
    segment.complete,
    segment.count,
    segment.digest.toString('hex'),
    segment.sealedAt.toISOString(),
  ]);
  return createHash('sha256').update(text).digest();
}

/** A row of `audit_segment` as `SEGMENT_COLUMNS` reads it. */
export interface SegmentRow {
  number: string;
  previous_head: Buffer;
  era: number;
  ids: string;
  drawn_through: string;
  transaction_id: string;
  snapshot: string;
  closed_through: string;
  complete: boolean;
  count: number;
  digest: Buffer;
  sealed_at: Date;
  head: Buffer;
}

/** The columns of a `SegmentRow`. */
export const SEGMENT_COLUMNS = `number, previous_head, era, ids::text, drawn_through,
  transaction_id::text, snapshot::text, closed_through,
  complete, count, digest, sealed_at, head`;

/** The row as what its head has to cover. */
export function claimOf(row: SegmentRow): SegmentClaim {
  return {
    number: row.number,
    previousHead: row.previous_head,
    era: row.era,
    ids: row.ids,
    drawnThrough: row.drawn_through,
    transactionId: row.transaction_id,
    snapshot: row.snapshot,
    closedThrough: row.closed_through,
    complete: row.complete,
    count: row.count,
    digest: row.digest,
    sealedAt: row.sealed_at,
  };
}

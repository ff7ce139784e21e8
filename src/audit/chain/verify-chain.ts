import type { EntityManager } from 'typeorm';
import { claimOf, headOf, NO_HEAD, SEGMENT_COLUMNS, type SegmentRow } from './chain-text.js';
import { strayEntries, wrongEntries } from './verify-entries.js';

/** How many segments are looked at together. */
const CHUNK = 200;

/** What was found. `faults` are sentences, each about one entry or segment. */
export interface Verdict {
  faults: string[];
  segments: number;
  entries: number;
  /** Committed meanwhile, and in no segment yet. */
  pending: number;
  /** The last head, as hex; null where nothing was ever sealed. */
  head: string | null;
  /** When the anchored head was sealed, where one was asked for and found. */
  anchoredAt: Date | null;
}

interface CheckedRow extends SegmentRow {
  /** Null where the ids have no end. */
  ids_counted: string | null;
  /** Computed now, of the digests that the segment keeps. */
  digest_now: Buffer;
}

/**
 * Recomputes the whole chain from the rows, in constant memory as long as it is whole: each segment's place, digest
 * and head, each entry's digest, and whether the entry can have been written where it stands. `anchor` is a head
 * (hex) that was kept elsewhere: it alone can tell when all was rewritten. For a transaction that sees one state of
 * the database.
 */
export async function verifyChain(db: EntityManager, anchor: string | null): Promise<Verdict> {
  const verdict: Verdict = { faults: [], segments: 0, entries: 0, pending: 0, head: null, anchoredAt: null };
  let before: CheckedRow | null = null;
  for (let rows = await chunkAfter(db, before); rows.length > 0; rows = await chunkAfter(db, before)) {
    const sound: string[] = [];
    for (const row of rows) {
      const faults = segmentFaults(row, before);
      verdict.faults.push(...faults);
      if (faults.length === 0) sound.push(row.number);
      if (row.head.toString('hex') === anchor) verdict.anchoredAt = row.sealed_at;
      verdict.segments += 1;
      verdict.entries += row.count;
      before = row;
    }
    // What a changed segment says proves nothing about its entries.
    verdict.faults.push(...(await wrongEntries(db, sound)));
  }
  verdict.head = before?.head.toString('hex') ?? null;
  const strays = await strayEntries(db);
  verdict.faults.push(...strays.faults);
  verdict.pending = strays.pending;
  if (anchor !== null && verdict.anchoredAt === null) {
    verdict.faults.push(
      `The head ${anchor} is not in the chain: the chain was rewritten or cut short since, or that head is of another database.`,
    );
  }
  return verdict;
}

async function chunkAfter(db: EntityManager, before: SegmentRow | null): Promise<CheckedRow[]> {
  return db.query<CheckedRow[]>(
    `select ${SEGMENT_COLUMNS}, sha256(entry_digests) as digest_now,
            (select sum(upper(range) - lower(range)) from unnest(ids) as range) as ids_counted
       from audit_segment where $1::bigint is null or audit_segment.number > $1
      order by audit_segment.number limit ${CHUNK}`,
    [before?.number ?? null],
  );
}

function segmentFaults(row: CheckedRow, before: CheckedRow | null): string[] {
  const expected = BigInt(before?.number ?? 0) + 1n;
  const name = `Segment ${row.number} (sealed ${row.sealed_at.toISOString()})`;
  if (!headOf(claimOf(row)).equals(row.head)) {
    return [`${name} was changed: what it says does not give its head.`];
  }
  if (!row.digest_now.equals(row.digest) || row.ids_counted !== String(row.count)) {
    return [`${name} was changed: its digest is not that of the entries that it lists.`];
  }
  if (BigInt(row.number) > expected) return [missingSegments(expected, BigInt(row.number) - 1n)];
  if (BigInt(row.number) < expected) return [`${name} was added: the first segment is number 1.`];
  if (!row.previous_head.equals(before?.head ?? NO_HEAD)) {
    const other = before
      ? `segment ${before.number} has another head than it names`
      : 'it names a head before';
    return [`${name} does not follow on what stands before it: ${other}. One of the two was replaced.`];
  }
  return [];
}

function missingSegments(first: bigint, last: bigint): string {
  return first === last ? `Segment ${first} is missing.` : `Segments ${first} to ${last} are missing.`;
}

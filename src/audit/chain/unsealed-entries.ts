import type { EntityManager } from 'typeorm';
import { ENTRY_DIGEST, type SegmentClaim } from './chain-text.js';

/** Entries of one segment: far below the time limit of a statement, however many have piled up. */
export const MOST_ENTRIES = 5_000;

/** What can be seen in the snapshot and is in no segment yet. */
export interface TakenEntries {
  snapshot: string;
  ids: string;
  count: number;
  last_id: string;
  entry_digests: Buffer;
  sealed_at: Date;
}

/** What no segment has. Up to `closed_through` ($1) it need not look: there is nothing, or what somebody put in. */
const UNSEALED = `audit_entry entry where entry.id > $1 and not (
  select coalesce(range_agg(ids), '{}') from audit_segment where ids && int8range($1::bigint + 1, null)
) @> entry.id`;

/** Whether there is anything to seal. */
export async function hasUnsealed(tx: EntityManager, before: SegmentClaim | null): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`select from ${UNSEALED} limit 1`, [before?.closedThrough ?? '0']);
  return rows.length > 0;
}

/** What the next segment is to take: in one statement, so that what it reads is exactly what its snapshot says. */
export async function takeUnsealed(tx: EntityManager, before: SegmentClaim | null): Promise<TakenEntries> {
  const [taken] = await tx.query<[TakenEntries]>(
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

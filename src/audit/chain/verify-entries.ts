import type { EntityManager } from 'typeorm';
import { ENTRY_DIGEST } from './chain-text.js';

/** Where everything is wrong, the first ones tell enough. */
const MOST_FAULTS = 500;
/** Clocks are set right now and then, and differ a little after a failover. */
const CLOCK_TOLERANCE = '5 minutes';

interface EntryName {
  id: string;
  action: string | null;
  at: Date | null;
  actor_id: string | null;
}

interface WrongRow extends EntryName {
  segment: string;
  is_missing: boolean;
  is_changed: boolean;
  /** Each says why the entry cannot have been written before the segment that has it, and after those before. */
  was_visible: string | null;
  id_was_drawn: string | null;
  time_is_before: string | null;
  id_is_ahead: boolean;
}

/**
 * The entries of these segments that are not what was sealed, and those that were put in, as the words of the
 * database itself show: an entry is written by a transaction that no earlier segment could see, under an id that was
 * drawn after what transactions before had drawn, at a time that is not before. `before` is the last segment that
 * took all it could see; `known` the last one before the entry's transaction began.
 */
export async function wrongEntries(db: EntityManager, segments: readonly string[]): Promise<string[]> {
  const rows = await db.query<WrongRow[]>(
    `with sealed as (
       select segment.number, segment.entry_digests, id, row_number() over (partition by segment.number order by id) as place
         from audit_segment segment, unnest(segment.ids) as range, generate_series(lower(range), upper(range) - 1) as id
        where segment.number = any ($1)
     ), checked as (
       select sealed.number, sealed.id, entry.action, entry.at, entry.actor_id, entry.id is null as is_missing,
              ${ENTRY_DIGEST} <> substring(sealed.entry_digests from (sealed.place * 32 - 31)::integer for 32) as is_changed,
              case when pg_visible_in_snapshot(entry.transaction_id, before.snapshot) then before.number end as was_visible,
              case when entry.id <= known.drawn_through then known.number end as id_was_drawn,
              case when entry.at < known.sealed_at - interval '${CLOCK_TOLERANCE}' then known.number end as time_is_before,
              entry.id > next.drawn_through as id_is_ahead
         from sealed
         join audit_segment segment using (number)
         left join audit_entry entry on entry.id = sealed.id
         left join lateral (
           select * from audit_segment b where b.number < sealed.number and b.complete order by b.number desc limit 1
         ) before on before.era = segment.era
         left join lateral (
           select * from audit_segment k
            where before.number is not null and k.number <= before.number and k.complete and k.era = segment.era
              and k.transaction_id < entry.transaction_id
            order by k.number desc limit 1
         ) known on true
         cross join lateral (
           select coalesce(
             (select n.drawn_through from audit_segment n where n.number > sealed.number order by n.number limit 1),
             (select case when is_called then last_value else 0 end from audit_entry_id_seq)) as drawn_through
         ) next
     )
     select number as segment, id, action, at, actor_id, is_missing, is_changed, was_visible, id_was_drawn,
            time_is_before, id_is_ahead
       from checked
      where is_missing or is_changed or id_is_ahead
         or coalesce(was_visible, id_was_drawn, time_is_before) is not null
      order by number, id limit ${MOST_FAULTS}`,
    [segments],
  );
  return rows.map(faultOf);
}

/**
 * What no segment has: put in where all was sealed, or committed since the last segment. In neither case can a segment
 * have looked past it: it is under an id up to which all had ended, or of a transaction that was seen to have ended.
 */
export async function strayEntries(db: EntityManager): Promise<{ faults: string[]; pending: number }> {
  const strays = `
    with sealed as (
      select coalesce(range_agg(ids), '{}') as ids, coalesce(max(closed_through), 0) as closed_through from audit_segment
    ), last as (
      select number, drawn_through, snapshot from audit_segment where complete order by number desc limit 1
    ), stray as (
      select entry.id, action, at, actor_id,
             entry.id <= closed_through
             or (entry.id <= drawn_through and pg_visible_in_snapshot(transaction_id, snapshot)) is true as is_wrong
        from audit_entry entry cross join sealed left join last on true
       where not sealed.ids @> entry.id
    )`;
  const rows = await db.query<EntryName[]>(
    `${strays} select id, action, at, actor_id from stray where is_wrong order by id limit ${MOST_FAULTS}`,
  );
  const [row] = await db.query<[{ pending: number }]>(
    `${strays} select count(*)::integer as pending from stray where not is_wrong`,
  );
  return {
    pending: row.pending,
    faults: rows.map(
      (stray) =>
        `${nameOf(stray)} was added, or its segment was removed: no segment has it, and all that was written by then is sealed.`,
    ),
  };
}

function faultOf(row: WrongRow): string {
  if (row.is_missing) return `Entry ${row.id} is missing: segment ${row.segment} sealed it.`;
  const name = nameOf(row);
  if (row.is_changed) return `${name} was changed: it is not what segment ${row.segment} sealed.`;
  if (row.was_visible !== null) {
    return `${name} was added: its transaction had ended before segment ${row.was_visible}, which did not have it.`;
  }
  if (row.id_was_drawn !== null) {
    return `${name} was added: its number had been given out before segment ${row.id_was_drawn}, and its transaction began after.`;
  }
  if (row.time_is_before !== null) {
    return `${name} was added: it was written after segment ${row.time_is_before} was sealed, and its time is before.`;
  }
  return `${name} was added: its number had not been given out when segment ${row.segment} sealed it.`;
}

function nameOf({ id, action, at, actor_id }: EntryName): string {
  return `Entry ${id} (${action}, ${at?.toISOString() ?? 'no time'}, by ${actor_id ?? 'the system'})`;
}

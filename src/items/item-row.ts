import type { HoldType } from '../access/permissions.js';
import type { Kind } from '../kinds.js';
import type { ScheduleAction } from '../schedules/schedule-words.js';
import type { ChangeType } from './change-type.js';
import type { ItemContent } from './item-kind.js';
import type { Stage, Visibility } from './item-state.js';
import type { LockView, PersonView, SectionRefView } from './item-view.js';

/** An item with all that its view needs, read in one statement. */
export interface ItemRow {
  id: string;
  kind: Kind;
  version: number;
  visibility: Visibility;
  stage: Stage | null;
  slug: string | null;
  live_slug: string | null;
  section: SectionRefView | null;
  live_section: SectionRefView | null;
  assignee: PersonView | null;
  created_by: PersonView;
  created_at: Date;
  modified_at: Date;
  first_published_at: Date | null;
  updated_at: Date | null;
  draft: {
    revision: number;
    content: ItemContent;
    savedBy: PersonView;
    savedAt: string;
    changeNote: string | null;
  } | null;
  /** The live revision, or the last one that was. */
  last_live: { revision: number; content: ItemContent } | null;
  /** The publication that is open now. */
  publication: {
    revision: number;
    changeType: ChangeType;
    publishedBy: PersonView;
    publishedAt: string;
  } | null;
  /** The embargo that stands. */
  embargo: { until: string | null; reason: string; setBy: PersonView; setAt: string } | null;
  /** The holds that are not released, oldest first. */
  holds: { id: string; type: HoldType; reason: string; setBy: PersonView; setAt: string }[];
  /** The edit lock that stands. */
  lock: LockView | null;
  /** What is planned, soonest first. */
  schedules: { id: string; action: ScheduleAction; revision: number; at: string; timeZone: string | null }[];
  /** Whether the reader of the view may see the draft. */
  reads_draft: boolean;
}

/*
 * What an item leads to by an id is read in subqueries: each of them is planned by itself in no time, while joins of a
 * dozen tables take PostgreSQL longer to plan than all else that a request does.
 */
const person = (id: string): string =>
  `(select jsonb_build_object('id', id, 'name', name) from staff_member where id = ${id})`;
const section = (id: string): string =>
  `(select jsonb_build_object('id', id, 'path', path, 'name', name) from section where id = ${id})`;

const PLANNED = `coalesce((
      select jsonb_agg(jsonb_build_object('id', id, 'action', action, 'revision', revision, 'at', at,
          'timeZone', time_zone) order by schedule.at, id)
        from schedule where item_id = i.id and outcome is null), '[]')`;

/** Columns for an ItemRow; `content` is the SQL of a revision's content (lists leave the body out). */
export function itemColumns(readsDraft: string, content: (alias: string) => string): string {
  return `i.id, i.kind, i.version, i.visibility, i.stage, i.slug, i.live_slug,
    i.created_at, i.modified_at, i.first_published_at, i.updated_at,
    ${section('i.section_id')} as section, ${section('i.live_section_id')} as live_section,
    ${person('i.assignee_id')} as assignee, ${person('i.created_by')} as created_by,
    case when d.number is not null then jsonb_build_object('revision', d.number, 'content', ${content('d')},
      'savedBy', ${person('d.saved_by')}, 'savedAt', d.saved_at, 'changeNote', d.change_note) end as draft,
    case when l.number is not null
      then jsonb_build_object('revision', l.number, 'content', ${content('l')}) end as last_live,
    (select jsonb_build_object('revision', p.revision, 'changeType', p.change_type,
        'publishedBy', ${person('p.published_by')}, 'publishedAt', p.live_from)
       from publication p where p.item_id = i.id and p.live_to is null) as publication,
    (select jsonb_build_object('until', e.until, 'reason', e.reason, 'setBy', ${person('e.set_by')},
        'setAt', e.set_at)
       from embargo e
      where e.item_id = i.id and embargo_stands(e.until, e.ended_at, statement_timestamp())) as embargo,
    array(select jsonb_build_object('id', h.id, 'type', h.type, 'reason', h.reason,
        'setBy', ${person('h.set_by')}, 'setAt', h.set_at)
        from hold h where h.item_id = i.id and h.released_at is null order by h.set_at, h.id) as holds,
    (select jsonb_build_object('expiresAt', k.expires_at,
        'holder', jsonb_build_object('id', k.holder_id, 'name', k.holder_name))
       from standing_lock k where k.item_id = i.id) as lock,
    ${PLANNED} as schedules, (${readsDraft}) as reads_draft`;
}

/** The joins that `itemColumns` needs, from `item i`. */
export const ITEM_JOINS = `
  left join revision d on d.item_id = i.id and d.number = i.draft_revision
  left join revision l on l.item_id = i.id and l.number = i.last_live_revision`;

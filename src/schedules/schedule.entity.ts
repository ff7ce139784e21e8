import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ScheduleAction, ScheduleOutcome } from './schedule-words.js';

/** That something is to happen to an item at a time. Never changed, but for how it ended, which is set once. */
@Entity('schedule')
@Check('schedule_action', `"action" in ('publish', 'unpublish')`)
@Check('schedule_outcome', `"outcome" in ('done', 'overtaken', 'refused', 'cancelled')`)
@Check('schedule_ended_whole', 'see the migration')
@Check('schedule_not_before_its_time', 'see the migration')
@ForeignKey('Revision', ['itemId', 'revision'], ['itemId', 'number'], { name: 'schedule_of_revision' })
@Unique('schedule_publication_id_key', ['publicationId'])
@Index('schedule_one_planned', { synchronize: false })
@Index('schedule_due_idx', { synchronize: false })
@Index('schedule_item_id_idx', ['itemId', 'plannedAt', 'id'])
export class Schedule {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  itemId: string;

  @Column('text')
  action: ScheduleAction;

  /** Pinned: what goes out, however far the draft has gone on. Of an unpublication: what was live then. */
  @Column('integer')
  revision: number;

  @Column('timestamp with time zone', { precision: 3 })
  at: Date;

  /** The IANA zone that the time was named in, for display. */
  @Column('text', { nullable: true })
  timeZone: string | null;

  /** What goes with it: change type and notes of a publication; type, reason and notice of its end. */
  @Column('jsonb', { default: {} })
  terms: Record<string, unknown>;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'schedule_planned_by_fkey' })
  plannedBy: string;

  @Column('timestamp with time zone', { precision: 3 })
  plannedAt: Date;

  /** The ceiling of the API token that it was planned with, which holds when it runs; null without one. */
  @Column('text', { array: true, nullable: true })
  scopes: string[] | null;

  /** Null while it is planned. */
  @Column('text', { nullable: true })
  outcome: ScheduleOutcome | null;

  /** Why it ended as anything but done. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  endedAt: Date | null;

  @Column('uuid', { nullable: true })
  @ForeignKey('Publication', { name: 'schedule_publication_id_fkey' })
  publicationId: string | null;
}

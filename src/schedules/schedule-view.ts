import { ApiProperty } from '@nestjs/swagger';
import {
  SCHEDULE_ACTIONS,
  SCHEDULE_STATES,
  type ScheduleAction,
  type ScheduleOutcome,
  type ScheduleState,
} from './schedule-words.js';

/** That something is to happen to an item at a time, or was to. */
export class ScheduleView {
  id: string;
  @ApiProperty({ enum: SCHEDULE_ACTIONS, enumName: 'ScheduleAction' })
  action: ScheduleAction;
  /** The pinned revision: it goes out, however far the draft has gone on. */
  revision: number;
  /** When it is to happen. */
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** The zone that the time was named in. */
  timeZone?: string;
  /** All but `planned` are final. */
  @ApiProperty({ enum: SCHEDULE_STATES, enumName: 'ScheduleState' })
  state: ScheduleState;
  /** Why it was overtaken, refused or cancelled. */
  reason?: string;
  /** When it was done, or refused. */
  @ApiProperty({ format: 'date-time', required: false })
  ranAt?: string;
}

/** A page of schedules, newest first. */
export class SchedulePage {
  items: ScheduleView[];
  nextCursor: string | null;
}

/** A schedule as rows have it. */
export interface ScheduleRow {
  id: string;
  action: ScheduleAction;
  revision: number;
  at: Date;
  time_zone: string | null;
  outcome: ScheduleOutcome | null;
  reason: string | null;
  ended_at: Date | null;
}

/** The view of a row. */
export function presentSchedule(row: ScheduleRow): ScheduleView {
  const hasRun = row.outcome === 'done' || row.outcome === 'refused';
  return {
    id: row.id,
    action: row.action,
    revision: row.revision,
    at: row.at.toISOString(),
    ...(row.time_zone === null ? {} : { timeZone: row.time_zone }),
    state: row.outcome ?? 'planned',
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(hasRun && row.ended_at ? { ranAt: row.ended_at.toISOString() } : {}),
  };
}

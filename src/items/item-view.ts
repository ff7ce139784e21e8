import { ApiProperty } from '@nestjs/swagger';
import { HOLD_TYPES, type HoldType } from '../access/permissions.js';
import { KINDS, type Kind } from '../kinds.js';
import { ScheduleView } from '../schedules/schedule-view.js';
import { CHANGE_TYPES, type ChangeType } from './change-type.js';
import { STAGES, type Stage, VISIBILITIES, type Visibility } from './item-state.js';

/** A member of staff as items name them. */
export class PersonView {
  /** @example 0199c0de-0000-7000-8000-000000000001 */
  id: string;
  name: string;
}

/** A section as items name it. */
export class SectionRefView {
  id: string;
  /** The slugs from the root down. */
  path: string;
  name: string;
}

/** The revision that the desk works on. */
export class DraftView {
  revision: number;
  @ApiProperty({ enum: STAGES, enumName: 'Stage' })
  stage: Stage;
  savedBy: PersonView;
  savedAt: string;
  /** Who has claimed it. */
  @ApiProperty({ type: PersonView, nullable: true })
  assignee: PersonView | null;
  changeNote: string | null;
}

/** The revision that readers see. */
export class LiveView {
  revision: number;
  slug: string | null;
  @ApiProperty({ type: SectionRefView, nullable: true })
  section: SectionRefView | null;
  @ApiProperty({ enum: CHANGE_TYPES, enumName: 'ChangeType' })
  changeType: ChangeType;
  publishedBy: PersonView;
  publishedAt: string;
}

/** That an item must not be revealed before a time. */
export class EmbargoView {
  /** Null: without an end, until somebody lifts it. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  until: string | null;
  reason: string;
  setBy: PersonView;
  @ApiProperty({ format: 'date-time' })
  setAt: string;
}

/** That an item must not go out for now. */
export class HoldView {
  id: string;
  @ApiProperty({ enum: HOLD_TYPES, enumName: 'HoldType' })
  type: HoldType;
  reason: string;
  setBy: PersonView;
  @ApiProperty({ format: 'date-time' })
  setAt: string;
}

/** Who is editing the item, and until when the others have to wait. */
export class LockView {
  holder: PersonView;
  /** By the clock of the database. */
  expiresAt: string;
}

/** Something to look at that does not stop the work. */
export class WarningView {
  /** An RFC 6901 pointer into the item. */
  pointer: string;
  code: string;
  message: string;
}

/** The revisions that a save was merged of. */
export class MergedView {
  /** The one that the save was written over. */
  base: number;
  /** The one that was there by then. */
  theirs: number;
}

/** An item as every editorial route returns it. Each kind describes its own `content` and `rendered`. */
export class ItemView {
  id: string;
  @ApiProperty({ enum: KINDS, enumName: 'Kind' })
  kind: Kind;
  /** Behind the ETag. */
  version: number;
  slug: string | null;
  @ApiProperty({ type: SectionRefView, nullable: true })
  section: SectionRefView | null;
  @ApiProperty({ enum: VISIBILITIES, enumName: 'Visibility' })
  visibility: Visibility;
  @ApiProperty({ type: DraftView, nullable: true })
  draft: DraftView | null;
  @ApiProperty({ type: LiveView, nullable: true })
  live: LiveView | null;
  firstPublishedAt: string | null;
  updatedAt: string | null;
  /** What is planned for it, soonest first. */
  schedules: ScheduleView[];
  /** The one that stands now. */
  @ApiProperty({ type: EmbargoView, nullable: true })
  embargo: EmbargoView | null;
  /** Those that are not released, oldest first. */
  holds: HoldView[];
  @ApiProperty({ type: LockView, nullable: true })
  lock: LockView | null;
  warnings: WarningView[];
  @ApiProperty({ type: 'object', additionalProperties: true })
  content: object;
  /** What is made from the content; absent in lists. */
  @ApiProperty({ type: 'object', additionalProperties: true, selfRequired: false })
  rendered?: object;
  /** In the answer to a save with `merge=true` that was written over an older version than was there. */
  merged?: MergedView;
  createdBy: PersonView;
  createdAt: string;
  modifiedAt: string;
}

/** A page of items of any kind, without `content.body` and `rendered`. */
export class ItemPage {
  items: ItemView[];
  nextCursor: string | null;
}

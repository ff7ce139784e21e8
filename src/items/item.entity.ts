import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Kind } from '../kinds.js';
import type { Stage, Visibility } from './item-state.js';

/** One article, editorial or photo caption over its whole life: what it is now, not what it says. */
@Entity('item')
@Check('item_kind', `"kind" in ('article', 'editorial', 'photo_caption')`)
@Check('item_visibility', `"visibility" in ('unpublished', 'live', 'withdrawn', 'killed', 'spiked')`)
@Check('item_stage', `"stage" in ('draft', 'submitted', 'in_edit', 'approved', 'changes_requested')`)
@Check('item_stage_with_draft', '("stage" is null) = ("draft_revision" is null)')
@Check('item_visibility_fits_pointers', 'see the migration')
@Check('item_first_published', '("first_published_at" is null) = ("last_live_revision" is null)')
@Check('item_updated_after_published', '"updated_at" >= "first_published_at"')
@ForeignKey('Revision', ['id', 'draftRevision'], ['itemId', 'number'], {
  name: 'item_draft_is_own_revision',
  deferrable: 'INITIALLY DEFERRED',
})
@ForeignKey('Revision', ['id', 'liveRevision'], ['itemId', 'number'], {
  name: 'item_live_is_own_revision',
  deferrable: 'INITIALLY DEFERRED',
})
@ForeignKey('Revision', ['id', 'lastLiveRevision'], ['itemId', 'number'], {
  name: 'item_last_live_is_own_revision',
  deferrable: 'INITIALLY DEFERRED',
})
@ForeignKey('Revision', ['id', 'lastRevision'], ['itemId', 'number'], {
  name: 'item_last_revision_is_own_revision',
  deferrable: 'INITIALLY DEFERRED',
})
@Index('item_modified_at_idx', ['modifiedAt', 'id'])
@Index('item_created_at_idx', ['createdAt', 'id'])
@Index('item_section_id_idx', ['sectionId', 'modifiedAt', 'id'])
@Index('item_created_by_idx', ['createdBy', 'modifiedAt', 'id'])
@Index('item_live_section_id_idx', ['liveSectionId'])
@Index('item_assignee_id_idx', { synchronize: false })
@Index('item_kind_idx', ['kind', 'modifiedAt', 'id'])
@Index('item_stage_idx', { synchronize: false })
@Index('item_first_published_at_idx', { synchronize: false })
@Index('item_tags_idx', { synchronize: false })
export class Item {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: Kind;

  /** Behind the ETag; every change to the item moves it, its lifecycle included. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  visibility: Visibility;

  /** Of the draft; null without one. */
  @Column('text', { nullable: true })
  stage: Stage | null;

  /** The highest number in use: numbers only go up, whatever is discarded. */
  @Column('integer')
  lastRevision: number;

  @Column('integer', { nullable: true })
  draftRevision: number | null;

  @Column('integer', { nullable: true })
  liveRevision: number | null;

  /** What a withdrawn item would come back with. */
  @Column('integer', { nullable: true })
  lastLiveRevision: number | null;

  /** What the desk sees: of the draft, or of the last live revision where there is none. */
  @Column('text', { nullable: true })
  headline: string | null;

  @Column('text', { nullable: true })
  slug: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey('Section', { name: 'item_section_id_fkey', onDelete: 'RESTRICT' })
  sectionId: string | null;

  @Column('text', { array: true, default: [] })
  tags: string[];

  /** What readers see, or saw last. */
  @Column('text', { nullable: true })
  liveHeadline: string | null;

  @Column('text', { nullable: true })
  liveSlug: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey('Section', { name: 'item_live_section_id_fkey', onDelete: 'RESTRICT' })
  liveSectionId: string | null;

  /** Who claimed the draft. */
  @Column('uuid', { nullable: true })
  @ForeignKey('StaffMember', { name: 'item_assignee_id_fkey' })
  assigneeId: string | null;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'item_created_by_fkey' })
  createdBy: string;

  @Column('timestamp with time zone', { precision: 3 })
  createdAt: Date;

  @Column('timestamp with time zone', { precision: 3 })
  modifiedAt: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  firstPublishedAt: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  updatedAt: Date | null;
}

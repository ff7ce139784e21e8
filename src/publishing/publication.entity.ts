import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ChangeType } from '../items/change-type.js';

/** The fact that one revision was live from a time to a time. Never changed; its end is set once. */
@Entity('publication')
@Check('publication_change_type', 'see the migration')
@Check('publication_note_for_correction', 'see the migration')
@Check('publication_ends_after_start', '"live_to" >= "live_from"')
@Exclusion('publication_no_overlap', 'see the migration')
@ForeignKey('Revision', ['itemId', 'revision'], ['itemId', 'number'], { name: 'publication_of_revision' })
@Index('publication_item_id_idx', ['itemId', 'liveFrom'])
@Index('publication_one_live', { synchronize: false })
export class Publication {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  itemId: string;

  @Column('integer')
  revision: number;

  @Column('text')
  changeType: ChangeType;

  /** For the desk. */
  @Column('text', { nullable: true })
  note: string | null;

  /** For readers: what was wrong and is right now. */
  @Column('text', { nullable: true })
  publicNote: string | null;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'publication_published_by_fkey' })
  publishedBy: string;

  /** Null where it was published directly, or is a republication. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Approval', { name: 'publication_approval_id_fkey' })
  approvalId: string | null;

  @Column('timestamp with time zone', { precision: 3 })
  liveFrom: Date;

  /** Null while it is live. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  liveTo: Date | null;

  @Column('text', { nullable: true })
  slug: string | null;

  /** As it was then: sections move. */
  @Column('text', { nullable: true })
  sectionPath: string | null;

  /** By author id: a renamed author keeps the old name here until the next publication. */
  @Column('jsonb', { default: {} })
  bylineNames: Record<string, string>;
}

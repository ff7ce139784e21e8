import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That an item must not be revealed before a time. Never changed; ended at most, once: lifted, or replaced. */
@Entity('embargo')
@Check('embargo_ends_after_start', '"until" > "set_at"')
@Check('embargo_ended_whole', '("ended_by" is null) = ("ended_at" is null)')
@Index('embargo_one_open', { synchronize: false })
@Index('embargo_item_id_idx', ['itemId', 'setAt'])
export class Embargo {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey('Item', { name: 'embargo_item_id_fkey', onDelete: 'RESTRICT' })
  itemId: string;

  /** Null is open-ended: until somebody lifts it. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  until: Date | null;

  @Column('text')
  reason: string;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'embargo_set_by_fkey' })
  setBy: string;

  @Column('timestamp with time zone', { precision: 3 })
  setAt: Date;

  @Column('uuid', { nullable: true })
  @ForeignKey('StaffMember', { name: 'embargo_ended_by_fkey' })
  endedBy: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  endedAt: Date | null;
}

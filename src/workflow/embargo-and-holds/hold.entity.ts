import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { HoldType } from '../../access/permissions.js';

/** That an item must not go out for now. Never changed; released at most, once. */
@Entity('hold')
@Check('hold_type', `"type" in ('editorial', 'legal')`)
@Check('hold_released_whole', '("released_by" is null) = ("released_at" is null)')
@Index('hold_item_id_idx', ['itemId', 'setAt'])
export class Hold {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey('Item', { name: 'hold_item_id_fkey', onDelete: 'RESTRICT' })
  itemId: string;

  @Column('text')
  type: HoldType;

  @Column('text')
  reason: string;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'hold_set_by_fkey' })
  setBy: string;

  @Column('timestamp with time zone', { precision: 3 })
  setAt: Date;

  @Column('uuid', { nullable: true })
  @ForeignKey('StaffMember', { name: 'hold_released_by_fkey' })
  releasedBy: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  releasedAt: Date | null;
}

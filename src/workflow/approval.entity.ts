import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That somebody approved exactly this revision. Never changed; withdrawn at most, once. */
@Entity('approval')
@Check('approval_withdrawn_whole', '("withdrawn_by" is null) = ("withdrawn_at" is null)')
@ForeignKey('Revision', ['itemId', 'revision'], ['itemId', 'number'], { name: 'approval_of_revision' })
@Index('approval_one_standing', { synchronize: false })
export class Approval {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  itemId: string;

  @Column('integer')
  revision: number;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'approval_approved_by_fkey' })
  approvedBy: string;

  @Column('timestamp with time zone', { precision: 3 })
  approvedAt: Date;

  @Column('uuid', { nullable: true })
  @ForeignKey('StaffMember', { name: 'approval_withdrawn_by_fkey' })
  withdrawnBy: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  withdrawnAt: Date | null;
}

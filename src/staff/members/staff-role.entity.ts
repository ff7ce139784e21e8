import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Role } from '../roles/role.entity.js';
import { StaffMember } from './staff-member.entity.js';

/** One role of one member: everywhere, or in a section with all below it. */
@Entity('staff_role')
// In the database nulls are not distinct: everywhere is granted once, too.
@Unique('staff_role_once', ['staffId', 'roleKey', 'sectionId'])
@Index('staff_role_role_key_idx', ['roleKey'])
@Index('staff_role_section_id_idx', ['sectionId'])
export class StaffRole {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey(() => StaffMember, { onDelete: 'CASCADE' })
  staffId: string;

  @Column('text')
  @ForeignKey(() => Role, { onDelete: 'RESTRICT' })
  roleKey: string;

  /** Null for everywhere. */
  @Column('uuid', { nullable: true })
  @ForeignKey('section', { onDelete: 'RESTRICT' })
  sectionId: string | null;
}

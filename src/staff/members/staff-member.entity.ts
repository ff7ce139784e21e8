import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Someone who can sign in. The row is locked before the member's grants or sessions are changed. */
@Entity('staff_member')
@Index('staff_member_email_key', { synchronize: false })
export class StaffMember {
  @PrimaryColumn('uuid')
  id: string;

  /** Behind the ETag; a change of the roles or of the password moves it too. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  name: string;

  /** As it was typed; unique without regard to case. */
  @Column('text')
  email: string;

  /** argon2id in PHC format. Never leaves the program. */
  @Column('text')
  passwordHash: string;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  modifiedAt: Date;
}

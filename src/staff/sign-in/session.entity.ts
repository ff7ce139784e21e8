import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { StaffMember } from '../members/staff-member.entity.js';

/** One sign-in of a member, with the tokens that are good now. Refreshing rotates both within the session. */
@Entity('session')
@Unique('session_access_hash_key', ['accessHash'])
@Unique('session_refresh_hash_key', ['refreshHash'])
@Index('session_staff_id_idx', ['staffId'])
export class Session {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey(() => StaffMember, { onDelete: 'CASCADE' })
  staffId: string;

  /** SHA-256 of the access token. */
  @Column('bytea')
  accessHash: Buffer;

  @Column('timestamp with time zone', { precision: 3 })
  accessExpiresAt: Date;

  /** SHA-256 of the refresh token. */
  @Column('bytea')
  refreshHash: Buffer;

  @Column('timestamp with time zone', { precision: 3 })
  refreshExpiresAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;

  /** By signing out, a replayed refresh token, a new password, or a deactivation. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  endedAt: Date | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { StaffMember } from '../members/staff-member.entity.js';

/** A long-lived token for programs. It acts as its owner, below the ceiling of its scopes. */
@Entity('api_token')
@Unique('api_token_token_hash_key', ['tokenHash'])
@Index('api_token_owner_id_idx', ['ownerId'])
export class ApiToken {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('uuid')
  @ForeignKey(() => StaffMember, { onDelete: 'CASCADE' })
  ownerId: string;

  /** SHA-256 of the token. */
  @Column('bytea')
  tokenHash: Buffer;

  /** Permission rules as text. */
  @Column('text', { array: true })
  scopes: string[];

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  expiresAt: Date | null;

  @Column('uuid')
  @ForeignKey(() => StaffMember)
  createdBy: string;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;

  /** The row stays, because the audit trail names it. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  revokedAt: Date | null;
}

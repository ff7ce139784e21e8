import { IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import { effectiveRules } from '../../access/effective-rules.js';
import type { Principal } from '../../access/principal.js';
import { NotNull } from '../../http/not-null.js';
import { OneLine } from '../../http/one-line.js';
import { type StaffMemberRecord, StaffMemberView, staffMemberView } from '../members/staff-member.dto.js';
import { PASSWORD_LENGTH } from '../../text/credentials.js';

/** One's own staff record, and what one may do. */
export class MeView extends StaffMemberView {
  /** What is held in effect: by some role for some section, and within an API token's scopes. Sorted. */
  permissions: string[];
}

/** What members see of themselves. */
export function meView(member: StaffMemberRecord, principal: Principal): MeView {
  return Object.assign(staffMemberView(member), { permissions: effectiveRules(principal) });
}

/** The body that changes one's own name or password. */
export class MeChange {
  @NotNull()
  @OneLine(1, 120)
  name?: string;

  /** Needed for a new password. */
  @ValidateIf((body: MeChange, value) => value !== undefined || body.password !== undefined)
  @IsString()
  @MaxLength(PASSWORD_LENGTH.max)
  currentPassword?: string;

  /** The new password. Ends one's other sessions. */
  @NotNull()
  @IsString()
  @Length(PASSWORD_LENGTH.min, PASSWORD_LENGTH.max)
  password?: string;
}

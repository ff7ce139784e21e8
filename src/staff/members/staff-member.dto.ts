import { ApiProperty, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { NotNull } from '../../http/not-null.js';
import { OneLine, trimmed } from '../../http/one-line.js';
import { E_MAIL, MAX_E_MAIL_LENGTH, PASSWORD_LENGTH } from '../../text/credentials.js';

const MAX_GRANTS = 100;

/** One role of a member. */
export class StaffRoleGrant {
  /** The key of the role. */
  @IsString()
  @MaxLength(50)
  role: string;

  /** The section that it is granted for, with all below it; null for everywhere. */
  @IsOptional()
  @IsUUID()
  sectionId: string | null;
}

/** A member of staff, as every route returns it. */
export class StaffMemberView {
  id: string;
  name: string;
  email: string;
  /** Whether the member may sign in and act. */
  active: boolean;
  roles: StaffRoleGrant[];
}

/** A member with the roles they have, and the version behind the ETag. */
export interface StaffMemberRecord extends StaffMemberView {
  version: number;
}

/** What staff administrators and the member see. */
export function staffMemberView({ id, name, email, active, roles }: StaffMemberRecord): StaffMemberView {
  return { id, name, email, active, roles };
}

/** The body that makes a member of staff. */
export class NewStaffMember {
  @OneLine(1, 120)
  name: string;

  /** Unique without regard to case. */
  @Transform(trimmed)
  @Matches(E_MAIL, { message: 'must be an e-mail address' })
  @MaxLength(MAX_E_MAIL_LENGTH)
  email: string;

  /** 12 to 1,024 characters, whichever. Never in an answer. */
  @IsString()
  @Length(PASSWORD_LENGTH.min, PASSWORD_LENGTH.max)
  password: string;

  @NotNull()
  @IsBoolean()
  active?: boolean;

  /** None when absent: such a member reads what is live. */
  @NotNull()
  @IsArray()
  @ArrayMaxSize(MAX_GRANTS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => StaffRoleGrant)
  roles?: StaffRoleGrant[];
}

/** The body that changes a member of staff: the members that are named, and no others. */
export class StaffMemberChange extends PartialType(NewStaffMember, { skipNullProperties: false }) {
  @ApiProperty({ description: 'Ends the member’s sessions.' })
  @NotNull()
  override password?: string;

  @ApiProperty({
    description: 'False deactivates: sessions end, API tokens rest. True brings the member back.',
  })
  @NotNull()
  override active?: boolean;

  @ApiProperty({ description: 'Replaces the whole list.' })
  @NotNull()
  override roles?: StaffRoleGrant[];
}

/** A page of members, in the order in which they were made. */
export class StaffMemberPage {
  items: StaffMemberView[];
  nextCursor: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Length, ValidateIf } from 'class-validator';
import { IsInstant } from '../../http/instant.js';
import { trimmed } from '../../http/one-line.js';

/** Until when an item must not be revealed, and why. */
export class EmbargoBody {
  /** A time ahead, with its offset; null for an embargo without an end, which stands until it is lifted. */
  @ApiProperty({ type: String, nullable: true })
  @ValidateIf(({ until }: EmbargoBody) => until !== null)
  @IsInstant()
  until: string | null;

  /** For the desk and the audit trail. */
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  reason: string;
}

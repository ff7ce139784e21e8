import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { trimmed } from '../http/one-line.js';
import { RepublishBody, UNPUBLISH_TYPES, type UnpublishType } from '../publishing/publishing.dto.js';
import { SCHEDULE_ACTIONS, type ScheduleAction } from '../schedules/schedule-words.js';
import { isTimeOrWallTime } from './planned-time.js';

/** What is to happen to an item at a time. A second plan of the same action takes the place of the first. */
export class NewSchedule extends RepublishBody {
  @ApiProperty({ enum: SCHEDULE_ACTIONS, enumName: 'ScheduleAction' })
  @IsIn(SCHEDULE_ACTIONS)
  action: ScheduleAction;

  /** The revision to pin; without it the draft's. Of an unpublication: the live one. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  revision?: number | null;

  /**
   * When: RFC 3339 with an offset, or a wall time without one (`2026-11-25T06:00`) together with `timeZone`.
   * @example 2099-01-01T06:00
   */
  @ValidateBy({
    name: 'isTime',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isTimeOrWallTime(value),
      defaultMessage: () =>
        'must be a time with an offset, such as 2026-11-25T06:00:00+01:00, or 2026-11-25T06:00 with timeZone',
    },
  })
  at: string;

  /** An IANA name, such as Europe/Berlin: of the wall time, and kept for display. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  timeZone?: string | null;

  /** Of an unpublication; `withdrawn` where nothing is said. */
  @ApiProperty({ enum: UNPUBLISH_TYPES, enumName: 'UnpublishType', required: false })
  @IsOptional()
  @IsIn(UNPUBLISH_TYPES)
  type?: UnpublishType | null;

  /** Of an unpublication, for the desk and the audit trail. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  reason?: string | null;

  /** Of an unpublication, for readers. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  notice?: string | null;

  /** Of an unpublication of type `redirect`: where readers are led, as in `unpublish`; looked up again at the time. */
  @IsOptional()
  @IsString()
  @Length(1, 2048)
  redirectTo?: string | null;
}

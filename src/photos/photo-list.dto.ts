import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { IsDay } from '../http/is-day.js';
import { ListQuery } from '../http/lists.js';
import { NotNull } from '../http/not-null.js';

/** Whether the paper may use a photo now; `ending` are those of the valid ones that it may use for a few days more. */
export const RIGHTS_STATES = ['valid', 'not_begun', 'ending', 'ended'] as const;
export type RightsState = (typeof RIGHTS_STATES)[number];

const YES_OR_NO = ['true', 'false'] as const;

/** The query of the list of photos: all that is named has to hold. */
export class PhotoListQuery extends ListQuery {
  /** Words of the metadata or the file's name, each by its beginning; every one of them has to be there. */
  @NotNull()
  @IsString()
  @Length(1, 200)
  q?: string;

  /** A part of a photographer's name. */
  @NotNull()
  @IsString()
  @Length(1, 200)
  creator?: string;

  /** A part of the credit line. */
  @NotNull()
  @IsString()
  @Length(1, 200)
  credit?: string;

  /** A part of the place where it was taken: city, country, or any other of its names. */
  @NotNull()
  @IsString()
  @Length(1, 200)
  place?: string;

  /** The first day, on the clock of the place where it was taken. */
  @NotNull()
  @IsDay()
  takenFrom?: string;

  /** The last day. */
  @NotNull()
  @IsDay()
  takenTo?: string;

  /** Whether any photo caption refers to it, or ever did. */
  @NotNull()
  @ApiProperty({ enum: YES_OR_NO, required: false })
  @IsIn(YES_OR_NO)
  used?: (typeof YES_OR_NO)[number];

  /** Whether the paper may use it now; `ending`: for no longer than `RIGHTS_WARNING_DAYS` from now. */
  @NotNull()
  @ApiProperty({ enum: RIGHTS_STATES, enumName: 'RightsState', required: false })
  @IsIn(RIGHTS_STATES)
  rights?: RightsState;
}

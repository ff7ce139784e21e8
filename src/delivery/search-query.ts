import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsDayOrInstant } from '../http/day-or-instant.js';
import { KINDS, type Kind } from '../kinds.js';
import { EditorialListQuery } from './list-queries.js';

/** The query of a search. */
export class SearchQuery extends EditorialListQuery {
  /**
   * What to look for: words that all have to be there, `"words in a row"`, `-excluded`, `beginning*` (three letters or
   * more), and `OR` between alternatives.
   */
  @IsString()
  @MaxLength(300)
  @Matches(/\S/, { message: 'must say what to look for' })
  q: string;

  @ApiProperty({ enum: KINDS, enumName: 'Kind', required: false })
  @IsOptional()
  @IsIn(KINDS)
  kind?: Kind;

  /** First published then or later: a moment, or a day in the newsroom's time zone. */
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  /** First published before that moment; or on that day in the newsroom's time zone, or before it. */
  @IsOptional()
  @IsDayOrInstant()
  to?: string;
}

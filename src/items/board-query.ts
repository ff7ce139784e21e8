import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { ListQuery } from '../http/lists.js';
import { KINDS, type Kind } from '../kinds.js';
import { SECTION_PATH } from '../text/section-path.js';
import { STAGES, type Stage, VISIBILITIES, type Visibility } from './item-state.js';

const SORTS = ['modifiedAt', 'createdAt', 'firstPublishedAt', 'headline'] as const;
export type BoardSort = (typeof SORTS)[number];
const SORT_VALUES = SORTS.flatMap((sort) => [sort, `-${sort}`]);

/** The filters and orders of a list of one kind. */
export class KindBoardQuery extends ListQuery {
  /** Where the draft is on its way. */
  @ApiProperty({ enum: STAGES, enumName: 'Stage', required: false })
  @IsOptional()
  @IsIn(STAGES)
  stage?: Stage;

  @ApiProperty({ enum: VISIBILITIES, enumName: 'Visibility', required: false })
  @IsOptional()
  @IsIn(VISIBILITIES)
  visibility?: Visibility;

  /** A section's path; what lies below is included. */
  @IsOptional()
  @Matches(SECTION_PATH, { message: 'must be the path of a section' })
  section?: string;

  /** The id of an author in the byline. */
  @IsOptional()
  @IsUUID()
  author?: string;

  /** The id of the member of staff who has claimed the draft. */
  @IsOptional()
  @IsUUID()
  assignee?: string;

  /** The id of the member of staff who made the item. */
  @IsOptional()
  @IsUUID()
  createdBy?: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  tag?: string;

  /**
   * Words anywhere in the text, by their beginnings; `"words in a row"`, `-excluded`, and `OR` between alternatives, as in
   * the search for readers.
   */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  q?: string;

  /** With `-` in front: descending. Default `-modifiedAt`. */
  @ApiProperty({ enum: SORT_VALUES, required: false })
  @IsOptional()
  @IsIn(SORT_VALUES)
  sort?: string;
}

/** The filters and orders of the desk's board. */
export class BoardQuery extends KindBoardQuery {
  @ApiProperty({ enum: KINDS, enumName: 'Kind', required: false })
  @IsOptional()
  @IsIn(KINDS)
  kind?: Kind;
}

/** Reads `-modifiedAt` and the like. */
export function boardSort(sort = '-modifiedAt'): { by: BoardSort; descending: boolean } {
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  return { by: SORTS.find((known) => known === name) ?? 'modifiedAt', descending };
}

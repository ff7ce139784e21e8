import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../http/lists.js';

/** The query of a list that can be kept to a section. */
export class EditorialListQuery extends ListQuery {
  /** A section's path, like `news/world`; what lies below it is included. */
  @IsOptional()
  @IsString()
  @MaxLength(600)
  section?: string;
}

/** The query of the list of articles. */
export class ArticleListQuery extends EditorialListQuery {
  /** The slug of an author in the byline. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  author?: string;

  /** A tag, exactly as it is delivered. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  tag?: string;

  /** What newest means. The list is newest first in both; a `-` before the name says the same. */
  @IsOptional()
  @IsIn(['firstPublishedAt', '-firstPublishedAt', 'updatedAt', '-updatedAt'])
  sort?: string;
}

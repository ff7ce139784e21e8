import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What a feed is kept to. */
export class FeedQuery {
  /** A section's path, like `news/world`; what lies below it is included. */
  @IsOptional()
  @IsString()
  @MaxLength(600)
  section?: string;

  /** The slug of an author in the byline. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  author?: string;
}

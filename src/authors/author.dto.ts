import { ApiProperty, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsDocumentUrl } from '../http/is-document-url.js';
import { IsSlug } from '../http/is-slug.js';
import { ListQuery } from '../http/lists.js';
import { OneLine, trimmed } from '../http/one-line.js';
import { MAX_E_MAIL_LENGTH } from '../text/credentials.js';
import type { Author } from './author.entity.js';

/** A place on the web that an author can be found at. */
export class AuthorLinkBody {
  @OneLine(1, 120)
  label: string;

  /** http, https, mailto, tel, or relative to the site's root. */
  @IsDocumentUrl()
  url: string;
}

/** An author, as every editorial route returns it. */
export class AuthorView {
  id: string;
  name: string;
  slug: string;
  jobTitle: string | null;
  bio: string | null;
  /** Never delivered to readers. */
  email: string | null;
  links: AuthorLinkBody[];
}

/** What staff see of an author. */
export function authorView(author: Author): AuthorView {
  const { id, name, slug, jobTitle, bio, email, links } = author;
  return { id, name, slug, jobTitle, bio, email, links };
}

/** The body that makes an author. */
export class NewAuthor {
  @OneLine(1, 200)
  name: string;

  /** Made from the name when absent or null, with `-2` where that is taken. */
  @IsOptional()
  @IsSlug()
  slug?: string | null;

  @IsOptional()
  @OneLine(1, 200)
  jobTitle?: string | null;

  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 5000)
  bio?: string | null;

  @IsOptional()
  @Transform(trimmed)
  @MaxLength(MAX_E_MAIL_LENGTH)
  @IsEmail()
  email?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AuthorLinkBody)
  links?: AuthorLinkBody[] | null;
}

/** The body that changes an author: the members that are named, and no others. Null empties a member. */
export class AuthorChange extends PartialType(NewAuthor, { skipNullProperties: false }) {
  @ApiProperty({ description: 'Null makes it from the name again.' })
  @IsOptional()
  override slug?: string | null;
}

/** The query of the list of authors. */
export class AuthorListQuery extends ListQuery {
  /** A part of the name, in upper or lower case. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  q?: string;
}

/** A page of authors, by name. */
export class AuthorPage {
  items: AuthorView[];
  nextCursor: string | null;
}

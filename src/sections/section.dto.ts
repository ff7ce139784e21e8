import { Transform } from 'class-transformer';
import { IsOptional, IsUUID, Length, Matches, ValidateIf } from 'class-validator';
import { IsSlug } from '../http/is-slug.js';
import { ONE_LINE, trimmed } from '../http/one-line.js';
import type { Section } from './section.entity.js';

/** A section, as every route returns it. */
export class SectionView {
  id: string;
  name: string;
  /** Unique among the sections beside it. */
  slug: string;
  /** The section above, or null at the root. */
  parentId: string | null;
  /** The slugs from the root down: `opinion/editorial`. */
  path: string;
}

/** What everybody sees of a section. */
export function sectionView({ id, name, slug, parentId, path }: Section): SectionView {
  return { id, name, slug, parentId, path };
}

/** The body that makes a section. */
export class NewSection {
  @Transform(trimmed)
  @Matches(ONE_LINE, { message: 'must be one line of text' })
  @Length(1, 120)
  name: string;

  /** Made from the name when absent or null, with `-2` where that is taken. */
  @IsOptional()
  @IsSlug()
  slug?: string | null;

  /** The section above; absent or null for the root. */
  @IsOptional()
  @IsUUID()
  parentId?: string | null;
}

/** The body that changes a section: the members that are named, and no others. */
export class SectionChange {
  @ValidateIf((_, value) => value !== undefined)
  @Transform(trimmed)
  @Matches(ONE_LINE, { message: 'must be one line of text' })
  @Length(1, 120)
  name?: string;

  /** Null makes it from the name again. */
  @IsOptional()
  @IsSlug()
  slug?: string | null;

  /** Moves the section with all below it; null moves it to the root. */
  @IsOptional()
  @IsUUID()
  parentId?: string | null;
}

/** A page of the tree, by path. */
export class SectionPage {
  items: SectionView[];
  nextCursor: string | null;
}

import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { IsSlug } from '../http/is-slug.js';
import { OneLine } from '../http/one-line.js';
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
  @OneLine(1, 120)
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
export class SectionChange extends PartialType(NewSection, { skipNullProperties: false }) {
  @ApiProperty({ description: 'Null makes it from the name again.' })
  @IsOptional()
  override slug?: string | null;

  @ApiProperty({ description: 'Moves the section with all below it; null moves it to the root.' })
  @IsOptional()
  override parentId?: string | null;
}

/** A page of the tree, by path. */
export class SectionPage {
  items: SectionView[];
  nextCursor: string | null;
}

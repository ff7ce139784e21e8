import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsSlug } from '../http/is-slug.js';
import type { BodyJson } from '../content/body/body-json.js';
import {
  Day,
  FreeText,
  Gallery,
  GalleryPhoto,
  Id,
  Labels,
  Language,
  LeadPhoto,
  Nested,
  OptionalLine,
} from '../content/content-fields.js';
import { IsBody } from '../content/is-body.js';
import { IsBodyHtml } from '../content/is-body-html.js';
import { ItemView } from '../items/item-view.js';

/** What may be written of an editorial. Each member that is given replaces it whole; null empties it. */
export class EditorialContentBody {
  @OptionalLine(300)
  headline?: string | null;

  /** The sentence under the headline; lists show it as teaser. */
  @FreeText(1000)
  standfirst?: string | null;

  /** The newsroom's working name of the leader; never public. */
  @OptionalLine(100)
  slugline?: string | null;

  /** Follows the headline until it is set here, or first published; null lets it follow again. */
  @IsOptional()
  @IsSlug()
  slug?: string | null;

  @IsOptional()
  @Id()
  sectionId?: string | null;

  @IsOptional()
  @IsBody()
  body?: BodyJson | null;

  @Nested(() => LeadPhoto)
  leadPhoto?: LeadPhoto | null;

  @Gallery()
  gallery?: GalleryPhoto[] | null;

  @Labels(50, 100)
  tags?: string[] | null;

  /** A language tag (BCP 47); without it the newsroom's. */
  @Language()
  language?: string | null;

  /** The day of the printed edition, `2026-11-24`. */
  @Day()
  editionDate?: string | null;

  /** The place on the page that day, from 1. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(99)
  editionRank?: number | null;
}

/** What is sent of an editorial: its content, with the body as JSON or as HTML. */
export class EditorialContentInput extends EditorialContentBody {
  /**
   * HTML to read the body from, instead of `body`. What a body cannot say is dropped and named in the `warnings` of
   * the answer; no HTML is kept.
   */
  @IsBodyHtml()
  bodyHtml?: string | null;
}

/** The body that makes an editorial, or saves one: `content` may be as incomplete as it likes. */
export class EditorialWriting {
  @IsObject()
  @ValidateNested()
  @Type(() => EditorialContentInput)
  content: EditorialContentInput;

  /** For the desk: what this revision is about. */
  @OptionalLine(500)
  changeNote?: string | null;
}

/** What is made from an editorial's content. */
export class RenderedEditorial {
  bodyHtml: string;
  wordCount: number;
}

/** An editorial as every editorial route returns it. */
export class EditorialView extends OmitType(ItemView, ['content', 'rendered']) {
  content: EditorialContentBody;
  rendered?: RenderedEditorial;
}

/** A page of editorials, without `content.body` and `rendered`. */
export class EditorialPage {
  items: EditorialView[];
  nextCursor: string | null;
}

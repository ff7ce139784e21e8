import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  IsOptional,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { ArrayDistinct, member } from '../http/array-distinct.js';
import { IsSlug } from '../http/is-slug.js';
import { OneLine } from '../http/one-line.js';
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

/** Where the report was filed from, shown before the first paragraph. */
export class DatelineContent {
  @OneLine(1, 100)
  place: string;

  /** ISO 3166-1 alpha-2. */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters (ISO 3166-1 alpha-2)' })
  countryCode?: string | null;

  @Day()
  date?: string | null;
}

/** An author in a byline. */
export class BylineAuthor {
  @Id()
  authorId: string;
}

/** Either `authors`, in order, or `text`. */
export class BylineContent {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayDistinct(20, member('authorId'))
  @ValidateNested({ each: true })
  @Type(() => BylineAuthor)
  authors?: BylineAuthor[];

  /** "Our Correspondent". */
  @IsOptional()
  @OneLine(1, 200)
  text?: string;
}

/** What search engines are told in place of headline and teaser. */
export class SeoContent {
  @OptionalLine(200)
  title?: string | null;

  @OptionalLine(500)
  description?: string | null;
}

/** An item that readers may go on to. */
export class RelatedItem {
  @Id()
  itemId: string;
}

/** What may be written of an article. Each member that is given replaces it whole; null empties it. */
export class ArticleContentBody {
  @OptionalLine(300)
  headline?: string | null;

  /** The label above the headline. */
  @OptionalLine(100)
  kicker?: string | null;

  /** The sentence under the headline; lists show it as teaser. */
  @FreeText(1000)
  standfirst?: string | null;

  /** The newsroom's working name of the story; never public. */
  @OptionalLine(100)
  slugline?: string | null;

  /** Follows the headline until it is set here, or first published; null lets it follow again. */
  @IsOptional()
  @IsSlug()
  slug?: string | null;

  @IsOptional()
  @Id()
  sectionId?: string | null;

  @Nested(() => DatelineContent)
  dateline?: DatelineContent | null;

  @Nested(() => BylineContent)
  @ValidateBy({
    name: 'isByline',
    validator: {
      validate: (value: unknown) =>
        typeof value !== 'object' || value === null || hasOne(value, 'authors') !== hasOne(value, 'text'),
      defaultMessage: () => 'must have either authors or text',
    },
  })
  byline?: BylineContent | null;

  /** Agency or staff line. */
  @OptionalLine(200)
  source?: string | null;

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

  @Nested(() => SeoContent)
  seo?: SeoContent | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayDistinct(20, member('itemId'))
  @ValidateNested({ each: true })
  @Type(() => RelatedItem)
  related?: RelatedItem[] | null;
}

function hasOne(value: object, name: string): boolean {
  const member: unknown = Reflect.get(value, name);
  return member !== undefined && member !== null;
}

/** What is sent of an article: its content, with the body as JSON or as HTML. */
export class ArticleContentInput extends ArticleContentBody {
  /**
   * HTML to read the body from, instead of `body`. What a body cannot say is dropped and named in the `warnings` of
   * the answer; no HTML is kept.
   */
  @IsBodyHtml()
  bodyHtml?: string | null;
}

/** The body that makes an article, or saves one: `content` may be as incomplete as it likes. */
export class ArticleWriting {
  @IsObject()
  @ValidateNested()
  @Type(() => ArticleContentInput)
  content: ArticleContentInput;

  /** For the desk: what this revision is about. */
  @OptionalLine(500)
  changeNote?: string | null;
}

/** What is made from an article's content. */
export class RenderedArticle {
  bodyHtml: string;
  wordCount: number;
  /** `By A and B`, or the text of the byline. */
  byline: string | null;
}

/** An article as every editorial route returns it. */
export class ArticleView extends OmitType(ItemView, ['content', 'rendered']) {
  content: ArticleContentBody;
  rendered?: RenderedArticle;
}

/** A page of articles, without `content.body` and `rendered`. */
export class ArticlePage {
  items: ArticleView[];
  nextCursor: string | null;
}

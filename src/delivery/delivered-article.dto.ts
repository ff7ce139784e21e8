import { ApiProperty, OmitType } from '@nestjs/swagger';
import { KINDS } from '../kinds.js';
import { DeliveredLeadPhoto, DeliveredSection, DeliveredTimes } from './delivered-parts.dto.js';

/** Where the report was filed from. */
export class DeliveredDateline {
  place: string;
  /** ISO 3166-1 alpha-2. */
  countryCode?: string;
  /** The day, `2024-05-05`. */
  @ApiProperty({ format: 'date', required: false })
  date?: string;
  /** What stands before the first paragraph: `ISLAMABAD:`. It is not part of the body. */
  text: string;
}

/** An author as a byline names them: by the name of the day of publication. */
export class DeliveredBylineAuthor {
  slug: string;
  name: string;
}

/** Who is named as writer. */
export class DeliveredByline {
  /** `By A and B`, or a text such as `Our Correspondent`. */
  text: string;
  authors: DeliveredBylineAuthor[];
}

/** What search engines are told in place of headline and teaser. */
export class DeliveredSeo {
  title?: string | null;
  description?: string | null;
}

/** An item that readers may go on to: one that is live. */
export class DeliveredRelated {
  @ApiProperty({ enum: KINDS, enumName: 'Kind' })
  kind: string;
  /** Null for kinds without one. */
  slug: string | null;
  headline: string | null;
}

/** A published article. */
export class DeliveredArticle extends DeliveredTimes {
  id: string;
  @ApiProperty({ type: 'string', enum: ['article'] })
  kind: 'article';
  slug: string;
  /** Where this document is; a site has addresses of its own, made of the slug. */
  @ApiProperty({ format: 'uri' })
  url: string;
  /** A language tag (BCP 47). */
  language: string;
  section: DeliveredSection;
  headline: string;
  /** The label above the headline. */
  kicker: string | null;
  /** The sentence under the headline. */
  standfirst: string | null;
  /** What lists show: the standfirst, or a cut of the first paragraph. */
  teaser: string;
  /** Stands before the first paragraph, and is in neither `bodyHtml` nor `wordCount`. */
  dateline: DeliveredDateline | null;
  /** Null for agency copy: show `source` in its place. */
  byline: DeliveredByline | null;
  /** The agency or the staff line. */
  source: string | null;
  leadPhoto: DeliveredLeadPhoto | null;
  /** In the order in which they are to be shown. */
  gallery: DeliveredLeadPhoto[];
  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/Body' }] })
  body: object;
  /** The body as safe HTML, photos with their captions and credits in place. */
  bodyHtml: string;
  wordCount: number;
  tags: string[];
  seo: DeliveredSeo | null;
  related: DeliveredRelated[];
}

/** An article in a list: the same without its body. */
export class DeliveredArticleCard extends OmitType(DeliveredArticle, ['body', 'bodyHtml']) {}

/** A page of articles, newest first. */
export class DeliveredArticlePage {
  items: DeliveredArticleCard[];
  nextCursor: string | null;
}

import { ApiProperty, OmitType } from '@nestjs/swagger';
import { DeliveredLeadPhoto, DeliveredSection, DeliveredTimes } from './delivered-parts.dto.js';

/** A published editorial. It has no byline: it is the paper that speaks. */
export class DeliveredEditorial extends DeliveredTimes {
  id: string;
  @ApiProperty({ type: 'string', enum: ['editorial'] })
  kind: 'editorial';
  slug: string;
  @ApiProperty({ format: 'uri' })
  url: string;
  /** A language tag (BCP 47). */
  language: string;
  section: DeliveredSection;
  headline: string;
  standfirst: string | null;
  /** What lists show: the standfirst, or a cut of the first paragraph. */
  teaser: string;
  /** The day of the printed edition. */
  @ApiProperty({ format: 'date' })
  editionDate: string;
  /** The place on the page that day, from 1. */
  editionRank: number;
  leadPhoto: DeliveredLeadPhoto | null;
  /** In the order in which they are to be shown. */
  gallery: DeliveredLeadPhoto[];
  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/Body' }] })
  body: object;
  bodyHtml: string;
  wordCount: number;
  tags: string[];
}

/** An editorial in a list: the same without its body. */
export class DeliveredEditorialCard extends OmitType(DeliveredEditorial, ['body', 'bodyHtml']) {}

/** A page of editorials: the newest edition first, each in its print order. */
export class DeliveredEditorialPage {
  items: DeliveredEditorialCard[];
  nextCursor: string | null;
}

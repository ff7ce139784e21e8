import { ApiProperty } from '@nestjs/swagger';
import { DeliveredRendition, DeliveredSection, DeliveredTimes } from './delivered-parts.dto.js';

/** Where a photo was taken. */
export class DeliveredPlace {
  sublocation?: string | null;
  city?: string | null;
  provinceState?: string | null;
  countryName?: string | null;
  countryCode?: string | null;
  worldRegion?: string | null;
}

/** A published photo caption. */
export class DeliveredPhotoCaption extends DeliveredTimes {
  id: string;
  @ApiProperty({ type: 'string', enum: ['photo_caption'] })
  kind: 'photo_caption';
  @ApiProperty({ format: 'uri' })
  url: string;
  section: DeliveredSection | null;
  description: string;
  /** How the supplier must be named. */
  creditLine: string;
  /** `— Photo by Reuters` */
  credit: string;
  creator: string[];
  source: string | null;
  copyrightNotice: string | null;
  altText: string;
  extendedDescription: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dateTaken: string | null;
  place: DeliveredPlace | null;
  persons: string[];
  usageTerms: string | null;
  renditions: DeliveredRendition[];
}

import { ApiProperty } from '@nestjs/swagger';

/** A section with its name. */
export class DeliveredSectionRef {
  /** The slugs from the root down: `news/world`. */
  path: string;
  name: string;
}

/** The section of an item, with those above it. */
export class DeliveredSection extends DeliveredSectionRef {
  /** The root first. */
  ancestors: DeliveredSectionRef[];
}

/** One size of a photo, as a file. */
export class DeliveredRendition {
  name: string;
  url: string;
  width: number;
  height: number;
  mediaType: string;
}

/** A photo as it is placed in an item, with what it inherits from its photo caption. */
export class DeliveredLeadPhoto {
  photoCaptionId: string;
  caption: string;
  creditLine: string;
  /** `— Photo by Reuters` */
  credit: string;
  altText: string;
  renditions: DeliveredRendition[];
}

/** What readers are told about a change of meaning. */
export class DeliveredCorrection {
  @ApiProperty({ enum: ['correction', 'clarification'], enumName: 'CorrectionType' })
  type: 'correction' | 'clarification';
  text: string;
  at: string;
}

/** What readers are told of the times of an item. */
export class DeliveredTimes {
  /** The first publication; it never moves. */
  publishedAt: string;
  /** The last change that readers are told of: never for a fixed typo. */
  updatedAt: string | null;
  /** `05 May, 2024`, or `Updated 05 May, 2024` exactly when `updatedAt` is set. */
  dateLabel: string;
  /** Newest first. */
  corrections: DeliveredCorrection[];
}

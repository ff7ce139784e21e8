import { ApiProperty } from '@nestjs/swagger';
import { KINDS, type Kind } from '../kinds.js';
import { DeliveredCorrection } from './delivered-parts.dto.js';

/** What a correction is of, as it is now. */
export class DeliveredCorrectedItem {
  @ApiProperty({ enum: KINDS, enumName: 'Kind' })
  kind: Kind;
  /** Null for a photo caption, which has none. */
  slug: string | null;
  headline: string;
}

/** A correction or clarification on record. */
export class DeliveredCorrectionRecord extends DeliveredCorrection {
  id: string;
  /** `superseded` by a later one, or `withdrawn`: it is no longer delivered with the item. */
  @ApiProperty({ enum: ['current', 'superseded', 'withdrawn'], enumName: 'CorrectionStatus' })
  status: 'current' | 'superseded' | 'withdrawn';
  item: DeliveredCorrectedItem;
}

/** A page of corrections and clarifications, newest first. */
export class DeliveredCorrectionPage {
  items: DeliveredCorrectionRecord[];
  nextCursor: string | null;
}

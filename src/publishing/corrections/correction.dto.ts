import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Length } from 'class-validator';
import { trimmed } from '../../http/one-line.js';
import { CORRECTION_TYPES, type CorrectionType } from '../../items/change-type.js';
import { PersonView } from '../../items/item-view.js';
import { CORRECTION_STATUSES, type CorrectionStatus } from './correction-records.js';

/** Why a correction is taken back. */
export class WithdrawCorrectionBody {
  /** For the desk and the audit trail. */
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  reason: string;
}

/** That a correction was taken back. */
export class CorrectionWithdrawal {
  by: PersonView;
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** Null for those who may read only what is live of the item. */
  reason: string | null;
}

/** What readers were told of a change of meaning. */
export class CorrectionView {
  id: string;
  @ApiProperty({ enum: CORRECTION_TYPES, enumName: 'CorrectionType' })
  type: CorrectionType;
  text: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** Only current ones are delivered with the item; all of them stay on record. */
  @ApiProperty({ enum: CORRECTION_STATUSES, enumName: 'CorrectionStatus' })
  status: CorrectionStatus;
  /** The later correction that took its place. */
  supersededBy: string | null;
  withdrawal: CorrectionWithdrawal | null;
}

/** A page of corrections, newest first. */
export class CorrectionPage {
  items: CorrectionView[];
  nextCursor: string | null;
}

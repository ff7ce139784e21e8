import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, Length } from 'class-validator';
import { HOLD_TYPES, type HoldType } from '../../access/permissions.js';
import { trimmed } from '../../http/one-line.js';

/** Why an item must not go out for now. */
export class NewHold {
  /** `editorial`: the desk is not done. `legal`: the lawyers are not; such an item cannot be spiked either. */
  @ApiProperty({ enum: HOLD_TYPES, enumName: 'HoldType' })
  @IsIn(HOLD_TYPES)
  type: HoldType;

  /** For the desk and the audit trail. */
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  reason: string;
}

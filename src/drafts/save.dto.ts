import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** How a save takes it that others have saved since. */
export class SaveQuery {
  /**
   * With `true` an If-Match that is no longer true is no refusal: what was written over that version is merged with
   * what is there now. Default `false`.
   */
  @ApiProperty({ enum: ['true', 'false'], required: false })
  @IsOptional()
  @IsIn(['true', 'false'])
  merge?: 'true' | 'false';
}

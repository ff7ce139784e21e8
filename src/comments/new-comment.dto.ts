import { Transform } from 'class-transformer';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { trimmed } from '../http/one-line.js';
import { BLOCK_ID } from '../text/block-id.js';

/** A comment to be written. */
export class NewComment {
  @Transform(trimmed)
  @IsString()
  @Length(1, 5000)
  text: string;

  /** The block of the body that it is about. */
  @IsOptional()
  @Matches(BLOCK_ID, { message: 'must be the id of a block' })
  blockId?: string | null;
}

import { Transform } from 'class-transformer';
import { IsString, Length } from 'class-validator';
import { trimmed } from '../http/one-line.js';

/** What should change before the draft can be approved. */
export class RequestChangesBody {
  @Transform(trimmed)
  @IsString()
  @Length(1, 5000)
  comment: string;
}

import { IsInt, Min } from 'class-validator';

/** Which revision to bring back. */
export class Restoring {
  @IsInt()
  @Min(1)
  revision: number;
}

import { IsInt, Max, Min } from 'class-validator';

/** Which revision to bring back. */
export class RestoreBody {
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  revision: number;
}

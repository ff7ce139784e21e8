import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { NotNull } from '../../http/not-null.js';

/** How long the lock is wanted for, and whether from whom. */
export class TakeLock {
  /** From now on; two minutes where nothing is said. */
  @NotNull()
  @IsInt()
  @Min(10)
  @Max(3600)
  ttlSeconds?: number;

  /** Take it from whoever holds it; needs `lock.take_over` where somebody does. */
  @NotNull()
  @IsBoolean()
  takeOver?: boolean;
}

import type { Newsroom } from '../newsroom.js';
import type { Real, Step } from '../real.js';

/** A step that needs an item to be there. */
export abstract class StepOnItem implements Step {
  check({ items }: Readonly<Newsroom>): boolean {
    return items.length > 0;
  }

  abstract run(model: Newsroom, real: Real): Promise<void>;
  abstract toString(): string;
}

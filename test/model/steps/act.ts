import { expect } from '@jest/globals';
import { apply } from '../apply.js';
import { compare } from '../compare.js';
import { judge } from '../judge.js';
import type { Newsroom } from '../newsroom.js';
import { pick, type Real, verdict } from '../real.js';
import { send, type Try } from '../requests.js';
import { chosen, type Wish } from '../settled.js';
import { StepOnItem } from './step-on-item.js';

/** Somebody does something to an item, or is refused: of some wishes the first that is granted, else the first. */
export class Act extends StepOnItem {
  constructor(
    readonly wishes: readonly Wish[],
    readonly via: number,
    readonly which: number,
    readonly seen: Try['seen'],
  ) {
    super();
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const { via, seen } = this;
    const [index, item] = pick(model, this.which);
    const { by, attempt } = chosen(model, real, item, this.wishes);
    const expected = judge(model, by, item, attempt, seen);
    const answer = await send(real, index, item, { by, via, attempt, seen });
    expect(verdict(answer)).toBe(expected);
    if (expected === 'ok') {
      apply(model, by, item, attempt);
      expect(answer.etag).toBe(`"${item.version}"`);
    }
    await compare(model, real, index, 1 - via);
  }

  toString(): string {
    return `one of ${JSON.stringify(this.wishes)} on ${this.which} (${this.seen}) via ${this.via}`;
  }
}

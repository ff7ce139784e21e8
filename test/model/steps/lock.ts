import { expect } from '@jest/globals';
import type { LockAttempt } from '../attempts.js';
import { compare } from '../compare.js';
import { judgeLock } from '../judge.js';
import type { Newsroom } from '../newsroom.js';
import { pick, type Real, verdict } from '../real.js';
import type { Person } from '../rights.js';
import { StepOnItem } from './step-on-item.js';

/** Somebody wants the edit lock, or gives it back. */
export class Lock extends StepOnItem {
  constructor(
    readonly by: Person,
    readonly via: number,
    readonly which: number,
    readonly attempt: LockAttempt,
  ) {
    super();
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const [index, item] = pick(model, this.which);
    const expected = judgeLock(this.by, item, this.attempt);
    const path = `/api/v1/items/${real.ids[index]}/lock`;
    const answer =
      this.attempt.do === 'unlock'
        ? await real.send(this.via, 'DELETE', path, { by: this.by })
        : await real.send(this.via, 'PUT', path, {
            by: this.by,
            body: { ttlSeconds: 3600, takeOver: this.attempt.takeOver },
          });
    expect(verdict(answer)).toBe(expected);
    if (expected === 'ok') item.lock = this.attempt.do === 'lock' ? this.by : null;
    await compare(model, real, index, 1 - this.via);
  }

  toString(): string {
    return `${this.by} tries ${JSON.stringify(this.attempt)} on ${this.which} via ${this.via}`;
  }
}

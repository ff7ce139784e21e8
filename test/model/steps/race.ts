import { expect } from '@jest/globals';
import { apply } from '../apply.js';
import { compare } from '../compare.js';
import { judge } from '../judge.js';
import type { Newsroom } from '../newsroom.js';
import { pick, type Real, verdict } from '../real.js';
import { send } from '../requests.js';
import { chosen, type Wish } from '../settled.js';
import { StepOnItem } from './step-on-item.js';

/** Two people do something to one item at the same moment, each at a process of their own. */
export class Race extends StepOnItem {
  constructor(
    readonly which: number,
    readonly one: readonly Wish[],
    readonly other: readonly Wish[],
  ) {
    super();
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const [index, item] = pick(model, this.which);
    const tries = [this.one, this.other].map((wishes, via) => {
      const { by, attempt } = chosen(model, real, item, wishes);
      return { by, via, seen: 'now' as const, attempt, before: judge(model, by, item, attempt) };
    });
    const version = item.version;
    const answers = await Promise.all(tries.map(async (who) => send(real, index, item, who)));
    // Whoever moved the version was first; who changed nothing by being allowed was before or after them.
    const winner = tries.findIndex((_, i) => answers[i]?.etag === `"${version + 1}"`);
    const first = tries[winner];
    if (first) {
      expect(first.before).toBe('ok');
      apply(model, first.by, item, first.attempt);
    }
    for (const [i, who] of tries.entries()) {
      if (i === winner) continue;
      const possible = [who.before, judge(model, who.by, item, who.attempt, first ? 'stale' : 'now')];
      expect(possible).toContain(verdict(answers[i]));
    }
    expect(item.version).toBe(first ? version + 1 : version);
    await compare(model, real, index, 0);
  }

  toString(): string {
    return `race on ${this.which}: ${JSON.stringify(this.one)} against ${JSON.stringify(this.other)}`;
  }
}

import { expect } from '@jest/globals';
import { apply } from '../apply.js';
import type { Year } from '../attempts.js';
import { compare, states } from '../compare.js';
import { isPlanned, type Item, type Plan } from '../item.js';
import { judge } from '../judge.js';
import type { Newsroom } from '../newsroom.js';
import { type Answered, type Real, verdict } from '../real.js';
import { send } from '../requests.js';
import { chosen, type Wish } from '../settled.js';
import { carryOut, passTime } from '../schedules.js';
import { StepOnItem } from './step-on-item.js';

const LIMIT_MS = 20_000;

/** A year comes for an item, with all that was planned until then; and, perhaps, somebody does something just then. */
export class Due extends StepOnItem {
  constructor(
    readonly which: number,
    readonly year: Year,
    readonly via: number,
    readonly meanwhile: readonly Wish[] | null,
  ) {
    super();
  }

  override check({ items }: Readonly<Newsroom>): boolean {
    return items.some(isWaiting);
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const waiting = model.items.filter(isWaiting);
    const item = waiting[this.which % waiting.length] as Item;
    const index = model.items.indexOf(item);
    await real.passTime(real.ids[index] ?? '', this.year);
    const due = passTime(item, this.year);
    if (this.meanwhile) {
      const { by, attempt } = chosen(model, real, item, this.meanwhile);
      const what = { by, via: this.via, attempt, seen: 'now' as const };
      const [answer] = await Promise.all([send(real, index, item, what), real.wake()]);
      settle(model, item, due, { by, attempt, answer });
    } else {
      await real.wake();
      for (const plan of due) carryOut(model, item, plan);
    }
    await ended(real, index, item, due);
    await compare(model, real, index, 1);
    await expectReasons(real, index, due);
  }

  toString(): string {
    return `year ${this.year} comes for ${this.which}, and meanwhile ${JSON.stringify(this.meanwhile)}`;
  }
}

/** Whether there is anything that time changes. */
function isWaiting({ plans, embargo }: Item): boolean {
  return plans.some(isPlanned) || (embargo !== null && embargo !== 'open');
}

/** Whoever moved the version was before all that was due; who was refused was before, between or after. */
function settle(
  model: Newsroom,
  item: Item,
  due: readonly Plan[],
  { by, attempt, answer }: Wish & { answer: Answered },
): void {
  const possible = [judge(model, by, item, attempt)];
  const isFirst = verdict(answer) === 'ok';
  if (isFirst) {
    expect(possible).toEqual(['ok']);
    apply(model, by, item, attempt);
    expect(answer.etag).toBe(`"${item.version}"`);
  }
  for (const plan of due) {
    carryOut(model, item, plan);
    possible.push(judge(model, by, item, attempt, 'stale'));
  }
  expect(possible).toContain(verdict(answer));
}

/** Waits until nothing that was due is planned any more; the loops of the processes have been woken. */
async function ended(real: Real, index: number, item: Item, due: readonly Plan[]): Promise<void> {
  const places = due.map((plan) => item.plans.indexOf(plan));
  for (const limit = Date.now() + LIMIT_MS; due.length > 0;) {
    const now = await states(real, index, 0);
    if (places.every((place) => now[place]?.endsWith(' planned') === false)) return;
    if (Date.now() > limit) throw new Error('What is due is not carried out.');
  }
}

/** The history says why each was refused. */
async function expectReasons(real: Real, index: number, due: readonly Plan[]): Promise<void> {
  const refused = due.filter(({ state }) => state === 'refused');
  if (refused.length === 0) return;
  const path = `/api/v1/items/${real.ids[index]}/history?limit=10`;
  const { body } = await real.send(0, 'GET', path, { by: 'managing' });
  const entries = body.items as { action: string; details: { code?: string } }[];
  const codes = entries
    .filter(({ action }) => action === 'schedule.refused')
    .map(({ details }) => details.code);
  expect(codes.slice(0, refused.length).toReversed()).toEqual(refused.map(({ why }) => why));
}

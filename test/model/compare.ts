import { expect } from '@jest/globals';
import { isPlanned, type Item, shown } from './item.js';
import type { Newsroom } from './newsroom.js';
import { type Real, startOf } from './real.js';

interface Body {
  version: number;
  visibility: string;
  draft: { revision: number; stage: string; assignee: { name: string } | null } | null;
  live: { revision: number; slug: string | null } | null;
  lock: { holder: { name: string } } | null;
  embargo: { until: string | null } | null;
  holds: { type: string }[];
  schedules: Planned[];
  content: { headline?: string; description?: string };
  updatedAt: string | null;
}

interface Planned {
  action: string;
  revision: number;
  at: string;
}

/** The item as the managing editor gets it from the process that was not asked: it says what the model says. */
export async function compare(model: Newsroom, real: Real, index: number, via: number): Promise<void> {
  const item = model.items[index];
  if (!item) throw new Error('The model lost an item.');
  const path = `/api/v1/items/${real.ids[index]}`;
  const answer = await real.send(via, 'GET', path, { by: 'managing' });
  expect({ status: answer.status, ...told(answer.body as unknown as Body) }).toEqual({
    status: 200,
    ...known(item),
  });
  if (item.plans.length === 0) return;
  expect(await states(real, index, via)).toEqual(item.plans.map(({ action, state }) => `${action} ${state}`));
}

/** What became of each of the item's plans, oldest first. */
export async function states(real: Real, index: number, via: number): Promise<string[]> {
  const path = `/api/v1/items/${real.ids[index]}/schedules?limit=100`;
  const { body } = await real.send(via, 'GET', path, { by: 'managing' });
  const list = body.items as { action: string; state: string }[];
  return list.toReversed().map(({ action, state }) => `${action} ${state}`);
}

function told({ draft, live, lock, embargo, holds, schedules, content, ...body }: Body): object {
  return {
    version: body.version,
    visibility: body.visibility,
    draft: draft && { revision: draft.revision, stage: draft.stage, assignee: draft.assignee?.name ?? null },
    live: live && { revision: live.revision, slug: live.slug },
    lock: lock && lock.holder.name,
    embargo: embargo && { until: embargo.until },
    holds: holds.map(({ type }) => type),
    schedules: inOrder(schedules),
    headline: content.headline ?? content.description,
    updated: body.updatedAt !== null,
  };
}

function known(item: Item): object {
  const { embargo } = item;
  return {
    version: item.version,
    visibility: item.visibility,
    draft: item.draft && { revision: item.draft, stage: item.stage, assignee: item.assignee },
    live: item.live && { revision: item.live, slug: item.liveSlug },
    lock: item.lock,
    embargo: embargo && { until: embargo === 'open' ? null : startOf(embargo) },
    holds: item.holds,
    schedules: inOrder(item.plans.filter(isPlanned).map((plan) => ({ ...plan, at: startOf(plan.at) }))),
    headline: shown(item).headline,
    updated: item.updated,
  };
}

/** Soonest first; of one time in any order. */
function inOrder(plans: readonly Planned[]): Planned[] {
  return plans
    .map(({ action, revision, at }) => ({ action, revision, at }))
    .toSorted((a, b) => `${a.at} ${a.action}`.localeCompare(`${b.at} ${b.action}`));
}

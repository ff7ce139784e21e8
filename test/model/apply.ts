import { type Attempt, NOTICE, type Which } from './attempts.js';
import { endPlans, isPlanned, type Item, type Plan } from './item.js';
import type { Newsroom } from './newsroom.js';
import { dropDraft, goLive, takeOff } from './publications.js';
import type { Person } from './rights.js';
import { written } from './writing.js';

/** Does what was allowed. */
export function apply(newsroom: Newsroom, by: Person, item: Item, attempt: Attempt): void {
  if (attempt.do === 'save' || attempt.do === 'restore') {
    const next = written(item, attempt);
    if (next === null) return;
    item.revisions.push({ ...next, by });
    item.draft = item.revisions.length;
    if (item.stage !== 'in_edit') move(item, 'draft');
  } else {
    act(newsroom, by, item, attempt);
  }
  item.version += 1;
}

function act(
  newsroom: Newsroom,
  by: Person,
  item: Item,
  attempt: Exclude<Attempt, { do: 'save' | 'restore' }>,
): void {
  switch (attempt.do) {
    case 'submit':
      return void (item.stage = 'submitted');
    case 'claim':
      if (item.lock !== by) item.lock = null;
      return move(item, 'in_edit', by);
    case 'request-changes':
      item.approved.delete(item.draft ?? 0);
      return move(item, 'changes_requested');
    case 'approve':
      item.approved.add(item.draft ?? 0);
      return move(item, 'approved');
    case 'spike':
      item.visibility = 'spiked';
      return endPlans(item, isPlanned, 'cancelled');
    case 'unspike':
      return void (item.visibility = 'unpublished');
    case 'discard-draft':
      return dropDraft(item);
    case 'publish':
      return goLive(newsroom, item, item.draft, attempt);
    case 'republish':
      return goLive(newsroom, item, item.lastLive, attempt);
    case 'unpublish':
      return takeOff(newsroom, item, attempt);
    case 'kill':
      Object.assign(item, { visibility: 'killed', live: null, notice: NOTICE, redirect: null });
      endPlans(item, isPlanned, 'cancelled');
      return dropDraft(item);
    case 'schedule': {
      const { at, revision, ...terms } = attempt;
      return plan(item, { action: 'publish', at, by, revision: revision ?? item.draft ?? 0, terms });
    }
    case 'schedule-unpublish': {
      const { at, ...terms } = attempt;
      return plan(item, { action: 'unpublish', at, by, revision: item.live ?? 0, terms });
    }
    case 'unschedule':
      return endPlans(item, (one) => one === at(item.plans, attempt.which), 'cancelled');
    case 'set-embargo':
      return void (item.embargo = attempt.until);
    case 'lift-embargo':
      return void (item.embargo = null);
    case 'set-hold':
      return void item.holds.push(attempt.type);
    case 'release-hold':
      return void item.holds.splice(Number(attempt.which), 1);
    case 'withdraw-correction':
      return void (at(item.corrections, attempt.which).status = 'withdrawn');
  }
}

type NewPlan = Plan extends infer Each ? (Each extends Plan ? Omit<Each, 'state' | 'why'> : never) : never;

/** In the place of what was planned of the same action. */
function plan(item: Item, what: NewPlan): void {
  endPlans(item, ({ action }) => action === what.action, 'cancelled');
  item.plans.push({ ...what, state: 'planned', why: null });
}

function move(item: Item, stage: Item['stage'], assignee: Person | null = null): void {
  item.stage = stage;
  item.assignee = assignee;
}

function at<One>(list: readonly One[], which: Which): One {
  const one = which === 'unknown' ? undefined : list[which];
  if (one === undefined) throw new Error('The model lost something of an item.');
  return one;
}

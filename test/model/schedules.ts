import { RULES, type Verdict, type Year } from './attempts.js';
import { fitsItem, judgePublication, judgeTarget, mayPin } from './judge-publication.js';
import { isBehind, isPlanned, type Item, mayDo, mayWhereLive, type Plan } from './item.js';
import type { Newsroom } from './newsroom.js';
import { goLive, takeOff } from './publications.js';

/** The year comes for the item: an embargo until then is over, and this is due by now, soonest first. */
export function passTime(item: Item, year: Year): Plan[] {
  if (item.embargo !== null && item.embargo !== 'open' && item.embargo <= year) item.embargo = null;
  return item.plans.filter((plan) => isPlanned(plan) && plan.at <= year).toSorted((a, b) => a.at - b.at);
}

/** Carries out what is due, unless something ended it meanwhile. */
export function carryOut(newsroom: Newsroom, item: Item, plan: Plan): void {
  if (!isPlanned(plan)) return;
  item.version += 1;
  if (plan.action === 'publish' && isBehind(item, plan.revision)) {
    plan.state = 'overtaken';
    return;
  }
  const verdict = judgeDue(newsroom, item, plan);
  if (verdict !== 'ok') {
    plan.state = 'refused';
    plan.why = verdict.replace(/^\d+ /, '');
    return;
  }
  plan.state = 'done';
  if (plan.action === 'publish') goLive(newsroom, item, plan.revision, plan.terms);
  else takeOff(newsroom, item, plan.terms);
}

/** By the rights of whoever planned it. */
function judgeDue(newsroom: Newsroom, item: Item, plan: Plan): Verdict {
  if (plan.action === 'publish') {
    if (!fitsItem(item, plan.terms)) return '400 validation_failed';
    if (!mayPin(plan.by, item, plan.revision)) return '403 forbidden';
    if (!RULES.schedule.from.includes(item.visibility)) return '409 invalid_transition';
    return judgePublication(newsroom, plan.by, item, plan.revision, 'now');
  }
  const may = mayDo(plan.by, 'item.schedule', item) && mayWhereLive(plan.by, 'item.schedule', item);
  if (!may) return '403 forbidden';
  return item.visibility === 'live' ? judgeTarget(newsroom, item, plan.terms) : '409 invalid_transition';
}

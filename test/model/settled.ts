import { type Attempt, isCorrection, type Publication, type Which } from './attempts.js';
import { ofRun } from './content.js';
import type { Item } from './item.js';
import { judge } from './judge.js';
import type { Newsroom } from './newsroom.js';
import type { Real } from './real.js';
import type { Person } from './rights.js';

/** What somebody would like to do. */
export interface Wish {
  by: Person;
  attempt: Attempt;
}

/** Of several wishes the first that would be granted, so that runs get somewhere; else the first of all. */
export function chosen(model: Newsroom, real: Real, item: Item, wishes: readonly Wish[]): Wish {
  const all = wishes.map(({ by, attempt }) => ({ by, attempt: settled(real, item, attempt) }));
  const best = all.find(({ by, attempt }) => judge(model, by, item, attempt) === 'ok') ?? all[0];
  if (!best) throw new Error('Nobody wishes anything.');
  return best;
}

/** The attempt as it is for this item: what it names is there, and the words are the run's own. */
function settled(real: Real, item: Item, what: Attempt): Attempt {
  switch (what.do) {
    case 'save':
      return { ...what, content: ofRun(real, item.kind, what.content) };
    case 'publish':
    case 'republish':
    case 'schedule':
      return { ...what, ...settledPublication(real, item, what) };
    case 'unpublish':
    case 'schedule-unpublish':
      return { ...what, to: what.to === 'elsewhere' ? what.to : what.to % real.ids.length };
    case 'unschedule':
      return { ...what, which: oneOf(item.plans, what.which) };
    case 'release-hold':
      return { ...what, which: oneOf(item.holds, what.which) };
    case 'withdraw-correction':
      return { ...what, which: oneOf(item.corrections, what.which) };
    default:
      return what;
  }
}

function settledPublication(real: Real, { corrections }: Item, said: Publication): Publication {
  const { changeType, note, supersedes } = said;
  real.notes += 1;
  return {
    changeType,
    note: note === null || changeType === 'minor' ? null : `${note} ${real.notes} ${real.run}`,
    supersedes: supersedes === null || !isCorrection(said) ? null : oneOf(corrections, supersedes),
  };
}

function oneOf(list: readonly unknown[], which: Which): Which {
  return list.length === 0 || which === 'unknown' ? 'unknown' : which % list.length;
}

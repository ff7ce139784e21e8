import { expect } from '@jest/globals';
import { type Action, ACTIONS, type Attempt } from '../attempts.js';
import { isPlanned, type Item, mayHold, sees } from '../item.js';
import { judge } from '../judge.js';
import type { Newsroom } from '../newsroom.js';
import { pick, type Real, verdict } from '../real.js';
import { type HoldType, type Person } from '../rights.js';
import { StepOnItem } from './step-on-item.js';

/** Somebody asks beforehand what would be allowed. */
export class Forecast extends StepOnItem {
  constructor(
    readonly by: Person,
    readonly via: number,
    readonly which: number,
  ) {
    super();
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const [index, item] = pick(model, this.which);
    const path = `/api/v1/items/${real.ids[index]}/allowed-actions`;
    const answer = await real.send(this.via, 'GET', path, { by: this.by });
    if (!sees(this.by, item)) {
      expect(verdict(answer)).toBe('404 not_found');
      return;
    }
    const told = answer.body.items as { action: Action; allowed: boolean }[];
    const allowed = told.filter((one) => one.allowed).map(({ action }) => action);
    const expected = ACTIONS.filter(
      (action) => judge(model, this.by, item, plainly(this.by, action, item)) === 'ok',
    );
    expect(allowed.toSorted()).toEqual(expected.toSorted());
  }

  toString(): string {
    return `${this.by} asks what is allowed on ${this.which} via ${this.via}`;
  }
}

/** The attempt as `allowed-actions` takes it: nothing in it can be wrong by itself. */
function plainly(by: Person, action: Action, item: Item): Attempt {
  const said = { changeType: 'minor', note: null, supersedes: null } as const;
  const end = { how: 'gone', notice: false, to: 'elsewhere' } as const;
  const fits = (right: string, type: HoldType): boolean => mayHold(by, right, item, type);
  switch (action) {
    case 'save':
      return { do: action, content: {} };
    case 'restore':
      return { do: action, revision: item.draft ?? item.lastLive ?? 1 };
    case 'publish':
    case 'republish':
      return { do: action, ...said };
    case 'schedule':
      // When every embargo is over that has an end.
      return { do: action, at: 3, revision: null, ...said };
    case 'unpublish':
      return { do: action, ...end };
    case 'schedule-unpublish':
      return { do: action, at: 3, ...end };
    case 'unschedule':
      return { do: action, which: item.plans.findIndex(isPlanned) };
    case 'set-embargo':
      return { do: action, until: 'open' };
    case 'set-hold':
      return { do: action, type: fits('hold.set', 'legal') ? 'legal' : 'editorial' };
    case 'release-hold': {
      const fitting = item.holds.findIndex((type) => fits('hold.release', type));
      return { do: action, which: fitting === -1 ? 'unknown' : fitting };
    }
    case 'withdraw-correction':
      return { do: action, which: 'unknown' };
    default:
      return { do: action };
  }
}

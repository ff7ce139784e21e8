import type { Content, Item } from './item.js';
import type { HoldType } from './rights.js';

/** A year ahead: the first, the second or the third. When it comes, it comes for one item alone. */
export type Year = 1 | 2 | 3;

/** One of an item's plans, holds or corrections by its place among them, or one that is nowhere. */
export type Which = number | 'unknown';

export const SIMPLE_ACTIONS = [
  'submit',
  'claim',
  'request-changes',
  'approve',
  'spike',
  'unspike',
  'discard-draft',
  'kill',
  'lift-embargo',
] as const;

/** What goes with a publication. */
export interface Publication {
  changeType: 'minor' | 'update' | 'correction' | 'clarification';
  /** For readers. */
  note: string | null;
  /** The correction that this one takes the place of. */
  supersedes: Which | null;
}

/** How a live item is taken off. */
export interface Withdrawal {
  how: 'gone' | 'withdrawn' | 'redirect';
  notice: boolean;
  /** Where a redirect leads: to an item by its number, or to another site. */
  to: number | 'elsewhere';
}

/** What somebody tries. */
export type Attempt =
  | { do: 'save'; content: Partial<Content> }
  | { do: 'restore'; revision: number }
  | { do: (typeof SIMPLE_ACTIONS)[number] }
  | ({ do: 'publish' | 'republish' } & Publication)
  | ({ do: 'unpublish' } & Withdrawal)
  | ({ do: 'schedule'; at: Year; revision: number | null } & Publication)
  | ({ do: 'schedule-unpublish'; at: Year } & Withdrawal)
  | { do: 'unschedule'; which: Which }
  | { do: 'set-embargo'; until: Year | 'open' }
  | { do: 'set-hold'; type: HoldType }
  | { do: 'release-hold'; which: Which }
  | { do: 'withdraw-correction'; which: Which };

/** What somebody tries beside the item's version: their edit lock. */
export type LockAttempt = { do: 'lock'; takeOver: boolean } | { do: 'unlock' };

export type Action = Attempt['do'];

/** What is answered: `ok`, or the status and code of the refusal. */
export type Verdict = 'ok' | `${number} ${string}`;

interface Rule {
  needs: string;
  whereLiveToo?: true;
  from: readonly Item['visibility'][];
  stages: readonly Item['stage'][];
}

const OPEN = ['unpublished', 'live', 'withdrawn'] as const;
const NOT_LIVE = ['unpublished', 'withdrawn', 'killed', 'spiked'] as const;
const DRAFT = ['draft', 'submitted', 'in_edit', 'approved', 'changes_requested'] as const;
const ANY = [...DRAFT, null] as const;

/** Who may take which action, and from where. */
export const RULES: Readonly<Record<Action, Rule>> = {
  save: { needs: 'item.edit', from: OPEN, stages: ANY },
  restore: { needs: 'item.edit', from: OPEN, stages: ANY },
  submit: { needs: 'item.submit', from: OPEN, stages: ['draft', 'changes_requested'] },
  claim: { needs: 'item.review', from: OPEN, stages: ['submitted', 'in_edit'] },
  'request-changes': { needs: 'item.review', from: OPEN, stages: ['submitted', 'in_edit', 'approved'] },
  approve: { needs: 'item.approve', from: OPEN, stages: ['submitted', 'in_edit'] },
  publish: { needs: 'item.publish', whereLiveToo: true, from: OPEN, stages: DRAFT },
  republish: { needs: 'item.publish', whereLiveToo: true, from: ['withdrawn'], stages: ANY },
  unpublish: { needs: 'item.unpublish', whereLiveToo: true, from: ['live'], stages: ANY },
  kill: { needs: 'item.kill', whereLiveToo: true, from: ['live', 'withdrawn'], stages: ANY },
  spike: { needs: 'item.spike', from: ['unpublished'], stages: DRAFT },
  unspike: { needs: 'item.spike', from: ['spiked'], stages: DRAFT },
  'discard-draft': { needs: 'item.edit', whereLiveToo: true, from: ['live', 'withdrawn'], stages: DRAFT },
  schedule: { needs: 'item.schedule', whereLiveToo: true, from: OPEN, stages: ANY },
  'schedule-unpublish': { needs: 'item.schedule', whereLiveToo: true, from: ['live'], stages: ANY },
  unschedule: { needs: 'item.schedule', from: OPEN, stages: ANY },
  'set-embargo': { needs: 'embargo.set', whereLiveToo: true, from: NOT_LIVE, stages: ANY },
  'lift-embargo': { needs: 'embargo.lift', whereLiveToo: true, from: NOT_LIVE, stages: ANY },
  'set-hold': { needs: 'hold.set', from: [...OPEN, 'killed', 'spiked'], stages: ANY },
  'release-hold': { needs: 'hold.release', from: [...OPEN, 'killed', 'spiked'], stages: ANY },
  'withdraw-correction': {
    needs: 'item.publish',
    whereLiveToo: true,
    from: ['live', 'withdrawn'],
    stages: ANY,
  },
};

/** Those that are forecast. */
export const ACTIONS = (Object.keys(RULES) as Action[]).filter((action) => action !== 'withdraw-correction');

/** What stands in the place of what was withdrawn, where a notice is given. */
export const NOTICE = 'Withdrawn by the desk.';

export function isCorrection({ changeType }: Publication): boolean {
  return changeType === 'correction' || changeType === 'clarification';
}

import type { HoldType, Permission } from '../access/permissions.js';
import type { Problem } from '../content/readiness.js';
import { type Stage, VISIBILITIES, type Visibility } from '../items/item-state.js';
import type { LockView } from '../items/item-view.js';
import { legalBlockers, type Standing } from './embargo-and-holds/blockers.js';

/**
 * Every action on an item that exists. The name is the last segment of its route; save is the PATCH, and what is about
 * embargo and holds the PUT, POST and DELETE of theirs.
 */
export const ACTION_NAMES = [
  'save',
  'submit',
  'claim',
  'request-changes',
  'approve',
  'publish',
  'republish',
  'unpublish',
  'kill',
  'spike',
  'unspike',
  'discard-draft',
  'restore',
  'set-embargo',
  'lift-embargo',
  'set-hold',
  'release-hold',
] as const;

export type ActionName = (typeof ACTION_NAMES)[number];

type StageOrNone = Stage | null;
type Check =
  | 'claimed'
  | 'locked'
  | 'approval'
  | 'readiness'
  | 'blockers'
  | 'four_eyes'
  | 'slug'
  | 'legal_hold'
  | 'embargo'
  | 'hold';

interface ActionRule {
  permission: Permission;
  /** The action changes where or what readers (or, without a draft, the desk) have: needed in that section too. */
  alsoWhereLive?: true;
  visibility: readonly Visibility[];
  stage: readonly StageOrNone[];
  /** What else may stand in the way, beside the state. */
  checks: readonly Check[];
}

const ANY_DRAFT: readonly StageOrNone[] = ['draft', 'submitted', 'in_edit', 'approved', 'changes_requested'];
const ANY: readonly StageOrNone[] = [...ANY_DRAFT, null];
const OPEN: readonly Visibility[] = ['unpublished', 'live', 'withdrawn'];
const NOT_LIVE: readonly Visibility[] = ['unpublished', 'withdrawn', 'killed', 'spiked'];

/** The workflow: the one table that decides which action is for which state and who may take it. */
export const ACTIONS: Readonly<Record<ActionName, ActionRule>> = {
  save: { permission: 'item.edit', visibility: OPEN, stage: ANY, checks: ['claimed', 'locked'] },
  submit: {
    permission: 'item.submit',
    visibility: OPEN,
    stage: ['draft', 'changes_requested'],
    checks: [],
  },
  claim: { permission: 'item.review', visibility: OPEN, stage: ['submitted', 'in_edit'], checks: [] },
  'request-changes': {
    permission: 'item.review',
    visibility: OPEN,
    stage: ['submitted', 'in_edit', 'approved'],
    checks: [],
  },
  approve: {
    permission: 'item.approve',
    visibility: OPEN,
    stage: ['submitted', 'in_edit'],
    checks: ['four_eyes'],
  },
  publish: {
    permission: 'item.publish',
    alsoWhereLive: true,
    visibility: OPEN,
    stage: ANY_DRAFT,
    checks: ['approval', 'readiness', 'blockers', 'four_eyes', 'slug'],
  },
  republish: {
    permission: 'item.publish',
    alsoWhereLive: true,
    visibility: ['withdrawn'],
    stage: ANY,
    checks: ['readiness', 'blockers'],
  },
  unpublish: {
    permission: 'item.unpublish',
    alsoWhereLive: true,
    visibility: ['live'],
    stage: ANY,
    checks: [],
  },
  kill: {
    permission: 'item.kill',
    alsoWhereLive: true,
    visibility: ['live', 'withdrawn'],
    stage: ANY,
    checks: [],
  },
  spike: { permission: 'item.spike', visibility: ['unpublished'], stage: ANY_DRAFT, checks: ['legal_hold'] },
  unspike: { permission: 'item.spike', visibility: ['spiked'], stage: ANY_DRAFT, checks: [] },
  'discard-draft': {
    permission: 'item.edit',
    alsoWhereLive: true,
    visibility: ['live', 'withdrawn'],
    stage: ANY_DRAFT,
    checks: ['claimed', 'locked'],
  },
  restore: { permission: 'item.edit', visibility: OPEN, stage: ANY, checks: ['claimed', 'locked'] },
  // Under an embargo readers lose, and get back, the notice of what was taken off.
  'set-embargo': {
    permission: 'embargo.set',
    alsoWhereLive: true,
    visibility: NOT_LIVE,
    stage: ANY,
    checks: [],
  },
  'lift-embargo': {
    permission: 'embargo.lift',
    alsoWhereLive: true,
    visibility: NOT_LIVE,
    stage: ANY,
    checks: ['embargo'],
  },
  'set-hold': { permission: 'hold.set', visibility: VISIBILITIES, stage: ANY, checks: [] },
  'release-hold': { permission: 'hold.release', visibility: VISIBILITIES, stage: ANY, checks: ['hold'] },
};

/** All that a decision rests on; gathered in the transaction that acts on it. */
export interface ActionFacts extends Standing {
  visibility: Visibility;
  stage: StageOrNone;
  /** Whether somebody else has the draft in edit. */
  claimedByAnother: boolean;
  /** The edit lock that somebody else holds. */
  lockedBy: LockView | null;
  /** Whether the member has the permission for this item. */
  permits: (permission: Permission) => boolean;
  /** The same in the section where readers have the item, or had it last. */
  permitsWhereLive: (permission: Permission) => boolean;
  /** Whether the member may release holds of this type here. */
  mayRelease: (type: HoldType) => boolean;
  /** Whether the draft has an approval that stands. */
  approved: boolean;
  /** What the revision in question lacks for publication. */
  problems: readonly Problem[];
  /** What else holds a publication up, each with its code. Later features add to it. */
  blockers: readonly Refusal[];
  /** Whether FOUR_EYES is on and the member made a revision since the last publication. */
  ownWorkUnderFourEyes: boolean;
  /** Whether the draft's slug was set by hand and belongs to another item. */
  slugTaken: boolean;
}

/** The codes of refused actions, in the order in which they are checked. */
export type RefusalCode =
  | 'forbidden'
  | 'invalid_transition'
  | 'claimed'
  | 'locked'
  | 'approval_missing'
  | 'not_ready'
  | 'on_hold'
  | 'embargoed'
  | 'four_eyes'
  | 'slug_taken';

/** Why an action is refused, for whoever asked for it. */
export interface Refusal {
  code: RefusalCode;
  message: string;
}

/**
 * Every reason against the action, the first of which is the answer to whoever tries it; empty when it is
 * allowed. Pure: `allowed-actions` and the actions themselves both ask here.
 */
export function refusals(action: ActionName, facts: ActionFacts): Refusal[] {
  const rule = ACTIONS[action];
  const reasons: Refusal[] = [];
  if (!isPermitted(rule, facts)) {
    const where = facts.permits(rule.permission) ? 'where readers have it' : 'where it is';
    reasons.push({
      code: 'forbidden',
      message: `You do not have ${rule.permission} for this item, in the section ${where}.`,
    });
  }
  if (!rule.visibility.includes(facts.visibility) || !rule.stage.includes(facts.stage)) {
    reasons.push({ code: 'invalid_transition', message: transitionMessage(action, facts) });
    return reasons;
  }
  for (const check of rule.checks) reasons.push(...CHECKS[check](action, facts));
  return reasons;
}

const CHECKS: Readonly<Record<Check, (action: ActionName, facts: ActionFacts) => readonly Refusal[]>> = {
  claimed: (_action, facts) =>
    facts.stage === 'in_edit' && facts.claimedByAnother
      ? [{ code: 'claimed', message: 'Another editor has claimed the item. Claim it yourself to take over.' }]
      : [],
  locked: (_action, { lockedBy }) =>
    lockedBy === null
      ? []
      : [
          {
            code: 'locked',
            message: `${lockedBy.holder.name} is editing the item, under a lock until ${lockedBy.expiresAt}. Wait, ask them, or take the lock over.`,
          },
        ],
  approval: (_action, facts) =>
    facts.approved || isPermitted({ permission: 'item.publish_directly', alsoWhereLive: true }, facts)
      ? []
      : [
          {
            code: 'approval_missing',
            message: 'The draft has no approval of exactly this revision. Have it approved first.',
          },
        ],
  readiness: (_action, facts) =>
    facts.problems.length === 0
      ? []
      : [{ code: 'not_ready', message: facts.problems.map((problem) => problem.message).join(' ') }],
  blockers: (_action, facts) => facts.blockers,
  // Who publishes directly approves by doing so; what another approved is open to its writers.
  four_eyes: (action, facts) =>
    facts.ownWorkUnderFourEyes && (action === 'approve' || !facts.approved)
      ? [
          {
            code: 'four_eyes',
            message: 'You made a revision since the last publication, so somebody else has to approve it.',
          },
        ]
      : [],
  slug: (_action, facts) =>
    facts.slugTaken
      ? [
          {
            code: 'slug_taken',
            message:
              'The slug is the present address of another item, or of one that was taken off; set another.',
          },
        ]
      : [],
  legal_hold: (_action, facts) => legalBlockers(facts.holds),
  embargo: (_action, facts) =>
    facts.embargo === null
      ? [{ code: 'invalid_transition', message: 'No embargo stands: none is set, or its time has passed.' }]
      : [],
  hold: (_action, { holds, mayRelease }) => {
    const [first] = holds;
    if (first === undefined) return [{ code: 'invalid_transition', message: 'The item has no hold.' }];
    if (holds.some(({ type }) => mayRelease(type))) return [];
    return [{ code: 'forbidden', message: `You may not release the ${first.type} hold of this item.` }];
  },
};

function isPermitted(
  { permission, alsoWhereLive }: Pick<ActionRule, 'permission' | 'alsoWhereLive'>,
  facts: ActionFacts,
): boolean {
  return facts.permits(permission) && (!alsoWhereLive || facts.permitsWhereLive(permission));
}

function transitionMessage(action: ActionName, facts: ActionFacts): string {
  const { visibility, stage } = ACTIONS[action];
  const state = facts.stage === null ? 'without a draft' : `with a draft in stage ${facts.stage}`;
  const stages = stage.length === ANY.length ? '' : `, in stage ${stage.join(' or ')}`;
  const step = nextStep(action, facts);
  return `The item is ${facts.visibility} ${state}; ${action} is for an item that is ${visibility.join(' or ')}${stages}.${step && ` ${step}`}`;
}

/** What leads there from here, where one step does. */
function nextStep(action: ActionName, { visibility, stage }: ActionFacts): string {
  if (visibility === 'killed') return 'It was withdrawn for good.';
  if (visibility === 'spiked') return action === 'unspike' ? '' : 'Unspike it first.';
  if (action === 'discard-draft' && visibility === 'unpublished') return 'Spike it to drop it.';
  if (action === 'spike' && visibility === 'live') return 'Unpublish or kill it to take it off.';
  if (action === 'unpublish' || action === 'kill')
    return visibility === 'unpublished' ? 'Spike it to drop it.' : '';
  if (action === 'republish' || action === 'unspike' || action === 'spike') return '';
  if (stage === null) return 'Save a change first.';
  if (action === 'claim' || action === 'approve' || action === 'request-changes') {
    return stage === 'draft' || stage === 'changes_requested' ? 'Submit it first.' : '';
  }
  return '';
}

import type { Permission } from '../access/permissions.js';
import { type Stage, VISIBILITIES, type Visibility } from '../items/item-state.js';

/**
 * Every action on an item that exists. The name is the last segment of its route; save is the PATCH, and what is about
 * embargo, holds and schedules the PUT, POST and DELETE of theirs.
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
  'schedule',
  'schedule-unpublish',
  'unschedule',
] as const;

export type ActionName = (typeof ACTION_NAMES)[number];

/** The stage of an item’s draft; null where it has none. */
export type StageOrNone = Stage | null;
/** What else than the state may stand in an action's way. */
export type Check =
  | 'claimed'
  | 'locked'
  | 'approval'
  | 'readiness'
  | 'blockers'
  | 'four_eyes'
  | 'slug'
  | 'legal_hold'
  | 'embargo'
  | 'hold'
  | 'pin'
  | 'planned';

/** One row of the table. */
export interface ActionRule {
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
  // Asked when a publication is planned, and again when it is carried out; the stage is the draft's, which may be newer.
  schedule: {
    permission: 'item.schedule',
    alsoWhereLive: true,
    visibility: OPEN,
    stage: ANY,
    checks: ['pin', 'approval', 'readiness', 'blockers', 'four_eyes', 'slug'],
  },
  'schedule-unpublish': {
    permission: 'item.schedule',
    alsoWhereLive: true,
    visibility: ['live'],
    stage: ANY,
    checks: [],
  },
  unschedule: { permission: 'item.schedule', visibility: OPEN, stage: ANY, checks: ['planned'] },
};

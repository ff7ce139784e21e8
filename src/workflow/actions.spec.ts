import { describe, expect, it } from '@jest/globals';
import { actionFacts } from '../../test/factories/action-facts.js';
import {
  HOLDS,
  holds,
  memberWith,
  PUBLISHES_DIRECTLY,
  RELEASES_HOLDS,
  ROLES,
  SETS_HOLDS,
  TARGETS,
} from '../../test/factories/newsroom-rights.js';
import { HOLD_TYPES, type Permission } from '../access/permissions.js';
import { allows } from '../access/policy.js';
import type { Stage, Visibility } from '../items/item-state.js';
import type { ActionFacts } from './action-facts.js';
import { ACTION_NAMES, type ActionName } from './actions.js';
import { refusals } from './refusals.js';

const VISIBILITY_ROWS: readonly Visibility[] = ['unpublished', 'live', 'withdrawn', 'killed', 'spiked'];
const STAGE_COLUMNS: readonly (Stage | null)[] = [
  null,
  'draft',
  'submitted',
  'in_edit',
  'approved',
  'changes_requested',
];

/**
 * The actions of the newsroom, written down by hand. One row per visibility (unpublished, live, withdrawn, killed, spiked), one
 * column per stage (none, draft, submitted, in_edit, approved, changes_requested): `x` allowed, `.` refused,
 * `?` a state that the database does not let an item be in.
 */
const TABLE: Readonly<Record<ActionName, readonly string[]>> = {
  save: ['?xxxxx', 'xxxxxx', 'xxxxxx', '.?????', '?.....'],
  submit: ['?x...x', '.x...x', '.x...x', '.?????', '?.....'],
  claim: ['?.xx..', '..xx..', '..xx..', '.?????', '?.....'],
  'request-changes': ['?.xxx.', '..xxx.', '..xxx.', '.?????', '?.....'],
  approve: ['?.xx..', '..xx..', '..xx..', '.?????', '?.....'],
  publish: ['?xxxxx', '.xxxxx', '.xxxxx', '.?????', '?.....'],
  republish: ['?.....', '......', 'xxxxxx', '.?????', '?.....'],
  unpublish: ['?.....', 'xxxxxx', '......', '.?????', '?.....'],
  kill: ['?.....', 'xxxxxx', 'xxxxxx', '.?????', '?.....'],
  spike: ['?xxxxx', '......', '......', '.?????', '?.....'],
  unspike: ['?.....', '......', '......', '.?????', '?xxxxx'],
  'discard-draft': ['?.....', '.xxxxx', '.xxxxx', '.?????', '?.....'],
  restore: ['?xxxxx', 'xxxxxx', 'xxxxxx', '.?????', '?.....'],
  'set-embargo': ['?xxxxx', '......', 'xxxxxx', 'x?????', '?xxxxx'],
  'lift-embargo': ['?xxxxx', '......', 'xxxxxx', 'x?????', '?xxxxx'],
  'set-hold': ['?xxxxx', 'xxxxxx', 'xxxxxx', 'x?????', '?xxxxx'],
  'release-hold': ['?xxxxx', 'xxxxxx', 'xxxxxx', 'x?????', '?xxxxx'],
  schedule: ['?xxxxx', 'xxxxxx', 'xxxxxx', '.?????', '?.....'],
  'schedule-unpublish': ['?.....', 'xxxxxx', '......', '.?????', '?.....'],
  unschedule: ['?xxxxx', 'xxxxxx', 'xxxxxx', '.?????', '?.....'],
};

function codes(action: ActionName, given: Partial<ActionFacts> = {}): string[] {
  return refusals(action, actionFacts(given)).map((refusal) => refusal.code);
}

const states = VISIBILITY_ROWS.flatMap((visibility, row) =>
  STAGE_COLUMNS.map((stage, column) => ({ visibility, stage, row, column })),
);

describe('the table of actions', () => {
  it('knows every action of the domain and no other', () => {
    expect([...ACTION_NAMES].sort()).toEqual(Object.keys(TABLE).sort());
  });

  describe.each(ACTION_NAMES.map((action) => ({ action })))('$action', ({ action }) => {
    it.each(ROLES)('by a %s is decided by visibility, stage and right in every state', (role) => {
      const member = memberWith(role);
      let walked = 0;
      for (const { visibility, stage, row, column } of states) {
        const mark = TABLE[action][row]?.[column];
        if (mark === '?') continue;
        for (const target of TARGETS) {
          const expected: string[] = [];
          if (!holds(HOLDS[action][role], target)) expected.push('forbidden');
          if (mark === '.') expected.push('invalid_transition');
          const found = codes(action, {
            visibility,
            stage,
            permits: (permission) => allows(member, permission, target),
          });
          expect({ visibility, stage, target, codes: found }).toEqual({
            visibility,
            stage,
            target,
            codes: expected,
          });
          walked += 1;
        }
      }
      expect(walked).toBe(23 * TARGETS.length);
    });
  });

  it.each(ROLES)('lets a %s publish without an approval only with publish_directly', (role) => {
    const member = memberWith(role);
    for (const target of TARGETS) {
      const missing = codes('publish', {
        approved: false,
        permits: (permission) => allows(member, permission, target),
      }).includes('approval_missing');
      expect({ target, missing }).toEqual({ target, missing: !holds(PUBLISHES_DIRECTLY[role], target) });
    }
  });
});

describe.each(HOLD_TYPES)('a hold that is %s', (holdType) => {
  it.each(ROLES)('is set and released by a %s as the domain says', (role) => {
    const member = memberWith(role);
    for (const target of TARGETS) {
      const given: Partial<ActionFacts> = {
        holds: [{ id: 'hold', type: holdType, setBy: 'Ada' }],
        permits: (permission) => allows(member, permission, { ...target, holdType }),
        mayRelease: (type) => allows(member, 'hold.release', { ...target, holdType: type }),
      };
      const forecast = { ...given, permits: (permission: Permission) => allows(member, permission, target) };
      expect([
        target,
        codes('set-hold', given).length === 0,
        codes('release-hold', given).length === 0,
        codes('release-hold', forecast).length === 0,
      ]).toEqual([
        target,
        holds(SETS_HOLDS[holdType][role], target),
        holds(RELEASES_HOLDS[holdType][role], target),
        holds(RELEASES_HOLDS[holdType][role], target),
      ]);
    }
  });
});

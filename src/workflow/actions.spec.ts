import { describe, expect, it } from '@jest/globals';
import {
  HOLD_TYPES,
  type HoldType,
  parsePermissionRule,
  type Permission,
  type PermissionRule,
} from '../access/permissions.js';
import { allows, type PolicyTarget } from '../access/policy.js';
import type { Principal } from '../access/principal.js';
import type { Stage, Visibility } from '../items/item-state.js';
import { KINDS } from '../kinds.js';
import { SEEDED_ROLES } from '../staff/roles/seeded-roles.js';
import type { ActionFacts, Refusal } from './action-facts.js';
import { ACTION_NAMES, type ActionName } from './actions.js';
import { blockers, revealsEarlier } from './embargo-and-holds/blockers.js';
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

type Holding = 'nobody' | 'own in scope' | 'in scope' | 'photo captions' | 'everywhere';
type Role =
  'reporter' | 'copy_editor' | 'section_editor' | 'photo_editor' | 'managing_editor' | 'legal' | 'admin';

const WRITING: Record<Role, Holding> = {
  reporter: 'own in scope',
  copy_editor: 'in scope',
  section_editor: 'in scope',
  photo_editor: 'photo captions',
  managing_editor: 'everywhere',
  legal: 'nobody',
  admin: 'nobody',
};
const REVIEWING: Record<Role, Holding> = { ...WRITING, reporter: 'nobody' };
const PUBLISHING: Record<Role, Holding> = { ...REVIEWING, copy_editor: 'nobody' };
const KILLING: Record<Role, Holding> = {
  reporter: 'nobody',
  copy_editor: 'nobody',
  section_editor: 'nobody',
  photo_editor: 'nobody',
  managing_editor: 'everywhere',
  legal: 'everywhere',
  admin: 'nobody',
};

const NOBODY: Record<Role, Holding> = {
  reporter: 'nobody',
  copy_editor: 'nobody',
  section_editor: 'nobody',
  photo_editor: 'nobody',
  managing_editor: 'nobody',
  legal: 'nobody',
  admin: 'nobody',
};
const EMBARGO_LIFTING: Record<Role, Holding> = { ...KILLING, section_editor: 'in scope' };
const EMBARGO_SETTING: Record<Role, Holding> = { ...EMBARGO_LIFTING, copy_editor: 'in scope' };

/** The roles of the newsroom, written down by hand: who holds what an action needs. */
const HOLDS: Readonly<Record<ActionName, Record<Role, Holding>>> = {
  save: WRITING,
  submit: WRITING,
  claim: REVIEWING,
  'request-changes': REVIEWING,
  approve: REVIEWING,
  publish: PUBLISHING,
  republish: PUBLISHING,
  unpublish: PUBLISHING,
  kill: KILLING,
  spike: WRITING,
  unspike: WRITING,
  'discard-draft': WRITING,
  restore: WRITING,
  'set-embargo': EMBARGO_SETTING,
  'lift-embargo': EMBARGO_LIFTING,
  'set-hold': EMBARGO_SETTING,
  'release-hold': KILLING,
  schedule: PUBLISHING,
  'schedule-unpublish': PUBLISHING,
  unschedule: PUBLISHING,
};
/** The same of holds by their type. */
const SETS_HOLDS: Readonly<Record<HoldType, Record<Role, Holding>>> = {
  editorial: { ...EMBARGO_SETTING, legal: 'nobody' },
  legal: { ...NOBODY, legal: 'everywhere' },
};
const RELEASES_HOLDS: Readonly<Record<HoldType, Record<Role, Holding>>> = {
  editorial: { ...NOBODY, managing_editor: 'everywhere' },
  legal: { ...NOBODY, legal: 'everywhere' },
};
const PUBLISHES_DIRECTLY: Record<Role, Holding> = { ...PUBLISHING, section_editor: 'nobody' };

const ROLES = Object.keys(WRITING) as Role[];
const ME = 'me';

/** The targets that rights can tell apart, for a section role granted for `news`. */
const TARGETS = KINDS.flatMap((kind) =>
  [ME, 'another'].flatMap((createdBy) =>
    ['news/world', 'sport', null].map((sectionPath): PolicyTarget => ({ kind, createdBy, sectionPath })),
  ),
);

function holds(holding: Holding, target: PolicyTarget): boolean {
  const own = target.createdBy === ME;
  const inScope = target.sectionPath === 'news/world' || (target.sectionPath === null && own);
  switch (holding) {
    case 'nobody':
      return false;
    case 'own in scope':
      return own && inScope;
    case 'in scope':
      return inScope;
    case 'photo captions':
      return target.kind === 'photo_caption';
    case 'everywhere':
      return true;
  }
}

function memberWith(key: Role): Principal {
  const role = SEEDED_ROLES.find((seeded) => seeded.key === key);
  const permissions = (role?.permissions ?? []).flatMap((text): PermissionRule[] => {
    const rule = parsePermissionRule(text);
    return rule ? [rule] : [];
  });
  const scope = role?.forSection
    ? { sectionId: 'id of news', sectionPath: 'news' }
    : { sectionId: null, sectionPath: null };
  return {
    staffId: ME,
    name: 'Me',
    tokenId: null,
    sessionId: null,
    requestId: null,
    scopes: null,
    grants: [{ roleKey: key, ...scope, permissions }],
  };
}

function facts(given: Partial<ActionFacts> = {}): ActionFacts {
  return {
    visibility: 'unpublished',
    stage: 'draft',
    claimedByAnother: false,
    lockedBy: null,
    permits: () => true,
    permitsWhereLive: () => true,
    approved: true,
    problems: [],
    blockers: [],
    ownWorkUnderFourEyes: false,
    slugTaken: false,
    embargo: { until: null, setBy: 'Ada' },
    holds: [{ id: 'hold', type: 'editorial', setBy: 'Ada' }],
    mayRelease: () => true,
    pin: 'ahead',
    planned: true,
    ...given,
  };
}

function codes(action: ActionName, given: Partial<ActionFacts> = {}): string[] {
  return refusals(action, facts(given)).map((refusal) => refusal.code);
}

const publishesNotDirectly: ActionFacts['permits'] = (permission) => permission !== 'item.publish_directly';

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

describe('what else stands in the way', () => {
  it('publish and republish: holds, then the embargo', () => {
    const standing = {
      embargo: { until: new Date('2036-05-05T06:00:00Z'), setBy: 'Ada' },
      holds: [
        { id: 'one', type: 'legal', setBy: 'Lee' },
        { id: 'two', type: 'editorial', setBy: 'Sam' },
      ],
    } as const;
    const reasons = [
      {
        code: 'on_hold',
        message: 'A legal hold, set by Lee, keeps the item from going out. Have it released first.',
      },
      {
        code: 'on_hold',
        message: 'An editorial hold, set by Sam, keeps the item from going out. Have it released first.',
      },
      {
        code: 'embargoed',
        message:
          'The item is under an embargo until 2036-05-05T06:00:00.000Z, set by Ada. Wait for that time, or have it lifted.',
      },
    ];
    const found = blockers(standing);
    expect(refusals('publish', facts({ blockers: found }))).toEqual(reasons);
    expect(refusals('republish', facts({ visibility: 'withdrawn', blockers: found }))).toEqual(reasons);
    expect(codes('unpublish', { visibility: 'live', blockers: found })).toEqual([]);
    expect(codes('kill', { visibility: 'live', blockers: found })).toEqual([]);
    expect(blockers({ embargo: null, holds: [] })).toEqual([]);
    expect(blockers({ embargo: { until: null, setBy: 'Ada' }, holds: [] })).toEqual([
      {
        code: 'embargoed',
        message: 'The item is under an embargo without an end, set by Ada. Have it lifted first.',
      },
    ]);
  });

  it('spike: a legal hold, and no other', () => {
    expect(refusals('spike', facts({ holds: [{ id: 'one', type: 'legal', setBy: 'Lee' }] }))).toEqual([
      {
        code: 'on_hold',
        message: 'A legal hold, set by Lee, keeps the item from being dropped. Have it released first.',
      },
    ]);
    expect(codes('spike')).toEqual([]);
  });

  it('lift-embargo, release-hold: that there is none', () => {
    expect(codes('lift-embargo', { embargo: null })).toEqual(['invalid_transition']);
    expect(codes('release-hold', { holds: [] })).toEqual(['invalid_transition']);
  });

  it('an end of an embargo that comes before the present one reveals earlier', () => {
    const [may, june] = [new Date('2036-05-01'), new Date('2036-06-01')];
    expect(revealsEarlier(may, june)).toBe(true);
    expect(revealsEarlier(june, june)).toBe(false);
    expect(revealsEarlier(june, may)).toBe(false);
    expect(revealsEarlier(may, null)).toBe(true);
    expect(revealsEarlier(null, may)).toBe(false);
    expect(revealsEarlier(null, null)).toBe(false);
  });

  it.each(['save', 'discard-draft', 'restore'] as const)('%s: a claim by another editor', (action) => {
    const live = { visibility: 'live', stage: 'in_edit' } as const;
    expect(codes(action, { ...live, claimedByAnother: true })).toEqual(['claimed']);
    expect(codes(action, live)).toEqual([]);
    expect(codes(action, { ...live, stage: 'approved', claimedByAnother: true })).toEqual([]);
  });

  it.each(ACTION_NAMES)(
    '%s: an edit lock of another only if it makes or drops a draft revision',
    (action) => {
      const lockedBy = {
        holder: { id: 'another', name: 'Sam Okoro' },
        expiresAt: '2026-11-24T08:00:00.000Z',
      };
      const stopped = ['save', 'discard-draft', 'restore'];
      const column = STAGE_COLUMNS.indexOf('in_edit');
      for (const [row, marks] of TABLE[action].entries()) {
        if (marks[column] !== 'x') continue;
        const visibility = VISIBILITY_ROWS[row] ?? 'unpublished';
        const given = { visibility, stage: 'in_edit', lockedBy } as const;
        expect(codes(action, given)).toEqual(stopped.includes(action) ? ['locked'] : []);
        expect(codes(action, { ...given, claimedByAnother: true })).toEqual(
          stopped.includes(action) ? ['claimed', 'locked'] : [],
        );
      }
    },
  );

  it.each(['claim', 'request-changes', 'approve', 'publish', 'spike'] as const)(
    '%s: not a claim by another editor',
    (action) => {
      expect(codes(action, { stage: 'in_edit', claimedByAnother: true })).toEqual([]);
    },
  );

  it('publish: what the content lacks, in the words of its problems', () => {
    const problems = [{ pointer: '/content/body', code: 'required', message: 'The item has no body.' }];
    expect(refusals('publish', facts({ problems }))).toEqual([
      { code: 'not_ready', message: 'The item has no body.' },
    ]);
    expect(codes('republish', { visibility: 'withdrawn', stage: null, problems })).toEqual(['not_ready']);
    expect(codes('submit', { problems })).toEqual([]);
  });

  it('approve: own work under four-eyes; publish: the same, unless another approved it', () => {
    const own = { ownWorkUnderFourEyes: true };
    expect(codes('approve', { stage: 'submitted', ...own })).toEqual(['four_eyes']);
    expect(codes('approve', { stage: 'submitted' })).toEqual([]);
    expect(codes('publish', { ...own, approved: false })).toEqual(['four_eyes']);
    expect(codes('publish', { ...own, approved: true })).toEqual([]);
    expect(codes('republish', { visibility: 'withdrawn', stage: null, ...own })).toEqual([]);
  });

  it('schedule: the same as publish, for the revision that is pinned', () => {
    const approved = { visibility: 'live', stage: 'draft', approved: true } as const;
    expect(codes('schedule', approved)).toEqual([]);
    expect(codes('schedule', { ...approved, approved: false, permits: publishesNotDirectly })).toEqual([
      'approval_missing',
    ]);
    const problems = [{ pointer: '/content/body', code: 'required', message: 'The item has no body.' }];
    expect(codes('schedule', { ...approved, problems, slugTaken: true })).toEqual([
      'not_ready',
      'slug_taken',
    ]);
    expect(codes('schedule', { ...approved, pin: 'behind' })).toEqual(['invalid_transition']);
    expect(codes('schedule', { ...approved, stage: null, pin: 'none' })).toEqual(['invalid_transition']);
  });

  it('unschedule: what has ended is not cancelled', () => {
    expect(codes('unschedule', { planned: false })).toEqual(['invalid_transition']);
    expect(codes('unschedule', {})).toEqual([]);
  });

  it('comes in the order of the contract', () => {
    const everything = facts({
      approved: false,
      permits: (permission) => permission === 'item.publish',
      problems: [{ pointer: '/content/headline', code: 'required', message: 'No headline.' }],
      blockers: [{ code: 'on_hold', message: 'A blocker.' }] satisfies Refusal[],
      ownWorkUnderFourEyes: true,
      slugTaken: true,
    });
    const order = refusals('publish', everything).map(
      ({ code, message }) => `${code}: ${message.slice(0, 9)}`,
    );
    expect(order).toEqual([
      'approval_missing: There is ',
      'not_ready: No headli',
      'on_hold: A blocker',
      'four_eyes: You made ',
      'slug_taken: The slug ',
    ]);
    const [first, ...rest] = refusals('publish', { ...everything, permits: () => false });
    expect([first?.code, rest[0]?.code]).toEqual(['forbidden', 'approval_missing']);
  });

  it.each(ACTION_NAMES)('%s needs the right where readers have it only if it changes that', (action) => {
    const column = STAGE_COLUMNS.indexOf('draft');
    const row = TABLE[action].findIndex((marks) => marks[column] === 'x');
    const found = codes(action, {
      visibility: VISIBILITY_ROWS[row] ?? 'unpublished',
      permitsWhereLive: () => false,
    });
    const changes = [
      'publish',
      'republish',
      'unpublish',
      'kill',
      'discard-draft',
      'set-embargo',
      'lift-embargo',
      'schedule',
      'schedule-unpublish',
    ];
    expect(found.includes('forbidden')).toBe(changes.includes(action));
  });

  it('says in the refusal what state the item is in and which it takes', () => {
    expect(refusals('submit', facts({ visibility: 'live', stage: null }))[0]?.message).toBe(
      'The item is live without a draft; submit is for an item that is unpublished or live or withdrawn, in stage draft or changes_requested. Save a change first.',
    );
  });
});

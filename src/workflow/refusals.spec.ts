import { describe, expect, it } from '@jest/globals';
import { actionFacts } from '../../test/factories/action-facts.js';
import type { ActionFacts, Refusal } from './action-facts.js';
import { ACTION_NAMES, type ActionName, ACTIONS } from './actions.js';
import { blockers } from './embargo-and-holds/blockers.js';
import { refusals } from './refusals.js';

function codes(action: ActionName, given: Partial<ActionFacts> = {}): string[] {
  return refusals(action, actionFacts(given)).map((refusal) => refusal.code);
}

const publishesNotDirectly: ActionFacts['permits'] = (permission) => permission !== 'item.publish_directly';

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
    expect(refusals('publish', actionFacts({ blockers: found }))).toEqual(reasons);
    expect(refusals('republish', actionFacts({ visibility: 'withdrawn', blockers: found }))).toEqual(reasons);
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
    expect(refusals('spike', actionFacts({ holds: [{ id: 'one', type: 'legal', setBy: 'Lee' }] }))).toEqual([
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
      const { visibility: visibilities, stage } = ACTIONS[action];
      for (const visibility of stage.includes('in_edit') ? visibilities : []) {
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
    expect(refusals('publish', actionFacts({ problems }))).toEqual([
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
    const everything = actionFacts({
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
    const [visibility] = ACTIONS[action].visibility;
    const found = codes(action, { visibility, permitsWhereLive: () => false });
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
    expect(refusals('submit', actionFacts({ visibility: 'live', stage: null }))[0]?.message).toBe(
      'The item is live without a draft; submit is for an item that is unpublished or live or withdrawn, in stage draft or changes_requested. Save a change first.',
    );
  });
});

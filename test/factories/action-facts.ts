import type { ActionFacts } from '../../src/workflow/action-facts.js';

/** Facts that let every action pass which is for a new draft; tell it what the test is about. */
export function actionFacts(given: Partial<ActionFacts> = {}): ActionFacts {
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

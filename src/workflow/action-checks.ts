import { type ActionFacts, isPermitted, type Refusal } from './action-facts.js';
import type { ActionName, Check } from './actions.js';
import { legalBlockers } from './embargo-and-holds/blockers.js';

/** What each check of the table finds, in words for whoever tries the action. */
export const CHECKS: Readonly<Record<Check, (action: ActionName, facts: ActionFacts) => readonly Refusal[]>> =
  {
    pin: (_action, { pin }) =>
      pin === 'ahead'
        ? []
        : [
            {
              code: 'invalid_transition',
              message:
                pin === 'none'
                  ? 'There is no draft to go out. Save a change first, or name the revision.'
                  : 'Readers have this revision or a newer one, and time does not run backwards.',
            },
          ],
    planned: (_action, { planned }) =>
      planned
        ? []
        : [{ code: 'invalid_transition', message: 'There is nothing planned that could be cancelled.' }],
    claimed: (_action, facts) =>
      facts.stage === 'in_edit' && facts.claimedByAnother
        ? [
            {
              code: 'claimed',
              message: 'Another editor has claimed the item. Claim it yourself to take over.',
            },
          ]
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
              message: 'There is no approval of exactly this revision. Have it approved first.',
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

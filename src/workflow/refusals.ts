import { CHECKS } from './action-checks.js';
import { type ActionFacts, isPermitted, type Refusal } from './action-facts.js';
import { type ActionName, ACTIONS } from './actions.js';

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

function transitionMessage(action: ActionName, facts: ActionFacts): string {
  const { visibility, stage } = ACTIONS[action];
  const state = facts.stage === null ? 'without a draft' : `with a draft in stage ${facts.stage}`;
  const stages = stage.includes(null) ? '' : `, in stage ${stage.join(' or ')}`;
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
  if (['republish', 'unspike', 'spike', 'schedule-unpublish'].includes(action)) return '';
  if (stage === null) return 'Save a change first.';
  if (action === 'claim' || action === 'approve' || action === 'request-changes') {
    return stage === 'draft' || stage === 'changes_requested' ? 'Submit it first.' : '';
  }
  return '';
}

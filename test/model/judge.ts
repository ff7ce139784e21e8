import { type Attempt, isCorrection, type LockAttempt, RULES, type Verdict } from './attempts.js';
import { isEmbargoed, isPlanned, type Item, mayDo, mayHold, mayWhereLive, sees, shown } from './item.js';
import { fitsItem, isOwnWork, judgePlan, judgePublication, judgeTarget } from './judge-publication.js';
import type { Newsroom } from './newsroom.js';
import { mayAnywhere, type Person } from './rights.js';
import { written } from './writing.js';

type Of<Action extends Attempt['do']> = Extract<Attempt, { do: Action }>;

/** What the attempt is answered with; `seen` is what its If-Match says. */
export function judge(
  newsroom: Newsroom,
  by: Person,
  item: Item,
  attempt: Attempt,
  seen: 'now' | 'stale' | 'missing' = 'now',
): Verdict {
  const { needs, whereLiveToo, from, stages } = RULES[attempt.do];
  if (!mayAnywhere(by, needs, attempt.do === 'save' ? item.kind : undefined)) return '403 forbidden';
  if ('changeType' in attempt && isCorrection(attempt) && attempt.note === null) {
    return '400 public_note_required';
  }
  if (!sees(by, item)) return '404 not_found';
  if (attempt.do === 'withdraw-correction' && attempt.which === 'unknown') return '404 not_found';
  if (seen === 'missing') return '428 precondition_required';
  if (seen === 'stale') return '412 stale_version';
  if (!mayDo(by, needs, item)) return '403 forbidden';
  if ('changeType' in attempt && !fitsItem(item, attempt)) return '400 validation_failed';
  if (attempt.do === 'schedule') return judgePlan(newsroom, by, item, attempt);
  if ('which' in attempt && attempt.which === 'unknown') return '404 not_found';
  if (whereLiveToo && !mayWhereLive(by, needs, item)) return '403 forbidden';
  if (
    (attempt.do === 'set-hold' || attempt.do === 'release-hold') &&
    !mayHold(by, needs, item, typeOf(item, attempt))
  ) {
    return '403 forbidden';
  }
  if (!from.includes(item.visibility) || !stages.includes(item.stage)) return '409 invalid_transition';
  return check(newsroom, by, item, attempt);
}

/** What somebody is answered who wants the edit lock, or gives it back. */
export function judgeLock(by: Person, item: Item, attempt: LockAttempt): Verdict {
  if (!mayAnywhere(by, 'item.edit')) return '403 forbidden';
  if (!sees(by, item)) return '404 not_found';
  if (!mayDo(by, 'item.edit', item)) return '403 forbidden';
  const held = item.lock !== null && item.lock !== by;
  if (attempt.do === 'unlock') return held ? '409 locked' : 'ok';
  if (held && attempt.takeOver && !mayDo(by, 'lock.take_over', item)) return '403 forbidden';
  if (!RULES.save.from.includes(item.visibility)) return '409 invalid_transition';
  if (item.stage === 'in_edit' && item.assignee !== by) return '409 claimed';
  return held && !attempt.takeOver ? '409 locked' : 'ok';
}

function check(
  newsroom: Newsroom,
  by: Person,
  item: Item,
  attempt: Exclude<Attempt, Of<'schedule'>>,
): Verdict {
  switch (attempt.do) {
    case 'save':
    case 'restore':
      return judgeWriting(by, item, attempt);
    case 'discard-draft':
      return judgeHands(by, item);
    case 'approve':
      return isOwnWork(newsroom, by, item) ? '409 four_eyes' : 'ok';
    case 'publish':
      return judgePublication(newsroom, by, item, item.draft ?? 0, 'now');
    case 'republish':
      if (item.holds.length > 0) return '409 on_hold';
      return isEmbargoed(item, 'now') ? '409 embargoed' : 'ok';
    case 'unpublish':
    case 'schedule-unpublish':
      return judgeTarget(newsroom, item, attempt);
    case 'spike':
      return item.holds.includes('legal') ? '409 on_hold' : 'ok';
    case 'unschedule':
      return item.plans.filter((_, place) => place === attempt.which).some(isPlanned)
        ? 'ok'
        : '409 invalid_transition';
    case 'set-embargo': {
      const { embargo } = item;
      const earlier =
        embargo !== null && attempt.until !== 'open' && (embargo === 'open' || attempt.until < embargo);
      const mayLift = mayDo(by, 'embargo.lift', item) && mayWhereLive(by, 'embargo.lift', item);
      return earlier && !mayLift ? '403 forbidden' : 'ok';
    }
    case 'lift-embargo':
      return item.embargo === null ? '409 invalid_transition' : 'ok';
    case 'withdraw-correction':
      return item.corrections.some(({ status }, place) => place === attempt.which && status === 'current')
        ? 'ok'
        : '409 correction_ended';
    default:
      return 'ok';
  }
}

function judgeWriting(by: Person, item: Item, attempt: Of<'save' | 'restore'>): Verdict {
  const hands = judgeHands(by, item);
  if (hands !== 'ok') return hands;
  if (attempt.do === 'restore' && attempt.revision > item.revisions.length) return '400 validation_failed';
  const next = written(item, attempt);
  const moves = next !== null && next.section !== shown(item).section;
  return moves && !mayDo(by, 'item.edit', item, next.section) ? '403 forbidden' : 'ok';
}

/** Whether nobody else has the draft in hand. */
function judgeHands(by: Person, { stage, assignee, lock }: Item): Verdict {
  if (stage === 'in_edit' && assignee !== by) return '409 claimed';
  return lock !== null && lock !== by ? '409 locked' : 'ok';
}

function typeOf(item: Item, attempt: Of<'set-hold' | 'release-hold'>): Item['holds'][number] {
  if (attempt.do === 'set-hold') return attempt.type;
  const type = attempt.which === 'unknown' ? undefined : item.holds[attempt.which];
  if (!type) throw new Error('The model lost a hold.');
  return type;
}

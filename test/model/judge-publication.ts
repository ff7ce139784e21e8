import {
  type Attempt,
  isCorrection,
  type Publication,
  RULES,
  type Verdict,
  type Withdrawal,
  type Year,
} from './attempts.js';
import { isBehind, isEmbargoed, type Item, mayDo, mayWhereLive, revisionOf } from './item.js';
import type { Newsroom } from './newsroom.js';
import type { Person } from './rights.js';

/** Whether what is said with a publication goes with the item: a correction, of what was published, or of a current one. */
export function fitsItem(item: Item, publication: Publication): boolean {
  if (isCorrection(publication) && item.lastLive === null) return false;
  const { supersedes } = publication;
  if (supersedes === null) return true;
  return supersedes !== 'unknown' && item.corrections[supersedes]?.status === 'current';
}

/** Whether this revision may go out, now or in a year that is named. */
export function judgePublication(
  newsroom: Newsroom,
  by: Person,
  item: Item,
  number: number,
  at: Year | 'now',
): Verdict {
  const revision = revisionOf(item, number);
  const approved = item.approved.has(number);
  const direct =
    mayDo(by, 'item.publish_directly', item, revision.section) &&
    mayWhereLive(by, 'item.publish_directly', item);
  if (!approved && !direct) return '409 approval_missing';
  const ready = revision.complete && (item.kind === 'photo_caption' || revision.section !== null);
  if (!ready) return '409 not_ready';
  if (item.holds.length > 0) return '409 on_hold';
  if (isEmbargoed(item, at)) return '409 embargoed';
  if (!approved && isOwnWork(newsroom, by, item)) return '409 four_eyes';
  return newsroom.isSlugTaken(item, revision) ? '409 slug_taken' : 'ok';
}

/** Whether a redirect leads to something. */
export function judgeTarget(newsroom: Newsroom, item: Item, { how, to }: Withdrawal): Verdict {
  if (how !== 'redirect' || to === 'elsewhere') return 'ok';
  const target = newsroom.items[to];
  return target !== item && target?.visibility === 'live' ? 'ok' : '400 validation_failed';
}

/** Rights to a pinned revision are judged where it goes, wherever the draft has gone since. */
export function mayPin(by: Person, item: Item, number: number): boolean {
  return (
    mayDo(by, 'item.schedule', item, revisionOf(item, number).section) &&
    mayWhereLive(by, 'item.schedule', item)
  );
}

/** Whether this may be planned: as if it were done then, as things stand now. */
export function judgePlan(
  newsroom: Newsroom,
  by: Person,
  item: Item,
  { revision, at }: Extract<Attempt, { do: 'schedule' }>,
): Verdict {
  if (revision !== null && revision > item.revisions.length) return '400 validation_failed';
  const pinned = revision ?? item.draft;
  if (pinned === null)
    return mayWhereLive(by, 'item.schedule', item) ? '409 invalid_transition' : '403 forbidden';
  if (!mayPin(by, item, pinned)) return '403 forbidden';
  if (!RULES.schedule.from.includes(item.visibility) || isBehind(item, pinned))
    return '409 invalid_transition';
  return judgePublication(newsroom, by, item, pinned, at);
}

/** Whether the person made a revision that was not published yet, where somebody else has to approve it. */
export function isOwnWork({ fourEyes }: Newsroom, by: Person, { revisions, lastLive }: Item): boolean {
  return fourEyes && revisions.some((one, i) => i + 1 > (lastLive ?? 0) && one.by === by);
}

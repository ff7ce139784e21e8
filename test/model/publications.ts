import { isCorrection, NOTICE, type Publication, type Withdrawal } from './attempts.js';
import { type Correction, endPlans, type Item, revisionOf } from './item.js';
import type { Newsroom } from './newsroom.js';

/** Makes the revision the live one. A draft that is newer stays as it is. */
export function goLive(newsroom: Newsroom, item: Item, number: number | null, said: Publication): void {
  const revision = revisionOf(item, number);
  if (item.lastLive !== null && said.changeType !== 'minor') item.updated = true;
  if (item.kind !== 'photo_caption') newsroom.settleAddress(item, revision);
  if (isCorrection(said)) tell(newsroom, item, said);
  Object.assign(item, { visibility: 'live', notice: null, redirect: null, live: number, lastLive: number });
  item.liveSection = revision.section;
  if (item.draft === number) dropDraft(item);
  endPlans(item, (plan) => plan.action === 'publish' && plan.revision <= (number ?? 0), 'overtaken');
}

/** Takes the item off; it may come back. */
export function takeOff({ items }: Newsroom, item: Item, { how, notice, to }: Withdrawal): void {
  item.visibility = 'withdrawn';
  item.live = null;
  item.notice = notice && how !== 'gone' ? NOTICE : null;
  const target = to === 'elsewhere' ? to : (items[to] ?? null);
  item.redirect = how === 'redirect' ? target : null;
  endPlans(item, ({ action }) => action === 'unpublish', 'overtaken');
}

export function dropDraft(item: Item): void {
  Object.assign(item, { draft: null, stage: null, assignee: null });
}

function tell(newsroom: Newsroom, item: Item, { note, supersedes }: Publication): void {
  const corrected = supersedes === null ? undefined : item.corrections[Number(supersedes)];
  if (corrected) corrected.status = 'superseded';
  const correction: Correction = { item, text: note ?? '', status: 'current' };
  item.corrections.push(correction);
  newsroom.corrections.push(correction);
}

import type { Attempt } from './attempts.js';
import { type Content, type Item, revisionOf, shown } from './item.js';

/** The content that a save or restore makes; null where it changes nothing. */
export function written(item: Item, attempt: Extract<Attempt, { do: 'save' | 'restore' }>): Content | null {
  const before = shown(item);
  const next = attempt.do === 'save' ? { ...before, ...attempt.content } : revisionOf(item, attempt.revision);
  const same =
    next.headline === before.headline &&
    next.section === before.section &&
    next.complete === before.complete &&
    next.slug === before.slug;
  return same && (attempt.do === 'save' || item.draft !== null) ? null : next;
}

import type { Kind } from '../../kinds.js';
import type { ReaderChange } from '../../published/publication-notice.js';

/**
 * Changes are about topics and answers rest on topics: one that they share ends a kept answer. A topic is a word; an item's is
 * its id. A list rests on the items that it shows, and on the one entrance by which others may come in.
 */

/** Of what any change may change. */
export const ANYTHING = 'anything';
/** Of all lists: told where it cannot be said which of them are others now. */
export const EVERY_LIST = 'every list';
/** The entrance to the lists of corrections. */
export const CORRECTED = 'corrected';

/** What brings an item into a list. A filter that is null lets all in. */
export interface Entrance {
  kind: Kind;
  /** A subtree, its root first. */
  sectionIds: readonly string[] | null;
  authorId: string | null;
  tag: string | null;
}

/** The topic of all changes of items of the kind, whichever they are. */
export function everyChangeOf(kind: Kind): string {
  return `each ${kind}`;
}

/** The topic of the entrance: of its filters that which fewest items pass, as a rule; all of them pass it. */
export function entranceTo({ kind, sectionIds, authorId, tag }: Entrance): string {
  if (authorId !== null) return byAuthor(kind, authorId);
  if (tag !== null) return onTag(kind, tag);
  const section = sectionIds?.[0];
  return section === undefined ? kind : inSection(kind, section);
}

/** The topics of the change. */
export function topicsOf({ item, comesInto }: ReaderChange): ReadonlySet<string> {
  const topics = new Set([ANYTHING]);
  if (item !== null) topics.add(item.id).add(everyChangeOf(item.kind));
  if (comesInto === 'any') return topics.add(EVERY_LIST);
  if (item === null || comesInto === null) return topics;
  const { kind } = item;
  topics.add(kind);
  for (const id of comesInto.sections) topics.add(inSection(kind, id));
  for (const id of comesInto.authors) topics.add(byAuthor(kind, id));
  for (const tag of comesInto.tags) topics.add(onTag(kind, tag));
  return comesInto.isCorrected ? topics.add(CORRECTED) : topics;
}

function inSection(kind: Kind, id: string): string {
  return `${kind} in ${id}`;
}

function byAuthor(kind: Kind, id: string): string {
  return `${kind} by ${id}`;
}

function onTag(kind: Kind, tag: string): string {
  return `${kind} on ${tag}`;
}

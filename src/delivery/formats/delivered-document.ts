import type { DeliveredArticle } from '../delivered-article.dto.js';
import type { DeliveredEditorial } from '../delivered-editorial.dto.js';
import type { DeliveredCorrection, DeliveredRendition } from '../delivered-parts.dto.js';
import type { DeliveredPhotoCaption } from '../delivered-photo-caption.dto.js';

/** A document as readers get it: what every other format of it is made of. */
export type DeliveredDocument = DeliveredArticle | DeliveredEditorial | DeliveredPhotoCaption;

/** An item with a text: one of the two kinds that feeds and sitemaps for news are made of. */
export type DeliveredStory = DeliveredArticle | DeliveredEditorial;

/** The document of published bytes. Only rendering writes these, so that they are what it makes. */
export function parseDelivered(bytes: Buffer): DeliveredDocument {
  return JSON.parse(bytes.toString()) as DeliveredDocument;
}

/** The name of an item that stays, whatever becomes of its address. */
export function uriOf(id: string): string {
  return `urn:uuid:${id}`;
}

/** Who is named as writer of it: a byline, the agency or staff line; null for an editorial, which is the paper's. */
export function bylineOf(story: DeliveredStory): string | null {
  return story.kind === 'article' ? (story.byline?.text ?? story.source) : null;
}

/** The writers one by one, where the byline names any; else the byline as it stands. None for an editorial. */
export function writersOf(story: DeliveredStory): string[] {
  const named = story.kind === 'article' ? (story.byline?.authors ?? []) : [];
  if (named.length > 0) return named.map(({ name }) => name);
  const byline = bylineOf(story);
  return byline === null ? [] : [byline];
}

/** When readers were last told of a change. */
export function modifiedAt({ updatedAt, publishedAt }: DeliveredDocument): string {
  return updatedAt ?? publishedAt;
}

/** The widest of the files; undefined where there are none. */
export function largestOf(renditions: readonly DeliveredRendition[]): DeliveredRendition | undefined {
  return renditions.toSorted((one, other) => other.width - one.width)[0];
}

const LABELS = { correction: 'Correction', clarification: 'Clarification' } as const;

/** What a correction is called before its text. */
export function labelOf({ type }: DeliveredCorrection): string {
  return LABELS[type];
}

import type { DeliveredArticle } from '../delivered-article.dto.js';
import type { DeliveredEditorial } from '../delivered-editorial.dto.js';
import type { DeliveredPhotoCaption } from '../delivered-photo-caption.dto.js';

/** A document as readers get it: what every other format of it is made of. */
export type DeliveredDocument = DeliveredArticle | DeliveredEditorial | DeliveredPhotoCaption;

/** An item with a text: one of the two kinds that feeds and sitemaps for news are made of. */
export type DeliveredStory = DeliveredArticle | DeliveredEditorial;

/** The document of published bytes. Only rendering writes these, so that they are what it makes. */
export function parseDelivered(bytes: Buffer): DeliveredDocument {
  return JSON.parse(bytes.toString()) as DeliveredDocument;
}

/** Who is named as writer of it: a byline, the agency or staff line; null for an editorial, which is the paper's. */
export function bylineOf(story: DeliveredStory): string | null {
  return story.kind === 'article' ? (story.byline?.text ?? story.source) : null;
}

/** When readers were last told of a change. */
export function modifiedAt({ updatedAt, publishedAt }: DeliveredDocument): string {
  return updatedAt ?? publishedAt;
}

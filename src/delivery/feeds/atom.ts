import { element, textElement, type Xml, xmlDocument } from '../formats/xml.js';
import { type Feed, type FeedEntry, updatedAt } from './feed.js';

/** The feed as Atom (RFC 4287), with whole texts. */
export function atom(feed: Feed): string {
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      textElement('id', feed.self),
      textElement('title', feed.title),
      textElement('updated', updatedAt(feed).toISOString()),
      element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
      element('link', { rel: 'alternate', href: feed.home }),
      // The author of every entry that names no writer.
      author(feed.publisher),
      ...feed.entries.map(entry),
    ),
  );
}

function entry(one: FeedEntry): Xml {
  return element(
    'entry',
    { 'xml:lang': one.language },
    textElement('id', one.id),
    textElement('title', one.title),
    element('link', { rel: 'alternate', href: one.url }),
    textElement('published', one.publishedAt.toISOString()),
    textElement('updated', one.modifiedAt.toISOString()),
    ...one.writers.map(author),
    ...one.categories.map((term) => element('category', { term })),
    textElement('summary', one.summary),
    element('content', { type: 'html' }, one.content),
  );
}

function author(name: string): Xml {
  return element('author', {}, textElement('name', name));
}

import type { DeliveredLeadPhoto } from '../delivered-parts.dto.js';
import { largestOf } from '../formats/delivered-document.js';
import { element, escaped, textElement, type Xml, xmlDocument } from '../formats/xml.js';
import { type Feed, type FeedEntry, updatedAt } from './feed.js';

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};

/** The feed as RSS 2.0, with whole texts (content module) and photos (Media RSS). */
export function rss(feed: Feed): string {
  return xmlDocument(
    element(
      'rss',
      { version: '2.0', ...NAMESPACES },
      element(
        'channel',
        {},
        textElement('title', feed.title),
        textElement('link', feed.home),
        textElement('description', `${feed.title}: the newest stories`),
        textElement('language', feed.language),
        ...(feed.entries.length > 0 ? [textElement('lastBuildDate', updatedAt(feed).toUTCString())] : []),
        element('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self }),
        ...feed.entries.map(item),
      ),
    ),
  );
}

/** `toUTCString` is the form of RFC 822 with four digits of the year, which RSS asks for. */
function item(entry: FeedEntry): Xml {
  return element(
    'item',
    {},
    textElement('title', entry.title),
    textElement('link', entry.url),
    element('guid', { isPermaLink: 'false' }, entry.id),
    textElement('pubDate', entry.publishedAt.toUTCString()),
    ...entry.writers.map((name) => textElement('dc:creator', name)),
    ...entry.categories.map((name) => textElement('category', name)),
    // HTML to whoever reads RSS, unlike the title.
    textElement('description', escaped(entry.summary)),
    textElement('content:encoded', entry.content),
    ...(entry.photo === null ? [] : [media(entry.photo)]),
  );
}

/** One photo in several files, so that whoever shows it chooses one. */
function media({ renditions, caption, creditLine }: DeliveredLeadPhoto): Xml {
  const largest = largestOf(renditions);
  return element(
    'media:group',
    {},
    ...renditions.map((rendition) => {
      const { url, mediaType, width, height } = rendition;
      const isDefault = rendition === largest ? 'true' : null;
      return element('media:content', { url, type: mediaType, medium: 'image', isDefault, width, height });
    }),
    textElement('media:credit', creditLine),
    element('media:description', { type: 'plain' }, caption),
  );
}

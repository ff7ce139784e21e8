import type { Feed, FeedEntry } from './feed.js';

/** The feed as JSON Feed 1.1, with whole texts. */
export function jsonFeed(feed: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    language: feed.language,
    authors: [{ name: feed.publisher }],
    items: feed.entries.map(item),
  };
}

function item(entry: FeedEntry): object {
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    summary: entry.summary,
    content_html: entry.content,
    language: entry.language,
    date_published: entry.publishedAt.toISOString(),
    date_modified: entry.modifiedAt.toISOString(),
    tags: entry.categories,
    ...(entry.writers.length > 0 ? { authors: entry.writers.map((name) => ({ name })) } : {}),
    ...(entry.image === null ? {} : { image: entry.image }),
  };
}

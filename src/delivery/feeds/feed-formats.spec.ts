import { describe, expect, it } from '@jest/globals';
import { deliveredArticle, deliveredEditorial, deliveredPhoto } from '../../../test/factories/delivered.js';
import { all, one, parseXml, texts } from '../../../test/harness/xml.js';
import { atom } from './atom.js';
import { type Feed, feedEntry } from './feed.js';
import { jsonFeed } from './json-feed.js';
import { escaped } from '../formats/xml.js';
import { rss } from './rss.js';

const SITE = {
  siteName: 'The Ferry',
  language: 'en-GB',
  siteUrl: 'https://paper.test/{section}/{slug}',
  publicUrl: 'https://api.test',
};
const HOSTILE = 'Talks ]]> & &amp; <b>“end”</b> \u000b👩‍💻 שלום';
const READABLE = HOSTILE.replace('\u000b', '');

const article = deliveredArticle({
  headline: HOSTILE,
  teaser: HOSTILE,
  language: 'de',
  dateline: { place: 'A & B', text: 'A & B:' },
  byline: {
    text: 'By A and B',
    authors: [
      { slug: 'a', name: 'A <A>' },
      { slug: 'b', name: 'B' },
    ],
  },
  leadPhoto: deliveredPhoto({ caption: HOSTILE, creditLine: 'Reuters & Sons' }),
  tags: [HOSTILE],
  bodyHtml: '<p>The talks &amp; more ]]>.</p><p><a href="/sport">End.</a></p>',
  updatedAt: '2024-05-06T06:00:00.000Z',
  corrections: [{ type: 'correction', text: 'It was <Tuesday>.', at: '2024-05-06T06:00:00.000Z' }],
});
const editorial = deliveredEditorial({ publishedAt: '2024-05-04T06:00:00.000Z' });
const CONTENT =
  '<p>A &amp; B: The talks &amp; more ]]>.</p><p><a href="https://paper.test/sport">End.</a></p>' +
  '<p><strong>Correction:</strong> It was &lt;Tuesday&gt;.</p>';

function feed(parts: Partial<Feed> = {}): Feed {
  return {
    title: `The Ferry · ${HOSTILE}`,
    publisher: 'The Ferry',
    language: 'en-GB',
    home: 'https://paper.test/',
    self: 'https://api.test/delivery/v1/feeds/rss.xml?section=news&author=a',
    entries: [article, editorial].map((story) => feedEntry(story, SITE)),
    ...parts,
  };
}

describe('the text of an entry', () => {
  const text = '<p>The talks resumed.</p><p>End.</p>';
  const begun = '<p>A &amp; B: The talks resumed.</p><p>End.</p>';

  it.each([
    ['a paragraph', ''],
    ['a heading', '<h2>Talks</h2>'],
    ['a photo', '<figure data-photo-caption-id="x"><figcaption>A pier</figcaption></figure>'],
    ['an embed', '<p class="embed"><a href="https://video.test/1">https://video.test/1</a></p>'],
    ['a quote', '<blockquote><ul><li><p>One</p><p>Two</p></li></ul><p>Three</p></blockquote>'],
    ['a pull quote', '<aside class="pullquote"><p>They talk.</p></aside>'],
    ['a list', '<ol><li>One</li><li><p>Two</p><p>Three</p></li></ol>'],
  ])('has the dateline before its first paragraph where it begins with %s', (_what, before) => {
    expect(feedEntry({ ...article, bodyHtml: before + text, corrections: [] }, SITE).content).toBe(
      before + begun,
    );
  });

  it('has the dateline in front where it has no paragraph', () => {
    const bodyHtml = '<ul><li>One</li></ul>';
    expect(feedEntry({ ...article, bodyHtml, corrections: [] }, SITE).content).toBe(
      `<p>A &amp; B:</p>${bodyHtml}`,
    );
  });
});

describe('RSS', () => {
  it('is well-formed and has all that its modules ask for, whatever is written in it', () => {
    const root = parseXml(rss(feed()));
    expect([root.name, root.attributes['version']]).toEqual(['rss', '2.0']);
    const channel = one(root, 'channel');
    expect(texts(channel, 'title')).toEqual([`The Ferry · ${READABLE}`]);
    expect(texts(channel, 'link')).toEqual(['https://paper.test/']);
    expect(texts(channel, 'description')).toHaveLength(1);
    expect(texts(channel, 'language')).toEqual(['en-GB']);
    expect(texts(channel, 'lastBuildDate')).toEqual(['Mon, 06 May 2024 06:00:00 GMT']);
    expect(one(channel, 'atom:link').attributes).toMatchObject({ rel: 'self', href: feed().self });
    const [first, second] = all(channel, 'item');
    if (!first || !second) throw new Error('Two items were expected.');
    expect(texts(first, 'title')).toEqual([READABLE]);
    expect(texts(first, 'link')).toEqual(['https://paper.test/news/world/river-talks']);
    expect(one(first, 'guid')).toMatchObject({
      text: `urn:uuid:${article.id}`,
      attributes: { isPermaLink: 'false' },
    });
    expect(texts(first, 'pubDate')).toEqual(['Sun, 05 May 2024 06:00:00 GMT']);
    expect(texts(first, 'dc:creator')).toEqual(['A <A>', 'B']);
    expect(texts(first, 'category')).toEqual(['World', READABLE]);
    expect(texts(first, 'description')).toEqual([escaped(READABLE)]);
    expect(texts(first, 'content:encoded')).toEqual([CONTENT]);
    const group = one(first, 'media:group');
    expect(all(group, 'media:content').map(({ attributes }) => attributes)).toEqual([
      {
        url: 'https://paper.test/s.jpg',
        type: 'image/jpeg',
        medium: 'image',
        width: '640',
        height: '427',
      },
      {
        url: 'https://paper.test/l.jpg',
        type: 'image/jpeg',
        medium: 'image',
        isDefault: 'true',
        width: '1920',
        height: '1280',
      },
    ]);
    expect(texts(group, 'media:credit')).toEqual(['Reuters & Sons']);
    expect(texts(group, 'media:description')).toEqual([READABLE]);
    // An editorial is the paper's own, and has no writer.
    expect(texts(second, 'dc:creator')).toEqual([]);
    expect(all(second, 'media:group')).toEqual([]);
  });

  it('is a feed without items too', () => {
    const channel = one(parseXml(rss(feed({ entries: [] }))), 'channel');
    expect(all(channel, 'item')).toEqual([]);
    expect(all(channel, 'lastBuildDate')).toEqual([]);
  });
});

describe('Atom', () => {
  it('is well-formed and has all that RFC 4287 asks for', () => {
    const root = parseXml(atom(feed()));
    expect(root).toMatchObject({ name: 'feed', attributes: { 'xml:lang': 'en-GB' } });
    expect(texts(root, 'id')).toEqual([feed().self]);
    expect(texts(root, 'title')).toEqual([`The Ferry · ${READABLE}`]);
    expect(texts(root, 'updated')).toEqual(['2024-05-06T06:00:00.000Z']);
    expect(texts(one(root, 'author'), 'name')).toEqual(['The Ferry']);
    expect(all(root, 'link').map(({ attributes: { rel, href } }) => [rel, href])).toEqual([
      ['self', feed().self],
      ['alternate', 'https://paper.test/'],
    ]);
    const [first, second] = all(root, 'entry');
    if (!first || !second) throw new Error('Two entries were expected.');
    expect(first.attributes).toEqual({ 'xml:lang': 'de' });
    expect(texts(first, 'id')).toEqual([`urn:uuid:${article.id}`]);
    expect(texts(first, 'title')).toEqual([READABLE]);
    expect(texts(first, 'published')).toEqual(['2024-05-05T06:00:00.000Z']);
    expect(texts(first, 'updated')).toEqual(['2024-05-06T06:00:00.000Z']);
    expect(all(first, 'author').flatMap((author) => texts(author, 'name'))).toEqual(['A <A>', 'B']);
    expect(one(first, 'content')).toMatchObject({ text: CONTENT, attributes: { type: 'html' } });
    expect(one(first, 'link').attributes['href']).toBe('https://paper.test/news/world/river-talks');
    expect(texts(second, 'updated')).toEqual(['2024-05-04T06:00:00.000Z']);
    expect(all(second, 'author')).toEqual([]);
  });

  it('is as old as time without entries', () => {
    expect(texts(parseXml(atom(feed({ entries: [] }))), 'updated')).toEqual(['1970-01-01T00:00:00.000Z']);
  });
});

describe('JSON Feed', () => {
  it('has all that version 1.1 asks for', () => {
    expect(jsonFeed(feed())).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: `The Ferry · ${HOSTILE}`,
      home_page_url: 'https://paper.test/',
      feed_url: feed().self,
      language: 'en-GB',
      authors: [{ name: 'The Ferry' }],
      items: [
        {
          id: `urn:uuid:${article.id}`,
          url: 'https://paper.test/news/world/river-talks',
          title: HOSTILE,
          summary: HOSTILE,
          content_html: CONTENT,
          language: 'de',
          date_published: '2024-05-05T06:00:00.000Z',
          date_modified: '2024-05-06T06:00:00.000Z',
          tags: ['World', HOSTILE],
          authors: [{ name: 'A <A>' }, { name: 'B' }],
          image: 'https://paper.test/l.jpg',
        },
        expect.objectContaining({ id: `urn:uuid:${editorial.id}`, tags: ['World'] }),
      ],
    });
  });
});

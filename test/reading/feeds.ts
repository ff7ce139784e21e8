import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyItem } from '../factories/copies.js';
import {
  Desk,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from '../factories/items.js';
import { author, section, type SectionRow } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';
import { Description } from '../harness/described.js';
import { all, one, parseXml, texts } from '../harness/xml.js';

const HOSTILE = 'Talks ]]> & <b>“end”</b> \ufffe👩‍💻 שלום \u202e';
const FILES = ['rss.xml', 'atom.xml', 'feed.json'] as const;
type File = (typeof FILES)[number];
const description = new Description();

let app: TestApp;
let desk: Desk;
let managing: SignedIn;

beforeAll(async () => {
  app = await startApp({ siteName: 'The Ferry', siteUrl: 'https://paper.test/{section}/{slug}' });
  desk = new Desk(app);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => app.close());

async function get(file: File, query = '', headers: Record<string, string> = {}): Promise<Answer> {
  const url = `/delivery/v1/feeds/${file}${query}`;
  const answer = await app.request('GET', url, { headers });
  expect(description.faults('GET', url, answer)).toEqual([]);
  return answer;
}

/** The ids of what is in the feed, in order; each by itself stands for its entry. */
async function idsIn(file: File, query: string): Promise<string[]> {
  const answer = await get(file, query);
  expect(answer.status).toBe(200);
  return idsOf(file, answer.text);
}

function idsOf(file: File, text: string): string[] {
  const uris = {
    'rss.xml': () => all(one(parseXml(text), 'channel'), 'item').flatMap((item) => texts(item, 'guid')),
    'atom.xml': () => all(parseXml(text), 'entry').flatMap((entry) => texts(entry, 'id')),
    'feed.json': () => (JSON.parse(text) as { items: { id: string }[] }).items.map(({ id }) => id),
  }[file]();
  expect(new Set(uris).size).toBe(uris.length);
  return uris.map((uri) => uri.replace('urn:uuid:', ''));
}

function article(of: SectionRow, content: object = {}): Promise<ItemBody> {
  return desk.live(managing, 'article', readyArticle(of.id, content));
}

describe('a feed', () => {
  it('has articles and editorials, newest first, of the section with all below it', async () => {
    const news = await section(app.database);
    const world = await section(app.database, news);
    const first = await article(world);
    const second = await desk.live(managing, 'editorial', readyEditorial(news.id));
    const third = await article(news);
    await article(await section(app.database));
    const ids = [third.id, second.id, first.id];
    for (const file of FILES) {
      expect(await idsIn(file, `?section=${news.path}`)).toEqual(ids);
      expect(await idsIn(file, `?section=${world.path}`)).toEqual([first.id]);
      expect((await idsIn(file, '')).slice(1, 4)).toEqual(ids);
    }
    const rss = one(parseXml((await get('rss.xml', `?section=${world.path}`)).text), 'channel');
    expect(texts(rss, 'title')).toEqual([`The Ferry · ${world.name}`]);
    expect(texts(rss, 'link')).toEqual(['https://paper.test/']);
    expect(one(rss, 'atom:link').attributes['href']).toBe(
      `http://copydesk.test/delivery/v1/feeds/rss.xml?${new URLSearchParams({ section: world.path }).toString()}`,
    );
    expect(texts(one(rss, 'item'), 'link')).toEqual([`https://paper.test/${world.path}/${first.slug}`]);
  });

  it('has what an author wrote, alone or of a section', async () => {
    const [news, sport] = [await section(app.database), await section(app.database)];
    const writer = await author(app.database);
    const byline = { authors: [{ authorId: writer.id }] };
    const ours = await article(news, { byline });
    const theirs = await article(sport, { byline });
    await article(sport);
    for (const file of FILES) {
      expect(await idsIn(file, `?author=${writer.slug}`)).toEqual([theirs.id, ours.id]);
      expect(await idsIn(file, `?author=${writer.slug}&section=${news.path}`)).toEqual([ours.id]);
    }
    const atom = parseXml((await get('atom.xml', `?author=${writer.slug}`)).text);
    expect(texts(atom, 'title')).toEqual([`The Ferry · ${writer.name}`]);
    expect(texts(one(atom, 'entry', 'author'), 'name')).toEqual([writer.name]);
  });

  it('stays well-formed whatever is written, with the photo, its credit and what was corrected', async () => {
    const news = await section(app.database);
    const caption = await desk.live(managing, 'photo_caption', readyCaption({ description: HOSTILE }));
    const item = await article(news, {
      headline: HOSTILE,
      leadPhoto: { photoCaptionId: caption.id },
      dateline: { place: 'A & B' },
      body: paragraphs('The talks ended.'),
    });
    await desk.republished(
      managing,
      item,
      { body: paragraphs(HOSTILE) },
      { changeType: 'correction', publicNote: `Not yet: ${HOSTILE}` },
    );
    const delivered = await app.request('GET', `/delivery/v1/articles/${item.slug}`);
    const query = `?section=${news.path}`;
    const rss = one(parseXml((await get('rss.xml', query)).text), 'channel', 'item');
    const readable = String(delivered.body['headline']).replace('\ufffe', '');
    expect(texts(rss, 'title')).toEqual([readable]);
    expect(new Date(texts(rss, 'pubDate')[0] ?? '').toISOString().slice(0, 19)).toBe(
      String(delivered.body['publishedAt']).slice(0, 19),
    );
    const [content = ''] = texts(rss, 'content:encoded');
    expect(content).toMatch(/^<p[^>]*>A &amp; B: Talks ]]&gt; &amp; &lt;b&gt;/);
    expect(content).toContain('<p><strong>Correction:</strong> Not yet: Talks ]]&gt; &amp; &lt;b&gt;');
    const group = one(rss, 'media:group');
    expect(texts(group, 'media:credit')).toEqual(['Reuters']);
    expect(texts(group, 'media:description')[0]).toContain('Talks ]]> & <b>“end”</b>');
    expect(all(group, 'media:content').length).toBeGreaterThan(2);
    const atom = one(parseXml((await get('atom.xml', query)).text), 'entry');
    expect(texts(atom, 'title')).toEqual([readable]);
    expect(texts(atom, 'updated')).toEqual([delivered.body['updatedAt']]);
    expect(texts(atom, 'published')).toEqual([delivered.body['publishedAt']]);
    const json = await get('feed.json', query);
    expect(json.headers['content-type']).toBe('application/feed+json; charset=utf-8');
    expect(json.body).toMatchObject({
      items: [
        {
          title: delivered.body['headline'],
          date_published: delivered.body['publishedAt'],
          date_modified: delivered.body['updatedAt'],
          authors: [{ name: 'Reuters' }],
        },
      ],
    });
  });

  it('ends after fifty', async () => {
    const news = await section(app.database);
    const { id } = await article(news);
    await copyItem(app.database, id, 50);
    const counted = await app.database.query<{ n: number }>(
      'select count(*)::int as n from published_item where section_id = $1',
      [news.id],
    );
    expect(counted).toEqual([{ n: 51 }]);
    const answer = await get('rss.xml', `?section=${news.path}`);
    expect(all(one(parseXml(answer.text), 'channel'), 'item')).toHaveLength(50);
  });

  it('keeps to the rules of answers, and refuses what it does not know', async () => {
    const { path } = await section(app.database);
    for (const file of FILES) {
      const { headers } = await get(file, `?section=${path}`);
      const etag = String(headers.etag);
      expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
      expect((await get(file, `?section=${path}`, { 'if-none-match': etag })).status).toBe(304);
      const head = await app.request('HEAD', `/delivery/v1/feeds/${file}?section=${path}`);
      expect([head.status, head.text, head.headers.etag]).toEqual([200, '', etag]);
      for (const query of [
        'section=nowhere',
        'author=nobody',
        'limit=2',
        'section=a%00b',
        'section=a&section=b',
      ]) {
        expect([query, (await get(file, `?${query}`)).status]).toEqual([query, 400]);
      }
    }
    const unknown = await app.request('GET', '/delivery/v1/feeds/rss');
    expect(unknown.status).toBe(404);
  });
});

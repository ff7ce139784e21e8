import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Statements } from '../../src/database/statements.js';
import { PublishedAddresses } from '../../src/published/published-addresses.js';
import { PublishedStories } from '../../src/published/published-stories.js';
import {
  Desk,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from '../factories/items.js';
import { section, type SectionRow } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';
import { Description } from '../harness/described.js';
import { all, one, parseXml, texts } from '../harness/xml.js';

const PUBLIC = 'http://copydesk.test';
const description = new Description();

let app: TestApp;
let desk: Desk;
let managing: SignedIn;
let news: SectionRow;

beforeAll(async () => {
  app = await startApp({ siteName: 'The Ferry' });
  desk = new Desk(app);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  news = await section(app.database);
});
afterAll(async () => app.close());

async function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const url = `/delivery/v1/${path}`;
  const answer = await app.request('GET', url, { headers });
  expect(description.faults('GET', url, answer)).toEqual([]);
  return answer;
}

/** The addresses that the sitemap at the path leads to. */
async function led(path: string): Promise<string[]> {
  const { status, text } = await get(path);
  expect(status).toBe(200);
  return parseXml(text).children.flatMap((child) => texts(child, 'loc'));
}

/** Everything that can be reached from the index, page by page. */
async function everything(): Promise<string[]> {
  const found: string[] = [];
  for (const page of await led('sitemap.xml')) {
    found.push(...(await led(page.replace(`${PUBLIC}/delivery/v1/`, ''))));
  }
  return found;
}

function urlOf({ kind, slug }: ItemBody): string {
  return `${PUBLIC}/delivery/v1/${kind}s/${slug}`;
}

function article(content: object = {}): Promise<ItemBody> {
  return desk.live(managing, 'article', readyArticle(news.id, content));
}

/** The next number is drawn from so far on. */
async function skipTo(number: number): Promise<void> {
  await app.database.query(`select setval(pg_get_serial_sequence('published_item', 'sitemap_number'), $1)`, [
    number,
  ]);
}

describe('the sitemap', () => {
  it('leads from its index to every article and editorial that is live, and to nothing else', async () => {
    const first = await article();
    const second = await desk.live(managing, 'editorial', readyEditorial(news.id));
    await desk.live(managing, 'photo_caption', readyCaption());
    await desk.made(managing, 'article', readyArticle(news.id));
    const gone = await article();
    await desk.done(managing, gone.id, 'unpublish', { type: 'gone', reason: 'Early' });
    expect(await led('sitemap.xml')).toEqual([`${PUBLIC}/delivery/v1/sitemaps/1.xml`]);
    expect(await everything()).toEqual([urlOf(first), urlOf(second)]);
  });

  it('goes on with pages of their own numbers, and leaves a story on its page', async () => {
    await skipTo(25_000);
    const late = await article();
    expect(await led('sitemap.xml')).toEqual([1, 6].map((n) => `${PUBLIC}/delivery/v1/sitemaps/${n}.xml`));
    expect(await led('sitemaps/6.xml')).toEqual([urlOf(late)]);
    const stories = await everything();
    await desk.republished(managing, late, { kicker: 'Late' }, { changeType: 'update' });
    expect(await everything()).toEqual(stories);
    const { body } = await app.request('GET', `/delivery/v1/articles/${late.slug}`);
    const entry = one(parseXml((await get('sitemaps/6.xml')).text), 'url');
    expect(texts(entry, 'lastmod')).toEqual([body['updatedAt']]);

    await desk.done(managing, late.id, 'kill', { reason: 'Wrong', notice: 'Killed.' });
    expect(await everything()).toEqual(stories.slice(0, -1));
    expect((await get('sitemaps/6.xml')).status).toBe(404);
  });

  it('knows no other pages', async () => {
    for (const page of [
      '2.xml',
      '0.xml',
      '01.xml',
      '-1.xml',
      '1',
      '1.xml.gz',
      'a.xml',
      `${'9'.repeat(40)}.xml`,
    ]) {
      expect([page, (await get(`sitemaps/${page}`)).status]).toEqual([page, 404]);
    }
  });
});

describe('the sitemap for news', () => {
  it('has what was first published within two days, by the words of search engines', async () => {
    const headline = 'Talks ]]> & <b>“end”</b> \ufffe👩‍💻 שלום';
    const fresh = await article({ headline, language: 'en-GB' });
    const day = 24 * 60 * 60_000;
    const old = await desk.live(managing, 'article', readyArticle(news.id), {
      firstPublishedAt: new Date(Date.now() - 2 * day - 60_000).toISOString(),
    });
    const almost = await desk.live(managing, 'editorial', readyEditorial(news.id), {
      firstPublishedAt: new Date(Date.now() - 2 * day + 600_000).toISOString(),
    });
    await desk.republished(managing, old, { body: paragraphs('News of old.') }, { changeType: 'update' });
    const found = await led('sitemap-news.xml');
    expect(found[0]).toBe(urlOf(fresh));
    expect(found.at(-1)).toBe(urlOf(almost));
    expect(found).not.toContain(urlOf(old));
    const { body } = await app.request('GET', `/delivery/v1/articles/${fresh.slug}`);
    const entry = one(parseXml((await get('sitemap-news.xml')).text), 'url', 'news:news');
    expect(texts(one(entry, 'news:publication'), 'news:name')).toEqual(['The Ferry']);
    expect(texts(one(entry, 'news:publication'), 'news:language')).toEqual(['en']);
    expect(texts(entry, 'news:publication_date')).toEqual([body['publishedAt']]);
    expect(texts(entry, 'news:title')).toEqual([headline.replace('\ufffe', '')]);

    await desk.done(managing, fresh.id, 'kill', { reason: 'Wrong', notice: 'Killed.' });
    expect(await led('sitemap-news.xml')).toEqual(found.slice(1));
  });

  it('keeps to the rules of answers, as the others do', async () => {
    for (const path of ['sitemap.xml', 'sitemap-news.xml', 'sitemaps/1.xml']) {
      const { headers } = await get(path);
      const etag = String(headers.etag);
      expect(headers).toMatchObject({
        'content-type': 'application/xml; charset=utf-8',
        'cache-control': 'public, max-age=0, must-revalidate',
      });
      expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
      const head = await app.request('HEAD', `/delivery/v1/${path}`);
      expect([head.status, head.text, head.headers.etag]).toEqual([200, '', etag]);
      expect((await get(`${path}?section=news`)).status).toBe(400);
    }
    expect(all(parseXml((await get('sitemap.xml')).text), 'sitemap').length).toBeGreaterThan(0);
  });
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: PlanNode[];
}

/** What is asked of the database while `ask` runs, as it is explained. */
async function plansOf(ask: () => Promise<unknown>): Promise<Map<string, PlanNode[]>> {
  const plans = new Map<string, PlanNode[]>();
  const statements = app.app.get(Statements, { strict: false });
  const query = statements.query.bind(statements);
  statements.query = async (name, sql, values) => {
    // The clock, for one, is looked at in the background.
    if (!/^(address|stories) /.test(name)) return query(name, sql, values);
    const [row] = await app.database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${sql}`,
      [...values],
    );
    plans.set(name, row === undefined ? [] : flat(row['QUERY PLAN'][0].Plan));
    return query(name, sql, values);
  };
  await ask();
  statements.query = query;
  return plans;
}

function flat(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

describe('what sitemaps and feeds are made of', () => {
  it('is found by key and without counting, however much there is', async () => {
    await app.database.query('set session_replication_role = replica');
    await app.database.query(
      `insert into published_item (item_id, kind, state, slug, document, card, etag, last_modified, renderer, section_id,
         first_published_at, changed_at, sitemap_number)
       select gen_random_uuid(), 'article', 'live', 'planned-' || n, '{}', '{}', '"x"', now(), 'test', $1,
              timestamptz '2010-01-01', timestamptz '2010-01-01', 100000 + n
         from generate_series(1, 20000) n order by random()`,
      [news.id],
    );
    await app.database.query('analyze published_item');
    const addresses = app.app.get(PublishedAddresses, { strict: false });
    const stories = app.app.get(PublishedStories, { strict: false });
    const plans = await plansOf(async () => {
      await addresses.pages();
      await addresses.page(21);
      await stories.newest({ sectionIds: null, authorId: null }, 50);
      await stories.newest({ sectionIds: [news.id], authorId: null }, 50);
      await stories.ofTwoDays(1_000);
    });
    expect([...plans.keys()]).toEqual([
      'address pages',
      'address page',
      'stories document all',
      'stories document all in sections',
      'stories card of two days',
    ]);
    for (const [name, nodes] of plans) {
      const most = Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops']));
      const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan');
      expect([name, most <= (name === 'address page' ? 5_000 : 150)]).toEqual([name, true]);
      expect(scanned.map((node) => node['Relation Name'])).not.toContain('published_item');
    }
    expect(await led('sitemap.xml')).toEqual(
      [1, 6, 21, 22, 23, 24].map((n) => `${PUBLIC}/delivery/v1/sitemaps/${n}.xml`),
    );
    expect(await led('sitemaps/21.xml')).toHaveLength(5_000);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Keyset } from '../src/database/keyset.js';
import { newId } from '../src/database/id.js';
import { LIVE_DOCUMENTS } from '../src/published/live-documents.js';
import { PublishedCards, type CardQuery } from '../src/published/published-cards.js';
import { authorNamed, publishedRow, sectionAt } from './factories/published.js';
import { startApp, type Answer, type TestApp } from './harness/app.js';

interface List {
  items: { id: string; slug: string }[];
  nextCursor: string | null;
}

const V1 = '/delivery/v1';

let copydesk: TestApp;

beforeAll(async () => {
  copydesk = await startApp();
});
afterAll(async () => {
  await copydesk.close();
});

async function get<Body = Record<string, unknown>>(
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return await copydesk.request<Body>('GET', `${V1}${path}`, { headers });
}

async function slugs(path: string): Promise<string[]> {
  const answer = await get<List>(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body.items.map((item) => item.slug);
}

/** Walks a list to its end; `between` runs after each page. */
async function walk(
  path: string,
  between: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer: Answer<List> = await get<List>(`${path}${cursor && `&cursor=${cursor}`}`);
    expect(answer.status).toBe(200);
    seen.push(...answer.body.items.map((item) => item.slug));
    cursor = answer.body.nextCursor;
    await between();
  }
  return seen;
}

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers).not.toHaveProperty('etag');
  expect(answer.headers).not.toHaveProperty('last-modified');
}

describe('a document', () => {
  it('is delivered byte for byte, to be kept and asked about', async () => {
    const article = await publishedRow(copydesk.database, {
      etag: '"tag-1"',
      lastModified: '2024-05-05T08:00:00.400Z',
    });
    const answer = await get(`/articles/${article.slug}`);
    expect([answer.status, answer.text]).toEqual([200, article.document]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      etag: '"tag-1"',
      'last-modified': 'Sun, 05 May 2024 08:00:01 GMT',
      'cache-control': 'public, max-age=0, must-revalidate',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers).toHaveProperty('vary', 'Accept-Encoding');

    const head = await copydesk.request('HEAD', `${V1}/articles/${article.slug}`);
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-type', 'etag', 'last-modified', 'cache-control', 'content-length']) {
      expect([name, head.headers[name]]).toEqual([name, answer.headers[name]]);
    }
  });

  it('is not sent again to who has it', async () => {
    const { slug } = await publishedRow(copydesk.database, { etag: '"tag-2"' });
    const url = `/articles/${slug}`;
    for (const noneMatch of ['"tag-2"', 'W/"tag-2"', '"other", "tag-2"', '*']) {
      const kept = await get(url, { 'if-none-match': noneMatch });
      expect([noneMatch, kept.status, kept.text]).toEqual([noneMatch, 304, '']);
      expect(kept.headers).toMatchObject({
        etag: '"tag-2"',
        'cache-control': 'public, max-age=0, must-revalidate',
      });
      expect(kept.headers).not.toHaveProperty('content-type');
    }
    const since = 'Sun, 05 May 2024 08:00:00 GMT';
    expect((await get(url, { 'if-modified-since': since })).status).toBe(304);
    expect((await get(url, { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get(url, { 'if-none-match': '"other"', 'if-modified-since': since })).status).toBe(200);
    expect((await get(url, { 'if-modified-since': 'Sun, 05 May 2024 07:59:59 GMT' })).status).toBe(200);
    const head = await copydesk.request('HEAD', V1 + url, { headers: { 'if-none-match': '"tag-2"' } });
    expect(head.status).toBe(304);
  });

  it('that was taken off leaves its notice, also to who has a copy', async () => {
    const notice = 'Taken off on legal advice.';
    const killed = await publishedRow(copydesk.database, { state: 'killed', notice, etag: '"gone"' });
    const withdrawn = await publishedRow(copydesk.database, { state: 'withdrawn', kind: 'editorial' });
    const at = '2024-06-01T12:00:00.000Z';
    const answers = [
      await get(`/articles/${killed.slug}`),
      await get(`/articles/${killed.slug}`, { 'if-none-match': '*' }),
    ];
    for (const answer of answers) {
      expectProblem(answer, 410, 'killed');
      expect(answer.body).toMatchObject({ notice, at });
    }
    const answer = await get(`/editorials/${withdrawn.slug}`);
    expectProblem(answer, 410, 'withdrawn');
    expect(answer.body).toMatchObject({ notice: null, at });
  });

  it('is at its present address alone, under its own kind', async () => {
    const moved = await publishedRow(copydesk.database, { current: false });
    const editorial = await publishedRow(copydesk.database, { kind: 'editorial' });
    expect((await get(`/editorials/${editorial.slug}`)).text).toBe(editorial.document);
    const nowhere = [`/articles/${moved.slug}`, `/articles/${editorial.slug}`, '/articles/no-such-story'];
    for (const url of nowhere) expectProblem(await get(url), 404, 'not_found');
  });

  it('of a photo caption is found by its id', async () => {
    const caption = await publishedRow(copydesk.database, { kind: 'photo_caption' });
    const killed = await publishedRow(copydesk.database, {
      kind: 'photo_caption',
      state: 'killed',
      notice: 'No.',
    });
    const article = await publishedRow(copydesk.database);
    expect((await get(`/photo-captions/${caption.id}`)).text).toBe(caption.document);
    expectProblem(await get(`/photo-captions/${killed.id}`), 410, 'killed');
    for (const id of [article.id, newId(), 'river']) {
      expectProblem(await get(`/photo-captions/${id}`), 404, 'not_found');
    }
  });

  it('has no parameters but its format, and no name that is no text', async () => {
    const { slug } = await publishedRow(copydesk.database);
    const answer = await get(`/articles/${slug}?colour=red`);
    expectProblem(answer, 400, 'validation_failed');
    expect(answer.body.errors).toMatchObject([{ pointer: '/colour', code: 'unknown_parameter' }]);
    expectProblem(await get('/articles/a%00b'), 404, 'not_found');
    expectProblem(await get('/sections/a%00b'), 404, 'not_found');
    expect((await get('/articles/%ff')).status).toBe(400);
  });
});

describe('the list of articles', () => {
  it('is newest first, by first publication or by change, of what is live', async () => {
    const tags = ['order'];
    const day = (number: number): string => `2024-03-0${number}T00:00:00Z`;
    const rows = [
      { slug: 'order-1', firstPublishedAt: day(1), updatedAt: day(9) },
      { slug: 'order-3', firstPublishedAt: day(3) },
      { slug: 'order-2', firstPublishedAt: day(2) },
      { slug: 'order-killed', firstPublishedAt: day(4), state: 'killed' as const },
      { slug: 'order-withdrawn', firstPublishedAt: day(5), state: 'withdrawn' as const },
    ];
    for (const row of rows) await publishedRow(copydesk.database, { ...row, tags });
    await publishedRow(copydesk.database, { kind: 'editorial', tags });

    const byFirst = ['order-3', 'order-2', 'order-1'];
    const byChange = ['order-1', 'order-3', 'order-2'];
    expect(await slugs('/articles?tag=order')).toEqual(byFirst);
    expect(await slugs('/articles?tag=order&sort=firstPublishedAt')).toEqual(byFirst);
    expect(await slugs('/articles?tag=order&sort=-firstPublishedAt')).toEqual(byFirst);
    expect(await slugs('/articles?tag=order&sort=updatedAt')).toEqual(byChange);
    expect(await slugs('/articles?tag=order&sort=-updatedAt')).toEqual(byChange);
    expect(await walk('/articles?tag=order&sort=updatedAt&limit=1')).toEqual(byChange);
    expect(await slugs('/articles?tag=nobody-has-it')).toEqual([]);
  });

  it('can be kept to a section with what lies below it, to an author, to a tag, and to all of them', async () => {
    const { database } = copydesk;
    const news = await sectionAt(database, 'filters', 'News');
    const world = await sectionAt(database, 'filters/world', 'World');
    const beside = await sectionAt(database, 'filters-too', 'Beside');
    const ayesha = await authorNamed(database, 'ayesha', 'Ayesha Khan');
    const tags = ['filters'];
    await publishedRow(database, { slug: 'f-news', sectionId: news, tags });
    await publishedRow(database, { slug: 'f-world', sectionId: world, authorIds: [newId(), ayesha] });
    await publishedRow(database, { slug: 'f-both', sectionId: world, authorIds: [ayesha], tags });
    await publishedRow(database, { slug: 'f-beside', sectionId: beside, authorIds: [ayesha], tags });

    const found = async (query: string): Promise<string[]> => (await slugs(`/articles?${query}`)).toSorted();
    expect(await found('section=filters')).toEqual(['f-both', 'f-news', 'f-world']);
    expect(await found('section=filters/world')).toEqual(['f-both', 'f-world']);
    expect(await found('author=ayesha')).toEqual(['f-beside', 'f-both', 'f-world']);
    expect(await found('tag=filters')).toEqual(['f-beside', 'f-both', 'f-news']);
    expect(await found('section=filters&author=ayesha&tag=filters')).toEqual(['f-both']);
    expect(await found('section=filters-too&sort=updatedAt')).toEqual(['f-beside']);
  });

  it('is paged without a gap or a repetition while something is published', async () => {
    const root = await sectionAt(copydesk.database, 'paged', 'Paged');
    const below = await sectionAt(copydesk.database, 'paged/below', 'Below');
    // Two publications in each second: the id decides between them.
    for (let n = 10; n < 33; n += 1) {
      await publishedRow(copydesk.database, {
        slug: `paged-${n}`,
        sectionId: n % 3 === 0 ? root : below,
        firstPublishedAt: `2024-02-01T00:00:${n >> 1}Z`,
      });
    }
    const all = Array.from({ length: 23 }, (_, index) => `paged-${32 - index}`);
    const seen = await walk('/articles?section=paged&limit=4', async () => {
      await publishedRow(copydesk.database, {
        slug: `late-${newId()}`,
        sectionId: root,
        firstPublishedAt: '2024-02-02T00:00:00Z',
      });
    });
    expect(seen).toEqual(all);
    expect(await walk('/articles?section=paged/below&limit=7')).toEqual(
      all.filter((slug) => Number(slug.slice(-2)) % 3 > 0),
    );
  });

  it('leads to its next page, and lets caches keep this one', async () => {
    for (let n = 1; n <= 3; n += 1) {
      await publishedRow(copydesk.database, { slug: `linked-${n}`, tags: ['linked & more'] });
    }
    const url = '/articles?tag=linked+%26+more&limit=2';
    const page = await get<List>(url);
    const cursor = page.body.nextCursor ?? '';
    expect(page.headers['link']).toBe(
      `<http://copydesk.test${V1}/articles?tag=linked+%26+more&limit=2&cursor=${cursor}>; rel="next"`,
    );
    expect(page.headers).toMatchObject({
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
      'cache-control': 'public, max-age=0, must-revalidate',
      'content-type': 'application/json; charset=utf-8',
    });
    const last = await get<List>(`${url}&cursor=${cursor}`);
    expect([last.body.items.length, last.body.nextCursor]).toEqual([1, null]);
    expect(last.headers).not.toHaveProperty('link');

    const kept = await get(url, { 'if-none-match': String(page.headers.etag) });
    expect([kept.status, kept.text, kept.headers.etag]).toEqual([304, '', page.headers.etag]);
    // What is killed makes nothing in the list newer: a time must not keep it in a cache.
    const since = { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' };
    expect((await get(url, since)).status).toBe(200);
    await copydesk.database.query(
      `update published_item set state = 'killed', document = null, card = null, ended_at = now()
        where slug = 'linked-3'`,
    );
    const changed = await get(url, { 'if-none-match': String(page.headers.etag) });
    expect(changed.status).toBe(200);
    expect(changed.text).not.toContain('linked-3');
  });

  it('refuses what it does not understand', async () => {
    await sectionAt(copydesk.database, 'refusals', 'Refusals');
    const cases: [string, string][] = [
      ['limit=0', '/limit'],
      ['limit=101', '/limit'],
      ['limit=ten', '/limit'],
      ['sort=headline', '/sort'],
      ['section=nowhere', '/section'],
      ['section=refusals/', '/section'],
      ['section=%25', '/section'],
      ['section=', '/section'],
      ['section=refusals&section=refusals', '/section'],
      ['author=nobody', '/author'],
      ['tag=', '/tag'],
      ['tag=%00', '/tag'],
      ['utm_source=x', '/utm_source'],
    ];
    for (const [query, pointer] of cases) {
      const answer = await get(`/articles?${query}`);
      expectProblem(answer, 400, 'validation_failed');
      expect([query, answer.body.errors]).toEqual([
        query,
        expect.arrayContaining([expect.objectContaining({ pointer })]),
      ]);
    }
    const both = await get('/articles?section=nowhere&author=nobody');
    expect(both.body.errors).toMatchObject([{ pointer: '/section' }, { pointer: '/author' }]);
    expect((await get('/articles?section=refusals&limit=100')).status).toBe(200);
  });

  it('takes its own cursors alone', async () => {
    for (let n = 1; n <= 2; n += 1) await publishedRow(copydesk.database, { tags: ['cursor'] });
    const { nextCursor } = (await get<List>('/articles?tag=cursor&limit=1')).body;
    expect((await get(`/articles?tag=cursor&limit=5&cursor=${nextCursor}`)).status).toBe(200);
    expect((await get(`/articles?tag=cursor&sort=-firstPublishedAt&cursor=${nextCursor}`)).status).toBe(200);
    for (const url of [
      `/articles?tag=order&cursor=${nextCursor}`,
      `/articles?tag=cursor&sort=updatedAt&cursor=${nextCursor}`,
      `/editorials?cursor=${nextCursor}`,
      `/articles?tag=cursor&cursor=x${nextCursor}`,
      '/articles?cursor=',
    ]) {
      expectProblem(await get(url), 400, 'invalid_cursor');
    }
  });
});

describe('the list of editorials', () => {
  it('is in print order within each edition day, newest day first, page by page', async () => {
    const section = await sectionAt(copydesk.database, 'leaders', 'Leaders');
    const printed = [
      ['2024-05-05', 1],
      ['2024-05-05', 2],
      ['2024-05-05', 2],
      ['2024-05-05', 3],
      ['2024-05-04', 1],
      ['2024-05-04', 2],
      ['2024-04-30', 7],
    ] as const;
    const ids = printed.map(() => newId());
    for (const index of [3, 0, 6, 2, 5, 1, 4]) {
      await publishedRow(copydesk.database, {
        kind: 'editorial',
        id: ids[index],
        slug: `leader-${index}`,
        sectionId: section,
        editionDate: printed[index]?.[0],
        editionRank: printed[index]?.[1],
        firstPublishedAt: `2024-05-0${index + 1}T00:00:00Z`,
      });
    }
    const order = printed.map((_, index) => `leader-${index}`);
    expect(await slugs('/editorials?section=leaders')).toEqual(order);
    for (const limit of [1, 2, 3]) {
      expect(await walk(`/editorials?section=leaders&limit=${limit}`)).toEqual(order);
    }
    expect((await walk('/editorials?limit=2')).filter((slug) => slug.startsWith('leader-'))).toEqual(order);
    expectProblem(await get('/editorials?tag=x'), 400, 'validation_failed');
  });
});

describe('sections', () => {
  it('are delivered as a tree', async () => {
    for (const [path, name] of [
      ['tree', 'Tree'],
      ['tree/b', 'Branch B'],
      ['tree/a', 'Branch A'],
      ['tree/a/leaf', 'Leaf'],
      ['tree-b', 'Another'],
    ] as const) {
      await sectionAt(copydesk.database, path, name);
    }
    const { body, headers } = await get<{ items: { path: string }[] }>('/sections');
    expect(body.items.filter((section) => section.path.startsWith('tree'))).toEqual([
      {
        path: 'tree',
        name: 'Tree',
        slug: 'tree',
        children: [
          {
            path: 'tree/a',
            name: 'Branch A',
            slug: 'a',
            children: [{ path: 'tree/a/leaf', name: 'Leaf', slug: 'leaf', children: [] }],
          },
          { path: 'tree/b', name: 'Branch B', slug: 'b', children: [] },
        ],
      },
      { path: 'tree-b', name: 'Another', slug: 'tree-b', children: [] },
    ]);
    expect((await get('/sections', { 'if-none-match': String(headers.etag) })).status).toBe(304);
  });

  it('have fronts, with what lies below them', async () => {
    const { database } = copydesk;
    const root = await sectionAt(database, 'front', 'Front');
    const below = await sectionAt(database, 'front/below', 'Below');
    for (let n = 10; n < 32; n += 1) {
      await publishedRow(database, {
        slug: `front-${n}`,
        sectionId: n % 2 ? root : below,
        firstPublishedAt: `2024-01-${n}T00:00:00Z`,
      });
    }
    for (let n = 1; n <= 8; n += 1) {
      await publishedRow(database, {
        kind: 'editorial',
        slug: `front-leader-${n}`,
        sectionId: below,
        editionRank: n,
      });
    }
    await publishedRow(database, { slug: 'front-killed', sectionId: root, state: 'killed' });
    type Front = { section: object; articles: { slug: string }[]; editorials: { slug: string }[] };
    const { body } = await get<Front>('/sections/front');
    expect(body.section).toEqual({ path: 'front', name: 'Front', ancestors: [] });
    expect(body.articles.map((card) => card.slug)).toEqual(
      Array.from({ length: 20 }, (_, index) => `front-${31 - index}`),
    );
    expect(body.editorials.map((card) => card.slug)).toEqual(
      Array.from({ length: 6 }, (_, index) => `front-leader-${index + 1}`),
    );
    const lower = await get<Front>('/sections/front/below');
    expect(lower.body.section).toEqual({
      path: 'front/below',
      name: 'Below',
      ancestors: [{ path: 'front', name: 'Front' }],
    });
    expect(lower.body.articles).toHaveLength(11);
    expect((await get('/sections/front', { 'if-none-match': '"x"' })).headers.etag).toMatch(/^"[\w-]{22}"$/);
  });

  it('that are not there are 404', async () => {
    await sectionAt(copydesk.database, 'there', 'There');
    expect((await get('/sections/there')).status).toBe(200);
    for (const path of ['nowhere', 'there/', 'there/below', '/there', 'There', 'ther_', '%25', 'below']) {
      expectProblem(await get(`/sections/${path}`), 404, 'not_found');
    }
    const asked = await get('/sections/there?limit=5');
    expectProblem(asked, 400, 'validation_failed');
    expect(asked.body.errors).toMatchObject([{ pointer: '/limit', code: 'unknown_parameter' }]);
  });
});

describe('authors', () => {
  it('are listed by name and shown with their newest articles, without anything internal', async () => {
    const { database } = copydesk;
    const id = await authorNamed(database, 'zara-ali', 'Zara Ali');
    await authorNamed(database, 'zara-ali-2', 'Zara Ali');
    await authorNamed(database, 'abdul-aziz', 'Abdul Aziz');
    const profile = {
      slug: 'zara-ali',
      name: 'Zara Ali',
      jobTitle: 'Correspondent',
      bio: null,
      links: [{ label: 'Site', url: 'https://a.example/' }],
    };
    const listed = await get<List>('/authors?limit=100');
    expect(listed.body.items).toContainEqual(profile);
    const order = await walk('/authors?limit=1');
    expect(order).toEqual(listed.body.items.map((author) => author.slug));
    expect(order.indexOf('abdul-aziz')).toBeLessThan(order.indexOf('zara-ali'));

    for (let n = 10; n < 31; n += 1) {
      await publishedRow(database, {
        slug: `by-zara-${n}`,
        authorIds: [id],
        firstPublishedAt: `2024-01-${n}T00:00:00Z`,
      });
    }
    const shown = await get<typeof profile & { articles: { slug: string }[] }>('/authors/zara-ali');
    const { articles, ...rest } = shown.body;
    expect(rest).toEqual(profile);
    expect(articles.map((card) => card.slug)).toEqual(
      Array.from({ length: 20 }, (_, index) => `by-zara-${30 - index}`),
    );
    expect(shown.text + listed.text).not.toMatch(/secret@|"id":"(?!.*headline)/);
    expectProblem(await get('/authors/nobody'), 404, 'not_found');
    expectProblem(await get('/authors?q=zara'), 400, 'validation_failed');
  });
});

describe('the plans of lists', () => {
  interface PlanNode {
    'Node Type': string;
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    Plans?: PlanNode[];
  }

  it('walk an index, on the first page and on a late one, and never sort the table', async () => {
    const { database } = copydesk;
    const root = await sectionAt(database, 'plans', 'Plans');
    const below = await sectionAt(database, 'plans/below', 'Below');
    await database.query('set session_replication_role = replica');
    await database.query(
      `insert into published_item (item_id, kind, state, document, card, etag, last_modified, renderer, section_id,
         author_ids, tags, first_published_at, changed_at, edition_date, edition_rank)
       select gen_random_uuid(), kind, 'live', '{}', '{}', '"x"', at, 'test', case when n % 3 = 0 then $1 else $2 end::uuid,
         array[md5((n % 500)::text)::uuid],
         array['tag-' || n % 500, case when n < 3000 then 'of old' else 'of today' end], at, at,
         case kind when 'editorial' then at::date end, case kind when 'editorial' then 1 end
       from (select n, case when n % 4 = 0 then 'editorial' else 'article' end as kind,
                    timestamptz '2010-01-01' + n * interval '1 hour' as at
               from generate_series(1, 20000) n order by random()) rows`,
      [root, below],
    );
    await database.query('analyze published_item, listed_under');

    const cards = copydesk.app.get(PublishedCards, { strict: false });
    const keyset = copydesk.app.get(Keyset, { strict: false });
    const everything = { sectionIds: null, authorId: null, tag: null };
    // md5 of 7, as above.
    const authorId = '8f14e45f-ceea-167a-5a36-dedd4bea2543';
    const inSection = { ...everything, sectionIds: [root, below] };
    const late = '2010-06-01T00:00:00.000Z';
    const queries: [CardQuery, (string | number)[]][] = [
      [{ kind: 'article', order: 'firstPublishedAt', ...everything }, [late, newId()]],
      [{ kind: 'article', order: 'updatedAt', ...everything }, [late, newId()]],
      [{ kind: 'article', order: 'firstPublishedAt', ...inSection }, [late, newId()]],
      [{ kind: 'article', order: 'updatedAt', ...inSection }, [late, newId()]],
      [{ kind: 'editorial', order: 'edition', ...everything }, ['2010-06-01', 1, newId()]],
      [{ kind: 'editorial', order: 'edition', ...inSection }, ['2010-06-01', 1, newId()]],
      [{ kind: 'article', order: 'firstPublishedAt', ...everything, tag: 'tag-7' }, [late, newId()]],
      [{ kind: 'article', order: 'updatedAt', ...inSection, tag: 'tag-7' }, [late, newId()]],
      [{ kind: 'article', order: 'firstPublishedAt', ...everything, tag: 'of old' }, ['2010-02-01', newId()]],
      [{ kind: 'article', order: 'firstPublishedAt', ...inSection, tag: 'of today' }, [late, newId()]],
      [{ kind: 'article', order: 'updatedAt', ...everything, authorId }, [late, newId()]],
    ];
    for (const [query, key] of queries) {
      const list = { route: 'plan', filters: {}, limit: 20, cursor: null };
      const { nextCursor } = keyset.page({ ...list, limit: 1 }, [0, 0], () => key);
      for (const cursor of [null, nextCursor]) {
        const statement = cards.statement(query, { ...list, cursor });
        const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          `explain (analyze, format json) ${statement.sql}`,
          [...statement.values],
        );
        const nodes = row === undefined ? [] : flatten(row['QUERY PLAN'][0].Plan);
        const scanned = nodes.flatMap((node) => node['Relation Name'] ?? []);
        const walked = query.tag === null && query.authorId === null ? 'published_item' : 'listed_under';
        expect([statement.name, scanned]).toEqual([
          statement.name,
          expect.arrayContaining([walked, 'published_item']),
        ]);
        for (const node of nodes) {
          const rows = node['Actual Rows'] * node['Actual Loops'];
          expect({ name: statement.name, type: node['Node Type'], few: rows <= 100 }).toEqual({
            name: statement.name,
            type: expect.not.stringMatching(/Seq Scan|Gather/),
            few: true,
          });
        }
      }
    }
  });

  it('look documents up one by one, whatever is asked for together', async () => {
    const { database } = copydesk;
    // The plan that is made for any words, as PostgreSQL keeps it for all.
    await database.query('set plan_cache_mode = force_generic_plan');
    await database.query(`prepare live as ${LIVE_DOCUMENTS}`);
    const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) execute live ('article article', 'nobody nowhere')`,
    );
    const nodes = row === undefined ? [] : flatten(row['QUERY PLAN'][0].Plan);
    const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
    expect(scans.map((node) => [node['Relation Name'], node['Node Type']])).toEqual([
      ['address', 'Index Scan'],
      ['published_item', 'Index Scan'],
      ['embargo', expect.stringMatching(/^Index/)],
    ]);
  });

  function flatten(node: PlanNode): PlanNode[] {
    return [node, ...(node.Plans ?? []).flatMap(flatten)];
  }
});

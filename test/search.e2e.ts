import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PublishedSearch } from '../src/published/search/published-search.js';
import { readQuery } from '../src/published/search/reader-query.js';
import { type LanguageQuery, QUERIES, searchStatement } from '../src/published/search/search-statement.js';
import { StaleDocumentLoop } from '../src/publishing/rendering/stale-document-loop.js';
import {
  Desk,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from './factories/items.js';
import { section, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';
import { leastElapsed } from './harness/least-elapsed.js';

interface Hit {
  id: string;
  kind: string;
  headline?: string;
  body?: object;
  highlights: { headline: string | null; excerpts: string[] };
}

interface Found {
  items: Hit[];
  correctedTo: string | null;
  nextCursor: string | null;
  code?: string;
  errors?: { pointer: string; code: string }[];
}

let app: TestApp;
let desk: Desk;
let chief: SignedIn;
let news: SectionRow;
let world: SectionRow;
let sport: SectionRow;
const items: Record<string, ItemBody> = {};

async function search(query: Record<string, string> | string): Promise<Answer<Found>> {
  const asked = typeof query === 'string' ? { q: query } : query;
  return app.request('GET', `/delivery/v1/search?${new URLSearchParams(asked).toString()}`);
}

/** The names of what is found, the best first. */
async function found(query: Record<string, string> | string): Promise<string[]> {
  const { status, body } = await search(query);
  expect({ query, status }).toEqual({ query, status: 200 });
  return body.items.map(({ id }) => Object.keys(items).find((name) => items[name]?.id === id) ?? id);
}

async function live(name: string, content: object, publication: object = {}): Promise<void> {
  items[name] = await desk.live(chief, 'article', readyArticle(news.id, content), publication);
}

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  chief = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  news = await section(app.database);
  world = await section(app.database, news);
  sport = await section(app.database);
  items.caption = await desk.live(
    chief,
    'photo_caption',
    readyCaption({
      description: 'Lighthouse keepers wave at dawn.',
      altText: 'Two keepers',
      creator: ['Ines Okoro'],
    }),
  );
  await live('ferry', {
    headline: 'Ferry returns to the harbour',
    kicker: 'Estuary',
    standfirst: 'After nine years the night crossing is back.',
    byline: { text: 'By Dana Fjordsen' },
    leadPhoto: { photoCaptionId: items.caption.id },
    tags: ['shipping'],
    body: paragraphs('The captain sailed with elections over.', 'River talks were not his affair.'),
  });
  await live('talks', {
    headline: 'Talks about the river resume',
    sectionId: world.id,
    body: paragraphs('Delegates met for river talks on Tuesday; a ferry was late.'),
  });
  await live('café', {
    headline: 'Café on the quay',
    sectionId: sport.id,
    body: paragraphs('An espresso was electrifying. <b>Bold & "fresh"</b> <script>alert(1)</script> pastry'),
  });
  await live(
    'old',
    { headline: 'Harbour wall is old', body: paragraphs('Stones.') },
    { firstPublishedAt: '2001-05-05T22:30:00Z' },
  );
  await live('french', {
    headline: 'Les élections municipales',
    language: 'fr-CA',
    body: paragraphs('Les chevaux électoraux et la mairie.'),
  });
  await live('urdu', { headline: 'دریا کے مذاکرات', language: 'ur', body: paragraphs('کشتی واپس آ گئی') });
  items.editorial = await desk.live(
    chief,
    'editorial',
    readyEditorial(world.id, { headline: 'Our bridges', body: paragraphs('A bridge too many.') }),
  );
});
afterAll(async () => app.close());

describe('readers find', () => {
  it.each([
    // Words as their language reduces them, in any case, with accents or without, wherever they stand.
    ['sailing captains', ['ferry']],
    ['FERRIES', ['ferry', 'talks']],
    ['cafe', ['café']],
    ['CAFÉ', ['café']],
    ['bridge', ['editorial']],
    ['fjordsen', ['ferry']],
    ['shipping', ['ferry']],
    ['estuary', ['ferry']],
    ['keepers', ['caption', 'ferry']],
    ['okoro', ['caption']],
    ['cheval', ['french']],
    ['élection', ['french', 'ferry']],
    ['دریا', ['urdu']],
    // Phrases, exclusions, beginnings, alternatives.
    ['"river talks"', ['talks', 'ferry']],
    ['"talks river"', []],
    ['"talks about the river"', ['talks']],
    ['river -captain', ['talks']],
    ['ferry -"river talks"', []],
    ['harbour -ferry', ['old']],
    ['elect*', ['french', 'ferry', 'café']],
    ['electio*', ['french', 'ferry']],
    ['electri*', ['café']],
    ['ferry -sail*', ['talks']],
    ['river-talks', ['talks', 'ferry']],
    ['talks-river', []],
    ['ferry -river-talks', []],
    ['quay-tues*', []],
    ['river-tal*', ['talks', 'ferry']],
    ['"about riv"*', ['talks']],
    ['captain OR espresso', ['ferry', 'café']],
    ['captain espresso', []],
    // Nothing to look for, however much it excludes.
    ['the', []],
    ['to be or not to be', []],
    ['-ferry', []],
    ['the -ferry', []],
    ['the -ferry OR espresso', ['café']],
    ['🚢', []],
    [`'):* & !! | <-> ( \\`, []],
  ])('%s', async (query, names) => {
    expect((await found(query)).sort()).toEqual([...names].sort());
  });

  it('what has it in the headline first, and the newer of two alike', async () => {
    expect(await found('ferry')).toEqual(['ferry', 'talks']);
    expect(await found('talks')).toEqual(['talks', 'ferry']);
    expect(await found('keepers')).toEqual(['caption', 'ferry']);
    expect(await found('harbour')).toEqual(['ferry', 'old']);
  });

  it('cards without bodies, with the places where it stands, safe to show', async () => {
    const { body } = await search('pastry OR cafe');
    const [hit] = body.items;
    expect(hit).toMatchObject({ kind: 'article', headline: 'Café on the quay' });
    expect(hit?.body).toBeUndefined();
    expect(hit?.highlights.headline).toBe('<mark>Café</mark> on the quay');
    expect(hit?.highlights.excerpts.join()).toContain('<mark>pastry</mark>');
    expect(hit?.highlights.excerpts.join()).not.toMatch(/<(?!\/?mark>)/);
    expect(hit?.highlights.excerpts.join()).toContain('&quot;fresh&quot;');
    const captions = await search({ q: 'lighthouse', kind: 'photo_caption' });
    expect(captions.body.items[0]?.highlights).toEqual({
      headline: null,
      excerpts: [expect.stringContaining('<mark>Lighthouse</mark> keepers')],
    });
  });

  it('beginnings of words with their places, though the language reduces the word to less', async () => {
    const { body } = await search('electrify*');
    expect(body.items[0]?.highlights.excerpts.join()).toContain('was <mark>electrifying</mark>.');
  });

  it('by kind, section and day', async () => {
    expect(await found({ q: 'keepers', kind: 'article' })).toEqual(['ferry']);
    expect(await found({ q: 'bridge', kind: 'article' })).toEqual([]);
    expect((await found({ q: 'ferry', section: news.path })).sort()).toEqual(['ferry', 'talks']);
    expect(await found({ q: 'ferry', section: world.path })).toEqual(['talks']);
    expect(await found({ q: 'ferry', section: sport.path })).toEqual([]);
    expect(await found({ q: 'harbour', from: '2002-01-01' })).toEqual(['ferry']);
    expect(await found({ q: 'harbour', to: '2001-05-05' })).toEqual(['old']);
    expect(await found({ q: 'harbour', to: '2001-05-04' })).toEqual([]);
    expect(await found({ q: 'harbour', from: '2001-05-05', to: '2001-05-05' })).toEqual(['old']);
    expect(await found({ q: 'harbour', from: '2001-05-05T22:30:00Z', to: '2001-05-05T22:30:01Z' })).toEqual([
      'old',
    ]);
    expect(await found({ q: 'harbour', to: '2001-05-05T22:30:00Z' })).toEqual([]);
  });

  it.each([
    ['', '/q'],
    ['q=', '/q'],
    ['q=%20', '/q'],
    ['q=%00', '/q'],
    ['q=a&q=b', '/q'],
    ['q=a&kind=story', '/kind'],
    ['q=a&section=nowhere', '/section'],
    ['q=a&from=yesterday', '/from'],
    ['q=a&to=2024-02-30', '/to'],
    ['q=a&to=2024-02-20T00:00:00', '/to'],
    ['q=a&limit=0', '/limit'],
    ['q=a&colour=red', '/colour'],
    ['q=a long text', '/q', 'a'.repeat(300)],
    ['q=many words ', '/q', 'a '.repeat(31)],
  ])('no sense in %s', async (asked, pointer, more = '') => {
    const query = asked + more;
    const { status, body } = await app.request<Found>('GET', `/delivery/v1/search?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'validation_failed' });
    expect(body.errors?.map((error) => error.pointer)).toContain(pointer);
  });
});

describe('a misspelt word', () => {
  it.each([
    ['harbuor', 'harbour'],
    ['hrbour', 'harbour'],
    ['harboour', 'harbour'],
    ['harbaur', 'harbour'],
    ['ahrbour', 'harbour'],
    ['Espreso', 'espresso'],
    ['lihgthouse keepers', 'lighthouse keepers'],
    ['"river talsk"', '"river talks"'],
    ['shiping -espresso', 'shipping -espresso'],
    ['delegtes setuary OR captian', 'delegates estuary OR captain'],
  ])('%s is looked for as %s', async (query, corrected) => {
    const { body } = await search(query);
    expect(body.correctedTo).toBe(corrected);
    const right = await search(corrected);
    expect(right.body.correctedTo).toBe(null);
    expect(body.items.map(({ id }) => id)).toEqual(right.body.items.map(({ id }) => id));
    expect(body.items.length).toBeGreaterThan(0);
  });

  it('is left as it is where nothing in use is near, or something is found', async () => {
    for (const query of ['xylophone', 'hxrbxur', 'ferry xylophone']) {
      expect((await search(query)).body).toMatchObject({ items: [], correctedTo: null });
    }
    expect((await search('ferry')).body.correctedTo).toBe(null);
  });

  it('is put right on every page alike', async () => {
    const first = await search({ q: 'harbuor', limit: '1' });
    expect(first.body).toMatchObject({ items: [{ id: items.ferry?.id }], correctedTo: 'harbour' });
    const cursor = first.body.nextCursor ?? '';
    expect(first.headers.link).toContain('rel="next"');
    const second = await search({ q: 'harbuor', limit: '1', cursor });
    expect(second.body).toMatchObject({
      items: [{ id: items.old?.id }],
      correctedTo: 'harbour',
      nextCursor: null,
    });
    for (const other of ['q=harbour', 'q=harbuor&kind=article']) {
      const { body } = await app.request<Found>('GET', `/delivery/v1/search?${other}&cursor=${cursor}`);
      expect(body.code).toBe('invalid_cursor');
    }
  });
});

describe('what readers find follows what is live', () => {
  async function rare(word: string): Promise<ItemBody> {
    const content = { headline: `About ${word}`, body: paragraphs(`The ${word} again.`) };
    return desk.live(chief, 'article', readyArticle(news.id, content));
  }

  async function ids(query: string): Promise<string[]> {
    return (await search(query)).body.items.map(({ id }) => id);
  }

  it('drafts are not found, and a correction is at once', async () => {
    const item = await rare('quetzalbird');
    await desk.saved(chief, item, { headline: 'About axolotlfish' });
    expect(await ids('axolotlfish')).toEqual([]);
    await desk.done(chief, item.id, 'publish', { changeType: 'update' });
    expect(await ids('axolotlfish')).toEqual([item.id]);
    await desk.republished(chief, item, { body: paragraphs('Nothing.') });
    expect(await ids('quetzalbird')).toEqual([]);
    // Nor is the word that went suggested.
    expect((await search('quetzalbrid')).body).toMatchObject({ items: [], correctedTo: null });
  });

  it('what was withdrawn or killed is gone with its words, and one that comes back is found', async () => {
    const [one, other] = [await rare('okapigrass'), await rare('narwhaltusk')];
    expect(await ids('okapigrsas')).toEqual([one.id]);
    await desk.done(chief, one.id, 'unpublish', { type: 'gone', reason: 'Why not.' });
    await desk.done(chief, other.id, 'kill', { reason: 'Why not.', notice: 'It was wrong.' });
    for (const query of ['okapigrass', 'okapigrsas', 'narwhaltusk', 'narwhaltsuk', 'narw*']) {
      expect((await search(query)).body).toMatchObject({ items: [], correctedTo: null });
    }
    const kept = await app.database.query(
      `select from search_word where word in ('okapigrass', 'narwhaltusk')
        union all select from search_document where item_id in ($1, $2)`,
      [one.id, other.id],
    );
    expect(kept).toEqual([]);
    await desk.done(chief, one.id, 'republish');
    expect(await ids('okapigrsas')).toEqual([one.id]);
  });

  it('a story by the caption that it shows, as that is now', async () => {
    const caption = await desk.live(chief, 'photo_caption', readyCaption({ description: 'Zebrawood logs' }));
    const story = await desk.live(
      chief,
      'article',
      readyArticle(news.id, { leadPhoto: { photoCaptionId: caption.id } }),
    );
    expect((await ids('zebrawood')).sort()).toEqual([caption.id, story.id].sort());
    await desk.republished(chief, caption, { description: 'Rosewood logs' });
    for (let left = 1; left > 0;) {
      await app.app.get(StaleDocumentLoop).drain();
      const [row] = await app.database.query<{ n: number }>('select count(*)::int as n from stale_document');
      left = row?.n ?? 0;
    }
    expect(await ids('zebrawood')).toEqual([]);
    expect((await ids('rosewood')).sort()).toEqual([caption.id, story.id].sort());
  });

  it('two publications that bring the same new words', async () => {
    const words = Array.from(
      { length: 40 },
      (_, index) => `gnu${'abcdefghij'[index % 10]}${'klmn'[index % 4]}zz`,
    );
    const drafts = await Promise.all(
      Array.from({ length: 6 }, async (_, index) =>
        desk.made(
          chief,
          'article',
          readyArticle(news.id, {
            headline: `Gnus ${index}`,
            body: paragraphs((index % 2 === 0 ? words : words.toReversed()).join(' ')),
          }),
        ),
      ),
    );
    await Promise.all(drafts.map(async ({ id }) => desk.done(chief, id, 'publish')));
    expect(await ids('gnuakzz')).toHaveLength(6);
  });
});

describe('the desk finds', () => {
  let reporter: SignedIn;
  let draft: ItemBody;
  let changed: ItemBody;

  async function foundBy(by: SignedIn, q: string, path = 'items'): Promise<string[]> {
    const answer = await desk.get<{ items: ItemBody[] }>(by, `${path}?q=${encodeURIComponent(q)}`);
    expect(answer.status).toBe(200);
    return answer.body.items.map(({ id }) => id);
  }

  beforeAll(async () => {
    reporter = await signedIn(app, { roles: [{ role: 'reporter' }] });
    draft = await desk.made(
      chief,
      'article',
      readyArticle(news.id, {
        headline: 'Plain',
        slugline: 'tapir-watch',
        body: paragraphs('A tapirhouse opens.', 'Its keeper is Zoë Öztürk.'),
        tags: ['ungulates'],
      }),
    );
    const body = paragraphs('It was marmosetville.');
    const { id } = await desk.live(chief, 'editorial', readyEditorial(news.id, { body }));
    changed = await desk.saved(chief, { id, kind: 'editorial' }, { body: paragraphs('It is capybaraton.') });
  });

  it.each(['plain', 'TAPIR-WATCH', 'tapirho', 'zoe ozturk', '"house" OR "tapirhouse opens"', 'ungulate'])(
    'a draft by %s, and only who may read it',
    async (q) => {
      expect(await foundBy(chief, q)).toContain(draft.id);
      expect(await foundBy(chief, q, 'articles')).toContain(draft.id);
      expect(await foundBy(chief, q, 'editorials')).toEqual([]);
      expect(await foundBy(reporter, q)).not.toContain(draft.id);
    },
  );

  it('nothing by what is excluded, by an id, or by signs', async () => {
    for (const q of ['tapirhouse -keeper', 'paragraph', news.id, `'):* | !!`, '-tapirhouse']) {
      expect(await foundBy(chief, q)).toEqual([]);
    }
  });

  it('a draft by its own words, and by those that are live for whom it is not', async () => {
    expect(await foundBy(chief, 'capybaraton')).toEqual([changed.id]);
    expect(await foundBy(chief, 'marmosetville')).toEqual([]);
    expect(await foundBy(reporter, 'capybaraton')).toEqual([]);
    expect(await foundBy(reporter, 'marmosetville')).toEqual([changed.id]);
    await desk.done(chief, changed.id, 'discard-draft');
    expect(await foundBy(chief, 'marmosetville')).toEqual([changed.id]);
    expect(await foundBy(chief, 'capybaraton')).toEqual([]);
    await desk.done(chief, changed.id, 'restore', { revision: 2 });
    await desk.done(chief, changed.id, 'publish');
    expect(await foundBy(reporter, 'capybaraton')).toEqual([changed.id]);
  });

  it('a draft among thousands with the same word, and only who may read it', async () => {
    await app.database.query('set session_replication_role = replica');
    await app.database.query(
      `insert into desk_search (item_id, shown, live)
         select gen_random_uuid(), words, words
           from generate_series(1, 5001), to_tsvector('search_simple', 'tapirhouse') words`,
    );
    await app.database.query('set session_replication_role = origin');
    const [many] = await app.database.query(`select shown, live from desk_found('tapirhouse', 5000)`);
    expect(many).toEqual({ shown: null, live: null });
    expect(await foundBy(chief, 'tapirho -nobody')).toEqual([draft.id]);
    expect(await foundBy(reporter, 'tapirho')).toEqual([]);
  });
});

describe('whatever is asked', () => {
  const hostile = [
    '"'.repeat(10_000),
    '"'.repeat(300),
    'a'.repeat(100_000),
    'word '.repeat(5_000),
    '-"x" '.repeat(60),
    'OR '.repeat(100),
    ':*&|!()<->'.repeat(30),
    "'".repeat(300),
    '\\'.repeat(300),
    `${'\u202E\u200F'.repeat(60)}x`,
    '\uD800',
    'a\0b',
    'the and of to '.repeat(20),
    '👩‍👩‍👧‍👦'.repeat(25),
    'aaaaaaa bbbbbbb ccccccc ddddddd eeeeeee fffffff ggggggg',
    'http://a.example/b?c=d&e=f#g a@b.example 1e5 -3.5 ../../etc/passwd',
    '%_%*',
    '中文新闻*',
    'İstanbul ẞ ﬃ',
  ];

  it('is answered at once, and never with a fault of ours', async () => {
    await search('warm');
    for (const q of hostile) {
      const url = `/delivery/v1/search?q=${encodeURIComponent(q.toWellFormed())}`;
      // 200 ms on a machine that does nothing else.
      const least = await leastElapsed(1_000, async () => {
        const { status } = await app.request('GET', q === '\uD800' ? '/delivery/v1/search?q=%ED%A0%80' : url);
        expect({ q: q.slice(0, 20), status }).toEqual({ q: q.slice(0, 20), status: expect.any(Number) });
        expect([200, 400, 414, 431]).toContain(status);
      });
      expect(least).toBeLessThan(1_000);
    }
  });

  it('is a query that PostgreSQL can read', async () => {
    const finder = app.app.get(PublishedSearch, { strict: false });
    const parts = ['"', '-', '*', 'OR', 'river', 'té', "'", '\\', '<->', ':A', '(', '!', 'a-b', '1.5', '中'];
    let seed = 7;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    const filters = { kind: null, sectionIds: null, from: null, until: null };
    const list = { route: 'test', filters: {}, limit: 5, cursor: null };
    for (let round = 0; round < 300; round += 1) {
      const q = Array.from(
        { length: next() % 12 },
        () => `${parts[next() % parts.length]}${next() % 2 === 0 ? ' ' : ''}`,
      ).join('');
      await expect(finder.page(q, filters, list)).resolves.toBeDefined();
    }
  });
});

describe('among thousands of items', () => {
  interface Work {
    /** Reads of the whole table. */
    sequential: number;
    /** Entries of the index of the time that were read, in hundreds: PostgreSQL reads a few in advance. */
    byTime: number;
    /** Looks into the index of words. */
    byWord: number;
  }

  async function workSoFar(): Promise<Work> {
    await app.database.query('select pg_stat_force_next_flush()');
    const [row] = await app.database.query<Work>(
      `select t.seq_scan::int as sequential, newest.idx_tup_read::int as "byTime", words.idx_scan::int as "byWord"
         from pg_stat_user_tables t, pg_stat_user_indexes newest, pg_stat_user_indexes words
        where t.relname = 'search_document' and newest.indexrelname = 'search_document_newest_idx'
          and words.indexrelname = 'search_document_vector_idx'`,
    );
    return row ?? { sequential: NaN, byTime: NaN, byWord: NaN };
  }

  /** What PostgreSQL did to find so many items by the query. */
  async function work(q: string, narrowed: object = {}): Promise<Work & { found: number }> {
    const inLanguages = await app.database.query<LanguageQuery>(QUERIES, [JSON.stringify(readQuery(q))]);
    const queries = inLanguages.filter(({ configuration }) => configuration === 'search_english');
    const filters = { kind: null, sectionIds: null, from: null, until: null, ...narrowed };
    const window = { at: '2026-01-01T00:00:00Z', beginnings: [], after: null, limit: 5_000 };
    const { sql, values } = searchStatement(queries, filters, window);
    const before = await workSoFar();
    const rows = await app.database.query(sql, [...values]);
    const after = await workSoFar();
    return {
      found: rows.length,
      sequential: after.sequential - before.sequential,
      byTime: Math.floor((after.byTime - before.byTime) / 100) * 100,
      byWord: after.byWord - before.byWord,
    };
  }

  beforeAll(async () => {
    await app.database.query('set session_replication_role = replica');
    await app.database.query(
      `insert into published_item (item_id, kind, state, document, card, etag, last_modified, renderer,
         first_published_at, changed_at)
       select md5(n::text)::uuid, 'article', 'live', '{}', convert_to(json_build_object('id', md5(n::text)::uuid)::text, 'UTF8'),
         '"x"', at, 'test', at, at
         from (select n, timestamptz '2010-01-01' + n * interval '1 hour' as at from generate_series(1, 20000) n) rows`,
    );
    await app.database.query(
      `insert into search_document (item_id, kind, first_published_at, configuration, headline, text, vector)
       select item_id, kind, first_published_at, 'search_english', headline, headline,
           setweight(to_tsvector('search_english', headline), 'A')
         from (select p.*, concat('Everywhere lot', n / 50, ' number', n, case n % 2 when 0 then ' even' else ' odd' end,
                   case when n <= 3000 then ' ancient' end, case when n % 100 = 0 then ' even everywhere' end) as headline
                 from published_item p
                 cross join lateral (select extract(epoch from first_published_at - '2010-01-01')::int / 3600 as n) hours
                where renderer = 'test') rows`,
    );
    await app.database.query('set session_replication_role = origin');
    await app.database.query('analyze search_document, published_item');
  });

  it.each([
    // What stands everywhere is found by the time, and no further back than it takes.
    ['everywhere', {}, { found: 2_000, byTime: 2_000, byWord: 0 }],
    ['even number*', {}, { found: 2_000, byTime: 4_000, byWord: 0 }],
    // What is rare, old, or never together, is found by the words.
    ['lot77', {}, { found: 50, byTime: 500, byWord: 1 }],
    ['lot7*', {}, { found: 550, byTime: 500, byWord: 1 }],
    ['ancient', {}, { found: 2_000, byTime: 500, byWord: 1 }],
    ['even odd', {}, { found: 0, byTime: 500, byWord: 1 }],
    ['everywhere -everywhere', {}, { found: 0, byTime: 500, byWord: 1 }],
    ['everywhere', { kind: 'editorial' }, { found: 0, byTime: 500, byWord: 1 }],
    ['ancient', { until: new Date('2010-02-01') }, { found: 743, byTime: 700, byWord: 0 }],
    ['ancient', { from: new Date('2011-01-01') }, { found: 0, byTime: 500, byWord: 1 }],
    // In a row, among the newest of those that have all words.
    ['"even everywhere"', {}, { found: 105, byTime: 500, byWord: 1 }],
    ['"odd everywhere"', {}, { found: 0, byTime: 500, byWord: 1 }],
    ['"ancient even everywhere"', {}, { found: 30, byTime: 500, byWord: 1 }],
  ])('the work for %s %j is bounded', async (q, narrowed, expected) => {
    const found = Math.min(expected.found, 2_000);
    expect(await work(q, narrowed)).toEqual({ ...expected, found, sequential: 0 });
  });

  it('every page follows the one before, each item once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null; pages += 1) {
      expect(pages).toBeLessThan(6);
      const { body }: Answer<Found> = await search({
        q: 'lot77',
        limit: '12',
        ...(cursor === '' ? {} : { cursor }),
      });
      seen.push(...body.items.map(({ id }) => id));
      ({ nextCursor: cursor } = body);
    }
    expect(new Set(seen).size).toBe(50);
    expect(seen).toHaveLength(50);
  });

  it('what is in all of them is answered soon', async () => {
    const least = await leastElapsed(2_000, async () => {
      const { status, body } = await search('everywhere number*');
      expect({ status, found: body.items.length }).toEqual({ status: 200, found: 20 });
    });
    expect(least).toBeLessThan(2_000);
  });
});

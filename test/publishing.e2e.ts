import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KindRegistry } from '../src/items/kind-registry.js';
import type { Kind } from '../src/kinds.js';
import { StaleDocumentLoop } from '../src/publishing/rendering/stale-document-loop.js';
import {
  Desk,
  type ItemAnswer,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from './factories/items.js';
import { author, section, type SectionRow, uniqueName } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';

interface Card {
  id: string;
  kind: Kind;
  slug: string;
  url: string;
  headline: string;
  teaser: string | null;
  language: string;
  section: { path: string; name: string; ancestors: { path: string; name: string }[] } | null;
  dateline: { place: string; text: string } | null;
  byline: { text: string; authors: { slug: string; name: string }[] } | null;
  leadPhoto: { photoCaptionId: string; caption: string; credit: string; altText: string } | null;
  publishedAt: string;
  updatedAt: string | null;
  dateLabel: string;
  corrections: { type: string; text: string; at: string }[];
  related: { slug: string; headline: string }[];
}
interface Delivered extends Card {
  bodyHtml: string;
  wordCount: number;
  description: string;
}
interface Front {
  articles: Card[];
  editorials: Card[];
}

const KILLING = { reason: 'It was wrong', notice: 'This story was withdrawn: it named the wrong man.' };
const MINUTES_AGO = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let world: SectionRow;
let reporter: SignedIn;
let copyEditor: SignedIn;
let sectionEditor: SignedIn;
let photoEditor: SignedIn;
let managing: SignedIn;
let legal: SignedIn;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  world = await section(app.database, news);
  reporter = await signedIn(app, { roles: [{ role: 'reporter', sectionId: news.id }] });
  copyEditor = await signedIn(app, { roles: [{ role: 'copy_editor', sectionId: news.id }] });
  sectionEditor = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: news.id }] });
  photoEditor = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  legal = await signedIn(app, { roles: [{ role: 'legal' }] });
});
afterAll(async () => app.close());

async function deliver<Body = Delivered>(path: string): Promise<Answer<Body>> {
  return app.request<Body>('GET', `/delivery/v1/${path}`);
}

async function article(item: { slug: string | null }): Promise<Delivered> {
  const answer = await deliver(`articles/${item.slug}`);
  expect([item.slug, answer.status]).toEqual([item.slug, 200]);
  return answer.body;
}

async function front(at: SectionRow): Promise<Front> {
  return (await deliver<Front>(`sections/${at.path}`)).body;
}

async function listed(query: string, kind = 'articles'): Promise<string[]> {
  const answer = await deliver<{ items: Card[] }>(`${kind}?limit=100&${query}`);
  expect(answer.status).toBe(200);
  return answer.body.items.map(({ id }) => id);
}

/** Until every mark has been dealt with, be it by this loop or by the one in the background. */
async function drained(of: TestApp = app): Promise<void> {
  for (let left = 1; left > 0;) {
    await of.app.get(StaleDocumentLoop, { strict: false }).drain();
    const [row] = await of.database.query<{ n: number }>('select count(*)::int as n from stale_document');
    left = row?.n ?? 0;
  }
}

async function patchRecord(path: string, body: object): Promise<void> {
  const { headers } = await app.request('GET', `/api/v1/${path}`, { token: managing.token });
  const answer = await app.request('PATCH', `/api/v1/${path}`, {
    token: managing.token,
    body,
    ifMatch: String(headers.etag),
  });
  expect(answer.status).toBe(200);
}

function expectProblem(answer: Answer<unknown>, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { code, status } });
}

function problems(answer: ItemAnswer): [string, string][] {
  return (answer.body.problems ?? []).map(({ pointer, code }) => [pointer, code]);
}

function photo(caption: { id: string }, own: object = {}): object {
  return { type: 'photo', attrs: { photoCaptionId: caption.id, ...own } };
}

describe('what readers get of a publication', () => {
  it('is the document, in the list, on the fronts above it and on the author’s page', async () => {
    const writer = await author(app.database);
    const second = await author(app.database);
    const caption = await desk.live(
      photoEditor,
      'photo_caption',
      readyCaption({ description: 'Ferries wait.' }),
    );
    const live = await desk.live(
      managing,
      'article',
      readyArticle(world.id, {
        headline: 'Gaza’s wasteland',
        dateline: { place: 'GAZA CITY', date: '2024-05-05' },
        byline: { authors: [{ authorId: writer.id }, { authorId: second.id }] },
        leadPhoto: { photoCaptionId: caption.id },
        body: paragraphs('“It is all gone,” he said.', 'Nobody answered.'),
        tags: ['war'],
        slugline: 'secret-slugline',
      }),
    );
    const document = await deliver('articles/gazas-wasteland');
    expect(document.status).toBe(200);
    expect(document.body).toMatchObject({
      id: live.id,
      kind: 'article',
      slug: 'gazas-wasteland',
      url: 'http://copydesk.test/delivery/v1/articles/gazas-wasteland',
      language: 'en',
      section: { path: world.path, name: world.name, ancestors: [{ path: news.path, name: news.name }] },
      teaser: '“It is all gone,” he said.',
      dateline: { place: 'GAZA CITY', text: 'GAZA CITY:' },
      byline: {
        text: `By ${writer.name} and ${second.name}`,
        authors: [
          { slug: writer.slug, name: writer.name },
          { slug: second.slug, name: second.name },
        ],
      },
      source: 'Reuters',
      leadPhoto: {
        photoCaptionId: caption.id,
        caption: 'Ferries wait.',
        creditLine: 'Reuters',
        credit: '— Photo by Reuters',
        altText: 'Two ferries below a bridge',
        renditions: expect.arrayContaining([
          expect.objectContaining({ name: 'thumbnail', width: 3, height: 2 }),
        ]),
      },
      bodyHtml: '<p>“It is all gone,” he said.</p><p>Nobody answered.</p>',
      wordCount: 8,
      tags: ['war'],
      publishedAt: live.firstPublishedAt,
      updatedAt: null,
      corrections: [],
      related: [],
    });
    expect(document.text).not.toContain('secret-slugline');
    for (const at of [world, news]) {
      const [card] = (await front(at)).articles.filter(({ id }) => id === live.id);
      expect(card).toEqual(
        Object.fromEntries(
          Object.entries(document.body).filter(([key]) => key !== 'body' && key !== 'bodyHtml'),
        ),
      );
    }
    for (const query of [`section=${news.path}`, `author=${second.slug}`, 'tag=war']) {
      expect(await listed(query)).toContain(live.id);
    }
  });

  it('is nothing before it, and nothing of a draft after it', async () => {
    const draft = await desk.made(managing, 'article', readyArticle(world.id, { headline: 'Not yet out' }));
    expect((await deliver('articles/not-yet-out')).status).toBe(404);
    await desk.done(managing, draft.id, 'publish');
    const before = await deliver('articles/not-yet-out');
    await desk.saved(managing, draft, { headline: 'A secret', body: paragraphs('Secret.') });
    await desk.done(managing, draft.id, 'submit');
    await desk.done(managing, draft.id, 'approve');
    const after = await deliver('articles/not-yet-out');
    expect([after.text, after.headers.etag]).toEqual([before.text, before.headers.etag]);
  });

  it('is gone without a word after unpublishing as gone, and back with republishing', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id, { tags: ['gone'] }));
    const before = await article(live);
    const off = await desk.done(sectionEditor, live.id, 'unpublish', {
      type: 'gone',
      reason: 'Rights',
      notice: 'Not to be seen',
    });
    expect(off).toMatchObject({ visibility: 'withdrawn', live: null, draft: null, slug: live.slug });
    const answer = await deliver<Record<string, unknown>>(`articles/${live.slug}`);
    expectProblem(answer, 410, 'withdrawn');
    expect(answer.body).toMatchObject({ notice: null, at: expect.stringMatching(/Z$/) });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).not.toContain(before.headline);
    expect(await listed('tag=gone')).toEqual([]);
    expect((await front(world)).articles.map(({ id }) => id)).not.toContain(live.id);

    const back = await desk.done(sectionEditor, live.id, 'republish');
    expect(back).toMatchObject({
      visibility: 'live',
      firstPublishedAt: live.firstPublishedAt,
      updatedAt: null,
      live: { revision: 1, slug: live.slug },
    });
    expect(await article(live)).toEqual(before);
    expect(await listed('tag=gone')).toEqual([live.id]);
    expectProblem(await desk.act(sectionEditor, live.id, 'republish'), 409, 'invalid_transition');
  });

  it('is the notice after a withdrawal, while the draft is kept', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id));
    await desk.saved(managing, live, { kicker: 'Draft' });
    expectProblem(
      await desk.act(managing, live.id, 'unpublish', { type: 'withdrawn' }),
      400,
      'validation_failed',
    );
    expectProblem(
      await desk.act(managing, live.id, 'unpublish', { type: 'redirect', reason: 'x' }),
      400,
      'validation_failed',
    );
    const withdrawal = { type: 'withdrawn', reason: 'Checks', notice: 'Under review.' };
    const off = await desk.done(managing, live.id, 'unpublish', withdrawal);
    expect(off).toMatchObject({
      visibility: 'withdrawn',
      draft: { revision: 2 },
      content: { kicker: 'Draft' },
    });
    expect((await deliver(`articles/${live.slug}`)).body).toMatchObject({
      code: 'withdrawn',
      notice: 'Under review.',
    });
    const back = await desk.done(managing, live.id, 'republish', {
      changeType: 'clarification',
      publicNote: 'All true.',
    });
    expect(back).toMatchObject({
      draft: { revision: 2 },
      live: { revision: 1, changeType: 'clarification' },
    });
    expect((await article(live)).corrections).toMatchObject([{ type: 'clarification', text: 'All true.' }]);
  });

  it('is a tombstone for good after a kill; the text is gone from what readers are served from', async () => {
    const live = await desk.live(
      managing,
      'article',
      readyArticle(world.id, { tags: ['killed'], headline: 'Mr X did it' }),
    );
    await desk.saved(managing, live, { kicker: 'Draft' });
    for (const body of [{ reason: 'x' }, { notice: 'x' }, { reason: '', notice: 'x' }]) {
      expectProblem(await desk.act(legal, live.id, 'kill', body), 400, 'validation_failed');
    }
    expectProblem(await desk.act(sectionEditor, live.id, 'kill', KILLING), 403, 'forbidden');
    const killed = await desk.done(legal, live.id, 'kill', KILLING);
    expect(killed).toMatchObject({
      visibility: 'killed',
      draft: null,
      live: null,
      content: { kicker: null },
    });
    const answer = await deliver('articles/mr-x-did-it');
    expectProblem(answer, 410, 'killed');
    expect(answer.body).toMatchObject({ notice: KILLING.notice });
    expect(answer.text).not.toContain('Mr X');
    expect(await listed('tag=killed')).toEqual([]);
    expect((await front(world)).articles.map(({ id }) => id)).not.toContain(live.id);
    const rows = await app.database.query(
      'select document, card, author_ids, tags from published_item where item_id = $1',
      [live.id],
    );
    expect(rows).toEqual([{ document: null, card: null, author_ids: [], tags: [] }]);
    expectProblem(await desk.act(managing, live.id, 'republish'), 409, 'invalid_transition');
    expectProblem(await desk.act(managing, live.id, 'publish'), 409, 'invalid_transition');
  });

  it('is a tombstone also where a withdrawn item is killed', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id));
    await desk.done(managing, live.id, 'unpublish', { type: 'gone', reason: 'x' });
    await desk.done(managing, live.id, 'kill', KILLING);
    expect((await deliver(`articles/${live.slug}`)).body).toMatchObject({
      code: 'killed',
      notice: KILLING.notice,
    });
  });

  it('holds for editorials and photo captions alike', async () => {
    const leader = await desk.live(managing, 'editorial', readyEditorial(world.id));
    expect((await deliver(`editorials/${leader.slug}`)).body).not.toHaveProperty('byline');
    const caption = await desk.live(
      photoEditor,
      'photo_caption',
      readyCaption({ instructions: 'For the desk only' }),
    );
    const shown = await deliver(`photo-captions/${caption.id}`);
    expect(shown.body).toMatchObject({ id: caption.id, credit: '— Photo by Reuters', updatedAt: null });
    expect(shown.text).not.toContain('For the desk only');
    for (const [item, path] of [
      [leader, `editorials/${leader.slug}`],
      [caption, `photo-captions/${caption.id}`],
    ] as const) {
      await desk.done(managing, item.id, 'unpublish', { type: 'withdrawn', reason: 'x', notice: 'Off' });
      expect((await deliver(path)).body).toMatchObject({ code: 'withdrawn', notice: 'Off' });
      await desk.done(managing, item.id, 'republish');
      expect((await deliver(path)).status).toBe(200);
      await desk.done(managing, item.id, 'kill', KILLING);
      expect((await deliver(path)).body).toMatchObject({ code: 'killed', notice: KILLING.notice });
    }
  });
});

describe('an approval', () => {
  it('is asked for, unless one may publish directly', async () => {
    const item = await desk.made(reporter, 'article', readyArticle(world.id));
    await desk.done(reporter, item.id, 'submit');
    expectProblem(await desk.act(sectionEditor, item.id, 'publish'), 409, 'approval_missing');
    expect((await desk.done(managing, item.id, 'publish')).visibility).toBe('live');
    const caption = await desk.made(photoEditor, 'photo_caption', readyCaption());
    expect((await desk.done(photoEditor, caption.id, 'publish')).visibility).toBe('live');
  });

  it('is of one revision: a save after it takes another', async () => {
    const item = await desk.made(reporter, 'article', readyArticle(world.id));
    await desk.done(reporter, item.id, 'submit');
    await desk.done(copyEditor, item.id, 'approve');
    await desk.saved(copyEditor, item, { kicker: 'One more thing' });
    expectProblem(await desk.act(sectionEditor, item.id, 'publish'), 409, 'approval_missing');
    await desk.done(reporter, item.id, 'submit');
    await desk.done(copyEditor, item.id, 'approve');
    await desk.done(sectionEditor, item.id, 'publish');
    const rows = await app.database.query(
      `select p.revision, a.revision as approved, a.approved_by from publication p join approval a on a.id = p.approval_id
        where p.item_id = $1`,
      [item.id],
    );
    expect(rows).toEqual([{ revision: 2, approved: 2, approved_by: copyEditor.id }]);
    // What is live was approved; the next draft is not.
    await desk.saved(sectionEditor, item, { kicker: 'Another' });
    expectProblem(await desk.act(sectionEditor, item.id, 'publish'), 409, 'approval_missing');
  });
});

describe('readiness', () => {
  it('refuses what is incomplete with everything that is missing', async () => {
    const empty = await desk.act(managing, (await desk.made(managing, 'article', {})).id, 'publish');
    expectProblem(empty, 409, 'not_ready');
    expect(problems(empty)).toEqual([
      ['/content/headline', 'required'],
      ['/content/sectionId', 'required'],
      ['/content/body', 'required'],
      ['/content/byline', 'required'],
    ]);
    const leader = await desk.made(managing, 'editorial', readyEditorial(news.id, { editionRank: null }));
    expect(problems(await desk.act(managing, leader.id, 'publish'))).toEqual([
      ['/content/editionRank', 'required'],
    ]);
    const caption = await desk.made(managing, 'photo_caption', readyCaption({ altText: null }));
    expect(problems(await desk.act(managing, caption.id, 'publish'))).toEqual([
      ['/content/altText', 'required'],
    ]);
    await desk.saved(managing, caption, { altText: 'A boat' });
    expect((await desk.act(managing, caption.id, 'publish')).status).toBe(200);
  });

  it('asks for placed captions to be live, wherever they are placed', async () => {
    const [lead, inside] = [
      await desk.made(photoEditor, 'photo_caption', readyCaption()),
      await desk.made(photoEditor, 'photo_caption', readyCaption()),
    ];
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Text.' }] }, photo(inside)],
    };
    const item = await desk.made(
      managing,
      'article',
      readyArticle(world.id, { leadPhoto: { photoCaptionId: lead.id }, body }),
    );
    expect(problems(await desk.act(managing, item.id, 'publish'))).toEqual([
      ['/content/leadPhoto/photoCaptionId', 'caption_not_live'],
      ['/content/body/content/1/attrs/photoCaptionId', 'caption_not_live'],
    ]);
    await desk.done(photoEditor, lead.id, 'publish');
    expect(problems(await desk.act(managing, item.id, 'publish'))).toHaveLength(1);
    await desk.done(photoEditor, inside.id, 'publish');
    const live = await desk.done(managing, item.id, 'publish');
    expect((await article(live)).bodyHtml).toContain('<figure');

    // What comes back has to be ready as well.
    await desk.done(managing, item.id, 'unpublish', { type: 'gone', reason: 'x' });
    await desk.done(photoEditor, lead.id, 'unpublish', { type: 'gone', reason: 'x' });
    const again = await desk.act(managing, item.id, 'republish');
    expectProblem(again, 409, 'not_ready');
    expect(problems(again)).toEqual([['/content/leadPhoto/photoCaptionId', 'caption_not_live']]);
  });
});

describe('"Updated"', () => {
  it('is told of update, correction and clarification, and not of minor', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id), {
      firstPublishedAt: '2024-05-04T20:00:00Z',
    });
    expect(await article(live)).toMatchObject({ updatedAt: null, dateLabel: '04 May, 2024' });
    const minor = await desk.republished(managing, live, { kicker: 'Typo' });
    expect(minor).toMatchObject({ updatedAt: null, live: { changeType: 'minor' } });
    expect(await article(live)).toMatchObject({
      updatedAt: null,
      dateLabel: '04 May, 2024',
      publishedAt: '2024-05-04T20:00:00.000Z',
    });
    const update = await desk.republished(
      managing,
      live,
      { kicker: 'New facts' },
      { changeType: 'update', note: 'x' },
    );
    expect(update.updatedAt).toBe(update.live?.publishedAt);
    const told = await article(live);
    expect(told).toMatchObject({
      updatedAt: update.updatedAt,
      publishedAt: '2024-05-04T20:00:00.000Z',
      dateLabel: expect.stringMatching(/^Updated \d\d [A-Z][a-z]{2}, 20\d\d$/),
    });
    const again = await desk.republished(managing, live, { kicker: 'Typo again' });
    expect(again.updatedAt).toBe(update.updatedAt);
    expect(await article(live)).toMatchObject({ updatedAt: update.updatedAt, dateLabel: told.dateLabel });
  });

  it('comes with a public note for corrections and clarifications, delivered newest first', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id));
    for (const changeType of ['correction', 'clarification']) {
      await desk.saved(managing, live, { kicker: changeType });
      for (const publicNote of [undefined, null, '', '  ']) {
        expectProblem(
          await desk.act(managing, live.id, 'publish', { changeType, publicNote }),
          400,
          'public_note_required',
        );
      }
      const note = `It was ${changeType}.`;
      const done = await desk.done(managing, live.id, 'publish', { changeType, publicNote: note });
      expect(done).toMatchObject({ updatedAt: done.live?.publishedAt, live: { changeType } });
    }
    const { corrections, updatedAt } = await article(live);
    expect(corrections).toEqual([
      { type: 'clarification', text: 'It was clarification.', at: updatedAt },
      { type: 'correction', text: 'It was correction.', at: expect.any(String) },
    ]);
    await desk.republished(managing, live, { kicker: 'Minor' });
    expect((await article(live)).corrections).toEqual(corrections);
  });

  it('is not for a first publication', async () => {
    const item = await desk.made(managing, 'article', readyArticle(world.id));
    const answer = await desk.act(managing, item.id, 'publish', {
      changeType: 'correction',
      publicNote: 'Too early',
    });
    expectProblem(answer, 400, 'validation_failed');
    expect(answer.body.errors?.[0]?.pointer).toBe('/changeType');
    expectProblem(
      await desk.act(managing, item.id, 'publish', { changeType: 'major' }),
      400,
      'validation_failed',
    );
    const live = await desk.done(managing, item.id, 'publish', { changeType: 'update' });
    expect(live).toMatchObject({ updatedAt: null, live: { changeType: 'minor' } });
  });

  it('is of a change type that there is, wherever one is said', async () => {
    const item = await desk.live(managing, 'article', readyArticle(world.id));
    await desk.saved(managing, item, { kicker: 'Newer' });
    for (const publicNote of [undefined, 'It was Tuesday.']) {
      const answer = await desk.act(managing, item.id, 'publish', { changeType: null, publicNote });
      expectProblem(answer, 400, 'validation_failed');
      expect(answer.body.errors).toMatchObject([{ pointer: '/changeType', code: 'is_in' }]);
    }
    await desk.done(managing, item.id, 'unpublish', { type: 'gone', reason: 'For now' });
    expectProblem(
      await desk.act(managing, item.id, 'republish', { changeType: null }),
      400,
      'validation_failed',
    );
  });

  it('lets nothing jump to the top of the list, except of that by updatedAt', async () => {
    const corner = await section(app.database);
    const made: ItemBody[] = [];
    for (const minutes of [30, 20, 10]) {
      const content = readyArticle(corner.id);
      made.push(await desk.live(managing, 'article', content, { firstPublishedAt: MINUTES_AGO(minutes) }));
    }
    const [oldest, middle, newest] = made.map(({ id }) => id);
    const query = `section=${corner.path}`;
    expect(await listed(query)).toEqual([newest, middle, oldest]);
    if (made[0]) await desk.republished(managing, made[0], { kicker: 'New' }, { changeType: 'update' });
    expect(await listed(query)).toEqual([newest, middle, oldest]);
    expect(await listed(`${query}&sort=updatedAt`)).toEqual([oldest, newest, middle]);
  });
});

describe('a first publication in the past', () => {
  const past = '2019-03-01T09:30:00+05:00';

  it('is stated by who holds item.backdate, and never moves', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id), { firstPublishedAt: past });
    expect(live.firstPublishedAt).toBe('2019-03-01T04:30:00.000Z');
    expect(live.live?.publishedAt.slice(0, 4)).not.toBe('2019');
    expect(await article(live)).toMatchObject({
      publishedAt: live.firstPublishedAt,
      dateLabel: '01 Mar, 2019',
    });
    await desk.saved(managing, live, { kicker: 'New' });
    const again = await desk.act(managing, live.id, 'publish', { firstPublishedAt: past });
    expectProblem(again, 400, 'validation_failed');
    expect(again.body.errors?.[0]?.pointer).toBe('/firstPublishedAt');
    expect((await desk.done(managing, live.id, 'publish')).firstPublishedAt).toBe(live.firstPublishedAt);
  });

  it('is refused to others, and in the future', async () => {
    const item = await desk.made(reporter, 'article', readyArticle(world.id));
    await desk.done(reporter, item.id, 'submit');
    await desk.done(copyEditor, item.id, 'approve');
    const refused = await desk.act(sectionEditor, item.id, 'publish', { firstPublishedAt: past });
    expectProblem(refused, 403, 'forbidden');
    expect(refused.body.permission).toBe('item.backdate');
    for (const firstPublishedAt of [MINUTES_AGO(-5), '2019-03-01', '2019-03-01T09:30:00', 'yesterday', 1]) {
      const answer = await desk.act(managing, item.id, 'publish', { firstPublishedAt });
      expectProblem(answer, 400, 'validation_failed');
      expect(answer.body.errors?.[0]?.pointer).toBe('/firstPublishedAt');
    }
    expect((await desk.done(sectionEditor, item.id, 'publish', { firstPublishedAt: null })).visibility).toBe(
      'live',
    );
  });
});

describe('the address', () => {
  it('of an automatic slug that is taken gets -2, which belongs to the publication and stays', async () => {
    const headline = uniqueName('Flood in the delta');
    const first = await desk.live(managing, 'article', readyArticle(world.id, { headline }));
    const second = await desk.live(managing, 'article', readyArticle(world.id, { headline }));
    expect(second).toMatchObject({
      slug: `${first.slug}-2`,
      live: { slug: `${first.slug}-2` },
      content: { slug: first.slug },
    });
    expect((await article(second)).id).toBe(second.id);
    expect((await article(first)).id).toBe(first.id);
    const third = await desk.live(managing, 'article', readyArticle(world.id, { headline }));
    expect(third.slug).toBe(`${first.slug}-3`);
    const renamed = await desk.saved(managing, second, { headline: 'Something else' });
    expect(renamed).toMatchObject({ slug: `${first.slug}-2`, content: { slug: first.slug } });
    const again = await desk.done(managing, second.id, 'publish');
    expect(again).toMatchObject({ slug: `${first.slug}-2`, content: { headline: 'Something else' } });
    // Each kind has addresses of its own.
    const leader = await desk.live(managing, 'editorial', readyEditorial(news.id, { headline }));
    expect(leader.slug).toBe(first.slug);
  });

  it('of a slug set by hand that is taken is refused', async () => {
    const first = await desk.live(managing, 'article', readyArticle(world.id));
    const item = await desk.made(managing, 'article', readyArticle(world.id, { slug: first.slug }));
    expectProblem(await desk.act(managing, item.id, 'publish'), 409, 'slug_taken');
    const own = `${first.slug}-by-hand`;
    await desk.saved(managing, item, { slug: own });
    expect(await desk.done(managing, item.id, 'publish')).toMatchObject({
      slug: own,
      live: { slug: own },
      content: { slug: own },
    });
  });

  it('moves at the publication of another slug, and not before; the old one stays the item’s own', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id));
    const moved = `${live.slug}-moved`;
    await desk.saved(managing, live, { slug: moved });
    expect((await deliver(`articles/${live.slug}`)).status).toBe(200);
    expect((await deliver(`articles/${moved}`)).status).toBe(404);
    await desk.done(managing, live.id, 'publish');
    expect((await deliver(`articles/${live.slug}`)).status).toBe(301);
    expect((await article({ slug: moved })).url).toBe(`http://copydesk.test/delivery/v1/articles/${moved}`);
    await desk.republished(managing, live, { slug: live.slug });
    expect((await deliver(`articles/${moved}`)).status).toBe(301);
    expect((await article(live)).id).toBe(live.id);
  });

  it('of what was killed or withdrawn is never taken over', async () => {
    for (const action of ['kill', 'unpublish']) {
      const gone = await desk.live(managing, 'article', readyArticle(world.id));
      await desk.done(managing, gone.id, action, action === 'kill' ? KILLING : { type: 'gone', reason: 'x' });
      const byHand = await desk.made(managing, 'article', readyArticle(world.id, { slug: gone.slug }));
      expectProblem(await desk.act(managing, byHand.id, 'publish'), 409, 'slug_taken');
      const automatic = await desk.live(
        managing,
        'article',
        readyArticle(world.id, { headline: gone.content.headline }),
      );
      expect(automatic.slug).toBe(`${gone.slug}-2`);
      expect((await deliver(`articles/${gone.slug}`)).status).toBe(410);
    }
  });

  it('is found for a headline in any script, and for one that has no letters', async () => {
    for (const headline of ['دریا پر بات چیت', '河流谈判恢复', '🙂🙂']) {
      const live = await desk.live(managing, 'article', readyArticle(world.id, { headline }));
      expect(live.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect((await article(live)).headline).toBe(headline);
    }
  });
});

describe('what a document rests on', () => {
  it('keeps the byline’s names of its publication, and follows the profile’s address', async () => {
    const writer = await author(app.database);
    const byline = { authors: [{ authorId: writer.id }] };
    const live = await desk.live(managing, 'article', readyArticle(world.id, { byline }));
    await patchRecord(`authors/${writer.id}`, { name: 'Married Name', slug: `${writer.slug}-new` });
    await drained();
    expect((await article(live)).byline).toEqual({
      text: `By ${writer.name}`,
      authors: [{ name: writer.name, slug: `${writer.slug}-new` }],
    });
    expect(await listed(`author=${writer.slug}-new`)).toEqual([live.id]);
    await desk.republished(managing, live, { kicker: 'Again' });
    expect((await article(live)).byline?.text).toBe('By Married Name');
  });

  it('is corrected once in a photo caption for all stories that inherit it', async () => {
    const caption = await desk.live(
      photoEditor,
      'photo_caption',
      readyCaption({ description: 'The wrong bridge.' }),
    );
    const inherits = { photoCaptionId: caption.id };
    const stories: ItemBody[] = [];
    for (let n = 0; n < 5; n += 1) {
      stories.push(await desk.live(managing, 'article', readyArticle(world.id, { leadPhoto: inherits })));
    }
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A.' }] }, photo(caption)],
    };
    const inBody = await desk.live(managing, 'article', readyArticle(world.id, { body }));
    const own = { ...inherits, caption: 'The bridge (above), seen from the south.' };
    const overriding = await desk.live(managing, 'article', readyArticle(world.id, { leadPhoto: own }));
    const before = await deliver(`articles/${stories[0]?.slug}`);

    await desk.saved(photoEditor, caption, { description: 'The right bridge.', creditLine: 'AFP' });
    await drained();
    expect((await article(inBody)).bodyHtml).toContain('The wrong bridge.');
    await desk.done(photoEditor, caption.id, 'publish');
    await drained();
    for (const story of stories) {
      expect(await article(story)).toMatchObject({
        leadPhoto: { caption: 'The right bridge.', credit: '— Photo by AFP' },
        updatedAt: null,
      });
    }
    expect((await deliver(`articles/${stories[0]?.slug}`)).headers.etag).not.toBe(before.headers.etag);
    expect((await article(inBody)).bodyHtml).toContain('The right bridge.');
    expect((await article(overriding)).leadPhoto).toMatchObject({
      caption: own.caption,
      credit: '— Photo by AFP',
    });
    const [card] = (await front(world)).articles.filter(({ id }) => id === stories[4]?.id);
    expect(card?.leadPhoto?.caption).toBe('The right bridge.');
  });

  it.each(['unpublish', 'kill'])('loses a photo with the %s of its caption', async (action) => {
    const caption = await desk.live(photoEditor, 'photo_caption', readyCaption());
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A.' }] }, photo(caption)],
    };
    const leadPhoto = { photoCaptionId: caption.id };
    const live = await desk.live(managing, 'article', readyArticle(world.id, { leadPhoto, body }));
    expect((await article(live)).bodyHtml).toContain('<figure');
    await desk.done(
      managing,
      caption.id,
      action,
      action === 'kill' ? KILLING : { type: 'gone', reason: 'x' },
    );
    await drained();
    const without = await article(live);
    expect([without.leadPhoto, without.bodyHtml]).toEqual([null, '<p>A.</p>']);
    if (action === 'unpublish') {
      await desk.done(managing, caption.id, 'republish');
      await drained();
      expect((await article(live)).leadPhoto?.photoCaptionId).toBe(caption.id);
    }
  });

  it('follows its section, renamed or moved, on every level', async () => {
    const [top, other] = [await section(app.database), await section(app.database)];
    const below = await section(app.database, top);
    const live = await desk.live(managing, 'article', readyArticle(below.id));
    await patchRecord(`sections/${top.id}`, { name: 'Renamed' });
    await drained();
    expect((await article(live)).section?.ancestors).toEqual([{ path: top.path, name: 'Renamed' }]);
    await patchRecord(`sections/${below.id}`, { parentId: other.id });
    await drained();
    const path = `${other.path}/${below.slug}`;
    expect((await article(live)).section).toEqual({
      path,
      name: below.name,
      ancestors: [{ path: other.path, name: other.name }],
    });
    expect(await listed(`section=${other.path}`)).toEqual([live.id]);
    expect(await listed(`section=${top.path}`)).toEqual([]);
    expect((await front(other)).articles.map((card) => card.section?.path)).toEqual([path]);
    expect((await desk.read(managing, live.id)).body.section?.path).toBe(path);
  });

  it('relates what is live, by its present headline and address, and nothing else', async () => {
    const target = await desk.made(
      managing,
      'article',
      readyArticle(world.id, { headline: uniqueName('Related') }),
    );
    const leader = await desk.live(managing, 'editorial', readyEditorial(world.id));
    const live = await desk.live(
      managing,
      'article',
      readyArticle(world.id, { related: [{ itemId: target.id }, { itemId: leader.id }] }),
    );
    const related = async (): Promise<string[]> => {
      await drained();
      return (await article(live)).related.map(({ headline }) => headline);
    };
    expect(await related()).toEqual([leader.content.headline]);
    await desk.done(managing, target.id, 'publish');
    expect(await related()).toEqual([target.content.headline, leader.content.headline]);
    await desk.saved(managing, target, { headline: 'Secret new headline' });
    expect(await related()).toEqual([target.content.headline, leader.content.headline]);
    await desk.done(managing, target.id, 'publish');
    expect(await related()).toEqual(['Secret new headline', leader.content.headline]);
    await desk.done(managing, target.id, 'unpublish', { type: 'gone', reason: 'x' });
    expect(await related()).toEqual([leader.content.headline]);
    await desk.done(managing, target.id, 'republish');
    await desk.done(managing, leader.id, 'kill', KILLING);
    expect(await related()).toEqual(['Secret new headline']);
  });

  it('is made again for the others where one document cannot be', async () => {
    const caption = await desk.live(photoEditor, 'photo_caption', readyCaption({ description: 'Old.' }));
    const leadPhoto = { photoCaptionId: caption.id };
    const bad = await desk.live(managing, 'article', readyArticle(world.id, { leadPhoto }));
    const good = await desk.live(managing, 'article', readyArticle(world.id, { leadPhoto }));
    const kind = app.app.get(KindRegistry, { strict: false }).get('article');
    const document = kind.document.bind(kind);
    kind.document = (content, resolved, facts) => {
      if (facts.id === bad.id) throw new Error('A fault of the code');
      return document(content, resolved, facts);
    };
    await desk.republished(photoEditor, caption, { description: 'New.' });
    await app.app.get(StaleDocumentLoop, { strict: false }).drain();
    for (let waited = 0; (await article(good)).leadPhoto?.caption !== 'New.' && waited < 50; waited += 1) {
      // The loop in the background may have had it in hand.
      await new Promise((done) => setTimeout(done, 20));
    }
    expect((await article(good)).leadPhoto?.caption).toBe('New.');
    expect((await article(bad)).leadPhoto?.caption).toBe('Old.');
    kind.document = document;
    await drained();
    expect((await article(bad)).leadPhoto?.caption).toBe('New.');
  });

  it('moves with its draft’s section at publication, and not before', async () => {
    const elsewhere = await section(app.database);
    const live = await desk.live(managing, 'article', readyArticle(world.id));
    await desk.saved(managing, live, { sectionId: elsewhere.id });
    expect((await article(live)).section?.path).toBe(world.path);
    await desk.done(managing, live.id, 'publish');
    expect((await article(live)).section?.path).toBe(elsewhere.path);
    expect(await listed(`section=${elsewhere.path}`)).toEqual([live.id]);
  });
});

describe('the texts that are made for readers', () => {
  it('are the standfirst as teaser, or the first paragraph cut after a whole word', async () => {
    const long = `${'The river rose again, '.repeat(12).trim()} and nobody came.`;
    const cut = await article(
      await desk.live(managing, 'article', readyArticle(world.id, { body: paragraphs(long, 'Second.') })),
    );
    expect(cut.teaser).toMatch(/^The river rose again, .* (The|river|rose|again)…$/);
    expect(cut.teaser?.length).toBeLessThanOrEqual(201);
    const written = await desk.live(
      managing,
      'article',
      readyArticle(world.id, { standfirst: 'Water everywhere.', body: paragraphs(long) }),
    );
    expect((await article(written)).teaser).toBe('Water everywhere.');
    const short = await desk.live(managing, 'article', readyArticle(world.id));
    expect((await article(short)).teaser).toBe('The talks resumed.');
  });

  it('name the place before the text, and never in it', async () => {
    const live = await desk.live(
      managing,
      'article',
      readyArticle(world.id, { dateline: { place: 'NEW YORK' } }),
    );
    const { dateline, bodyHtml, wordCount } = await article(live);
    expect(dateline).toEqual({ place: 'NEW YORK', text: 'NEW YORK:' });
    expect([bodyHtml, wordCount]).toEqual(['<p>The talks resumed.</p>', 3]);
  });

  it('put leaders in the order of the printed page, the newest edition first', async () => {
    const opinion = await section(app.database);
    const made: Record<string, ItemBody> = {};
    for (const [date, rank] of [
      ['2024-05-04', 2],
      ['2024-05-05', 3],
      ['2024-05-05', 1],
      ['2024-05-04', 1],
      ['2024-05-05', 2],
    ] as const) {
      const content = readyEditorial(opinion.id, { editionDate: date, editionRank: rank });
      made[`${date} ${rank}`] = await desk.live(managing, 'editorial', content);
    }
    const expected = ['2024-05-05 1', '2024-05-05 2', '2024-05-05 3', '2024-05-04 1', '2024-05-04 2'];
    const ids = expected.map((name) => made[name]?.id);
    expect(await listed(`section=${opinion.path}`, 'editorials')).toEqual(ids);
    expect((await front(opinion)).editorials.map(({ id }) => id)).toEqual(ids);
    const last = made['2024-05-04 2'];
    if (last) await desk.republished(managing, last, { standfirst: 'New' }, { changeType: 'update' });
    expect(await listed(`section=${opinion.path}`, 'editorials')).toEqual(ids);
  });

  it('label the day in the newsroom’s time zone, and are made again when the zone is another', async () => {
    const karachi = await startApp({ timeZone: 'Asia/Karachi' });
    const there = new Desk(karachi);
    const member = await signedIn(karachi, { roles: [{ role: 'managing_editor' }] });
    const at = await section(karachi.database);
    const live = await there.live(member, 'article', readyArticle(at.id), {
      firstPublishedAt: '2024-05-04T20:00:00Z',
    });
    const label = async (of: TestApp): Promise<string> =>
      (await of.request<Delivered>('GET', `/delivery/v1/articles/${live.slug}`)).body.dateLabel;
    expect(await label(karachi)).toBe('05 May, 2024');
    await karachi.app.close();
    const utc = await startApp({ timeZone: 'UTC' }, karachi.database);
    await drained(utc);
    expect(await label(utc)).toBe('04 May, 2024');
    await utc.close();
    await karachi.database.close();
  });
});

describe('at once', () => {
  async function times<T>(count: number, run: (n: number) => Promise<T>): Promise<T[]> {
    return Promise.all(Array.from({ length: count }, async (_, n) => run(n)));
  }

  function statuses(answers: ItemAnswer[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  it('twenty saves with one ETag: one is kept, the others are told what is current', async () => {
    const item = await desk.made(managing, 'article', readyArticle(world.id));
    const answers = await times(20, async (n) => desk.save(managing, item, { kicker: `Kicker ${n}` }, '"1"'));
    expect(statuses(answers)).toEqual({ 200: 1, 412: 19 });
    for (const { status, body } of answers) if (status === 412) expect(body.current).toBe('"2"');
    const won = answers.find(({ status }) => status === 200);
    expect((await desk.read(managing, item.id)).body).toMatchObject({
      version: 2,
      content: { kicker: won?.body.content.kicker },
    });
  });

  it('ten publications: one is made', async () => {
    const item = await desk.made(managing, 'article', readyArticle(world.id));
    const answers = await times(10, async () => desk.act(managing, item.id, 'publish', {}, '"1"'));
    expect(statuses(answers)).toEqual({ 200: 1, 412: 9 });
    const publications = await app.database.query('select revision from publication where item_id = $1', [
      item.id,
    ]);
    expect(publications).toEqual([{ revision: 1 }]);
  });

  it('two first edits of a live item: one draft, and the loser is told', async () => {
    const live = await desk.live(managing, 'article', readyArticle(world.id));
    const etag = await desk.etag(live.id);
    const answers = await Promise.all([
      desk.save(managing, live, { kicker: 'A' }, etag),
      desk.save(sectionEditor, live, { kicker: 'B' }, etag),
    ]);
    expect(statuses(answers)).toEqual({ 200: 1, 412: 1 });
    const winner = answers.find(({ status }) => status === 200);
    expect((await desk.read(managing, live.id)).body.draft).toMatchObject({
      revision: 2,
      savedBy: winner?.body.draft?.savedBy,
    });
  });

  it('a save and a publication of what was seen: one of them', async () => {
    for (let n = 0; n < 5; n += 1) {
      const item = await desk.made(managing, 'article', readyArticle(world.id));
      const answers = await Promise.all([
        desk.save(managing, item, { kicker: 'Late' }, '"1"'),
        desk.act(managing, item.id, 'publish', {}, '"1"'),
      ]);
      expect(statuses(answers)).toEqual({ 200: 1, 412: 1 });
    }
  });

  it('a caption and its story: the story ends with the new caption', async () => {
    for (let n = 0; n < 20; n += 1) {
      const caption = await desk.live(photoEditor, 'photo_caption', readyCaption({ description: 'Old.' }));
      const leadPhoto = { photoCaptionId: caption.id };
      const story = await desk.made(managing, 'article', readyArticle(world.id, { leadPhoto }));
      await desk.saved(photoEditor, caption, { description: `New ${n}.` });
      const order = [
        async () => desk.act(managing, story.id, 'publish', {}, '"1"'),
        async () => desk.act(photoEditor, caption.id, 'publish'),
      ];
      if (n % 2 === 1) order.reverse();
      const answers = await Promise.all(order.map(async (publish) => publish()));
      expect(statuses(answers)).toEqual({ 200: 2 });
      await drained();
      const { slug } = (await desk.read(managing, story.id)).body;
      expect((await article({ slug })).leadPhoto?.caption).toBe(`New ${n}.`);
    }
  });

  it('a story and what it rests on, renamed and moved: the document ends with the new ones', async () => {
    for (let n = 0; n < 6; n += 1) {
      const [top, writer] = [await section(app.database, news), await author(app.database)];
      const below = await section(app.database, top);
      const byline = { authors: [{ authorId: writer.id }] };
      const story = await desk.made(managing, 'article', readyArticle(below.id, { byline }));
      const [published] = await Promise.all([
        desk.act(managing, story.id, 'publish', {}, '"1"'),
        patchRecord(`sections/${top.id}`, { parentId: world.id, name: `Moved ${n}` }),
        patchRecord(`authors/${writer.id}`, { slug: `${writer.slug}-moved` }),
      ]);
      expect(published.status).toBe(200);
      await drained();
      const { section: at, byline: by } = await article(published.body);
      expect(at?.path).toBe(`${world.path}/${top.slug}/${below.slug}`);
      expect(at?.ancestors.at(-1)?.name).toBe(`Moved ${n}`);
      expect(by?.authors[0]?.slug).toBe(`${writer.slug}-moved`);
    }
  });

  it('a story and the withdrawal of its caption: never a story with a photo that is off', async () => {
    for (let n = 0; n < 8; n += 1) {
      const caption = await desk.live(photoEditor, 'photo_caption', readyCaption());
      const story = await desk.made(
        managing,
        'article',
        readyArticle(world.id, { leadPhoto: { photoCaptionId: caption.id } }),
      );
      const [published, off] = await Promise.all([
        desk.act(managing, story.id, 'publish', {}, '"1"'),
        desk.act(managing, caption.id, 'unpublish', { type: 'gone', reason: 'x' }),
      ]);
      expect(off.status).toBe(200);
      await drained();
      if (published.status === 200) {
        expect((await article(published.body)).leadPhoto).toBeNull();
      } else {
        expectProblem(published, 409, 'not_ready');
      }
    }
  });

  it('stories that relate to each other: all go out, each with the others', async () => {
    const ring = await Promise.all(
      [1, 2, 3].map(async () => desk.made(managing, 'article', readyArticle(world.id))),
    );
    const related = ring.map(({ id }) => ({ itemId: id }));
    const others = (id: string): object => ({ related: related.filter(({ itemId }) => itemId !== id) });
    for (const story of ring) await desk.saved(managing, story, others(story.id));
    for (let round = 0; round < 8; round += 1) {
      const answers = await Promise.all(ring.map(async ({ id }) => desk.act(managing, id, 'publish')));
      expect(statuses(answers)).toEqual({ 200: 3 });
      await Promise.all(ring.map(async (story) => desk.saved(managing, story, { kicker: `Round ${round}` })));
    }
    await drained();
    for (const story of ring) expect((await article(story)).related).toHaveLength(2);
  });

  it('stories of one headline: each its own address; slugs by hand: one of them', async () => {
    const headline = uniqueName('The same headline');
    const stories = await times(5, async () =>
      desk.made(managing, 'article', readyArticle(world.id, { headline })),
    );
    const answers = await Promise.all(
      stories.map(async ({ id }) => desk.act(managing, id, 'publish', {}, '"1"')),
    );
    expect(statuses(answers)).toEqual({ 200: 5 });
    const base = stories[0]?.slug;
    expect(new Set(answers.map(({ body }) => body.slug))).toEqual(
      new Set([base, `${base}-2`, `${base}-3`, `${base}-4`, `${base}-5`]),
    );
    const slug = `${base}-by-hand`;
    const byHand = await times(4, async () =>
      desk.made(managing, 'article', readyArticle(world.id, { slug })),
    );
    const tries = await Promise.all(
      byHand.map(async ({ id }) => desk.act(managing, id, 'publish', {}, '"1"')),
    );
    expect(statuses(tries)).toEqual({ 200: 1, 409: 3 });
    for (const { status, body } of tries) if (status === 409) expect(body.code).toBe('slug_taken');
  });

  it('one Idempotency-Key: one publication, and an answer for each', async () => {
    const item = await desk.made(managing, 'article', readyArticle(world.id));
    const headers = { 'idempotency-key': item.id, 'if-match': '"1"' };
    const answers = await times(5, async () =>
      app.request<ItemBody>('POST', `/api/v1/items/${item.id}/publish`, { token: managing.token, headers }),
    );
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const again = await app.request<ItemBody>('POST', `/api/v1/items/${item.id}/publish`, {
      token: managing.token,
      headers,
    });
    expect(again).toMatchObject({ status: 200, body: { live: { revision: 1 } } });
    expect(await app.database.query('select from publication where item_id = $1', [item.id])).toHaveLength(1);
  });

  it('leaves a clock without gaps, and every live item with its document', async () => {
    await drained();
    const [clock] = await app.database.query(
      `select (select n from publication_clock) = count(*) and max(n) = count(*) as gapless from outbox`,
    );
    expect(clock).toEqual({ gapless: true });
    const astray = await app.database.query(
      `select i.id from item i left join published_item p on p.item_id = i.id
        where (i.visibility = 'live') <> coalesce(p.state = 'live', false)`,
    );
    expect(astray).toEqual([]);
  });
});

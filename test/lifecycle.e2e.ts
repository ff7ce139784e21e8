import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/database/id.js';
import type { Kind } from '../src/kinds.js';
import { ACTION_NAMES, type ActionName } from '../src/workflow/actions.js';
import {
  Desk,
  type ItemAnswer,
  type ItemBody,
  type Problem,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from './factories/items.js';
import { author, section, type SectionRow, uniqueName } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';

const KILLING = { reason: 'It was wrong', notice: 'Withdrawn at the desk’s request.' };
const UNPUBLISHING = { type: 'withdrawn', reason: 'To be checked', notice: 'Under review.' };

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let world: SectionRow;
let sport: SectionRow;
let reporter: SignedIn;
let colleague: SignedIn;
let copyEditor: SignedIn;
let sectionEditor: SignedIn;
let sportEditor: SignedIn;
let bothEditor: SignedIn;
let photoEditor: SignedIn;
let managing: SignedIn;
let legal: SignedIn;
let admin: SignedIn;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  world = await section(app.database, news);
  sport = await section(app.database);
  const member = async (role: string, sectionId: string | null = null): Promise<SignedIn> =>
    signedIn(app, { roles: [{ role, sectionId }] });
  reporter = await member('reporter', news.id);
  colleague = await member('reporter', news.id);
  copyEditor = await member('copy_editor', news.id);
  sectionEditor = await member('section_editor', news.id);
  sportEditor = await member('section_editor', sport.id);
  bothEditor = await signedIn(app, {
    roles: [
      { role: 'section_editor', sectionId: news.id },
      { role: 'section_editor', sectionId: sport.id },
    ],
  });
  photoEditor = await member('photo_editor');
  managing = await member('managing_editor');
  legal = await member('legal');
  admin = await member('admin');
});
afterAll(async () => app.close());

function expectProblem(answer: Answer<unknown>, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { code, status } });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
}

function faults(answer: ItemAnswer): [string, string][] {
  return (answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code]);
}

/** A reporter's article in news/world, on its way or beyond. */
type State =
  | 'draft'
  | 'submitted'
  | 'in_edit'
  | 'approved'
  | 'changes_requested'
  | 'live'
  | 'live with a draft'
  | 'withdrawn'
  | 'withdrawn with a draft'
  | 'killed'
  | 'spiked';

async function articleIn(state: State, content: object = {}): Promise<ItemBody> {
  const item = await desk.made(reporter, 'article', readyArticle(world.id, content));
  const { id } = item;
  switch (state) {
    case 'draft':
      return item;
    case 'submitted':
      return desk.done(reporter, id, 'submit');
    case 'in_edit':
      await desk.done(reporter, id, 'submit');
      return desk.done(copyEditor, id, 'claim');
    case 'approved':
      await desk.done(reporter, id, 'submit');
      return desk.done(copyEditor, id, 'approve');
    case 'changes_requested':
      await desk.done(reporter, id, 'submit');
      return desk.done(copyEditor, id, 'request-changes', { comment: 'Who says so?' });
    case 'live':
      return desk.done(managing, id, 'publish');
    case 'live with a draft':
      await desk.done(managing, id, 'publish');
      return desk.saved(reporter, item, { kicker: 'Secret draft' });
    case 'withdrawn':
      await desk.done(managing, id, 'publish');
      return desk.done(managing, id, 'unpublish', UNPUBLISHING);
    case 'withdrawn with a draft':
      await desk.done(managing, id, 'publish');
      await desk.done(managing, id, 'unpublish', UNPUBLISHING);
      return desk.saved(reporter, item, { kicker: 'Secret draft' });
    case 'killed':
      await desk.done(managing, id, 'publish');
      return desk.done(managing, id, 'kill', KILLING);
    case 'spiked':
      return desk.done(reporter, id, 'spike');
  }
}

const STATES: readonly State[] = [
  'draft',
  'submitted',
  'in_edit',
  'approved',
  'changes_requested',
  'live',
  'live with a draft',
  'withdrawn',
  'withdrawn with a draft',
  'killed',
  'spiked',
];

describe('creating an item', () => {
  it('answers 201 with Location and ETag, and takes incomplete content', async () => {
    const answer = await desk.create(reporter, 'article', {});
    expect(answer).toMatchObject({
      status: 201,
      headers: {
        etag: '"1"',
        location: `http://copydesk.test/api/v1/articles/${answer.body.id}`,
        'cache-control': 'no-store',
      },
      body: {
        kind: 'article',
        version: 1,
        slug: null,
        section: null,
        visibility: 'unpublished',
        draft: {
          revision: 1,
          stage: 'draft',
          savedBy: { id: reporter.id, name: reporter.name },
          assignee: null,
        },
        live: null,
        firstPublishedAt: null,
        updatedAt: null,
        schedules: [],
        embargo: null,
        holds: [],
        lock: null,
        warnings: [],
        content: { headline: null, tags: [], related: [], body: null },
        rendered: { bodyHtml: '', wordCount: 0, byline: null },
        createdBy: { id: reporter.id },
      },
    });
    expect((await desk.get(reporter, `articles/${answer.body.id}`)).body).toEqual(answer.body);
    expect((await desk.read(reporter, answer.body.id)).body).toEqual(answer.body);
  });

  it.each([
    ['article', 'articles', () => readyArticle(world.id)],
    ['editorial', 'editorials', () => readyEditorial(world.id)],
    ['photo_caption', 'photo-captions', () => readyCaption({ sectionId: world.id })],
  ] as const)(
    '%s: found under its own route and /items, 404 under those of the others',
    async (kind, own, content) => {
      const item = await desk.made(reporter, kind, content());
      for (const route of ['articles', 'editorials', 'photo-captions', 'items']) {
        const read = await desk.get(reporter, `${route}/${item.id}`);
        expect([route, read.status]).toEqual([route, route === own || route === 'items' ? 200 : 404]);
      }
      const others = (['article', 'editorial', 'photo_caption'] as const).filter((other) => other !== kind);
      for (const other of others) {
        expectProblem(await desk.save(reporter, { id: item.id, kind: other }, {}), 404, 'not_found');
        expectProblem(await desk.remove(reporter, { id: item.id, kind: other }), 404, 'not_found');
      }
      expect((await desk.save(reporter, item, {})).status).toBe(200);
      expect((await desk.get(reporter, 'items/not-a-uuid')).status).toBe(404);
    },
  );

  it('is for those who may write, in the section where they may', async () => {
    const outside = await desk.create(reporter, 'article', readyArticle(sport.id));
    expectProblem(outside, 403, 'forbidden');
    expect(outside.body.permission).toBe('item.create');
    expect((await desk.create(reporter, 'article', readyArticle(news.id))).status).toBe(201);
    for (const [by, kind, status] of [
      [copyEditor, 'editorial', 201],
      [sectionEditor, 'article', 201],
      [sportEditor, 'article', 403],
      [photoEditor, 'article', 403],
      [photoEditor, 'photo_caption', 201],
      [managing, 'editorial', 201],
      [legal, 'article', 403],
      [admin, 'article', 403],
    ] as const) {
      const content = kind === 'photo_caption' ? readyCaption() : { headline: 'A', sectionId: world.id };
      expect([by.name, (await desk.create(by, kind, content)).status]).toEqual([by.name, status]);
    }
  });

  it('keeps an item without a section to its creator and to grants for everything', async () => {
    const { id } = await desk.made(reporter, 'article', { headline: 'Nowhere yet' });
    for (const [by, status] of [
      [reporter, 200],
      [colleague, 404],
      [copyEditor, 404],
      [sectionEditor, 404],
      [photoEditor, 200],
      [managing, 200],
      [legal, 200],
      [admin, 200],
    ] as const) {
      expect([by.name, (await desk.read(by, id)).status]).toEqual([by.name, status]);
    }
  });
});

describe('what may be written', () => {
  it('is refused with every fault at once, by pointers into the body', async () => {
    const answer = await desk.create(reporter, 'article', {
      headline: 'x'.repeat(301),
      slug: 'Not A Slug',
      byline: { authors: [{ authorId: newId() }], text: 'Both' },
      title: 'Unknown',
      tags: ['a', 'a'],
      leadPhoto: { photoCaptionId: 'no' },
      dateline: {},
      body: { type: 'doc', content: [{ type: 'script' }] },
    });
    expectProblem(answer, 400, 'validation_failed');
    expect(faults(answer).map(([pointer]) => pointer)).toEqual(
      expect.arrayContaining([
        '/content/headline',
        '/content/slug',
        '/content/byline',
        '/content/title',
        '/content/tags',
        '/content/leadPhoto/photoCaptionId',
        '/content/dateline/place',
        '/content/body/content/0/type',
      ]),
    );
    expect((await desk.create(reporter, 'article', { headline: 'x'.repeat(300) })).status).toBe(201);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a lone surrogate', 'a\ud800b'],
  ])('holds no %s, anywhere', async (_name, text) => {
    for (const content of [{ headline: text }, { tags: [text] }, { body: paragraphs(text) }]) {
      const answer = await desk.create(reporter, 'article', content);
      expectProblem(answer, 400, 'validation_failed');
      expect(faults(answer)[0]?.[1]).toBe('forbidden_characters');
    }
    const { id } = await articleIn('draft');
    expectProblem(
      await app.request('POST', `/api/v1/items/${id}/comments`, { token: reporter.token, body: { text } }),
      400,
      'validation_failed',
    );
    expect((await desk.create(reporter, 'article', { headline: 'a😀b' })).status).toBe(201);
  });

  it('has no byline on an editorial and no unknown photo on a caption', async () => {
    const editorial = await desk.create(
      managing,
      'editorial',
      readyEditorial(news.id, { byline: { text: 'Me' } }),
    );
    expect(faults(editorial)).toEqual([['/content/byline', 'unknown_member']]);
    const caption = await desk.create(managing, 'photo_caption', readyCaption({ photoId: newId() }));
    expectProblem(caption, 400, 'validation_failed');
    expect(faults(caption)).toEqual([['/content/photoId', 'unknown_photo']]);
    expect((await desk.create(managing, 'photo_caption', readyCaption({ photoId: null }))).status).toBe(201);
  });

  it('refers to what is there, and is of the right kind', async () => {
    const caption = await desk.made(photoEditor, 'photo_caption', readyCaption());
    const story = await articleIn('draft');
    const writer = await author(app.database);
    const photo = (id: string): object => ({ type: 'photo', attrs: { photoCaptionId: id } });
    const nobody = newId();
    const answer = await desk.create(reporter, 'article', {
      sectionId: nobody,
      byline: { authors: [{ authorId: writer.id }, { authorId: nobody }] },
      leadPhoto: { photoCaptionId: story.id },
      body: { type: 'doc', content: [photo(caption.id), photo(nobody)] },
      related: [{ itemId: story.id }, { itemId: caption.id }, { itemId: nobody }],
    });
    expectProblem(answer, 400, 'validation_failed');
    expect(faults(answer)).toEqual([
      ['/content/sectionId', 'unknown_section'],
      ['/content/byline/authors/1/authorId', 'unknown_author'],
      ['/content/leadPhoto/photoCaptionId', 'unknown_photo_caption'],
      ['/content/body/content/1/attrs/photoCaptionId', 'unknown_photo_caption'],
      ['/content/related/1/itemId', 'unknown_item'],
      ['/content/related/2/itemId', 'unknown_item'],
    ]);
    const good = await desk.create(reporter, 'article', {
      sectionId: world.id,
      byline: { authors: [{ authorId: writer.id }] },
      leadPhoto: { photoCaptionId: caption.id },
      body: { type: 'doc', content: [photo(caption.id)] },
      related: [{ itemId: story.id }],
    });
    expect(good).toMatchObject({
      status: 201,
      body: {
        warnings: [],
        rendered: { byline: `By ${writer.name}`, bodyHtml: expect.stringContaining('Ferries') },
      },
    });
  });

  it('takes ids in upper case for the same ids', async () => {
    const writer = await author(app.database);
    const caption = await desk.made(photoEditor, 'photo_caption', readyCaption());
    const item = await desk.made(reporter, 'article', {
      sectionId: world.id.toUpperCase(),
      byline: { authors: [{ authorId: writer.id.toUpperCase() }] },
      leadPhoto: { photoCaptionId: caption.id.toUpperCase() },
    });
    expect(item).toMatchObject({
      section: { id: world.id },
      content: {
        sectionId: world.id,
        byline: { authors: [{ authorId: writer.id }] },
        leadPhoto: { photoCaptionId: caption.id },
      },
      rendered: { byline: `By ${writer.name}` },
      warnings: [],
    });
  });

  it('keeps a caption that equals the inherited one as inherited', async () => {
    const caption = await desk.made(
      photoEditor,
      'photo_caption',
      readyCaption({ description: 'The weir.', altText: 'A weir' }),
    );
    const item = await desk.made(reporter, 'article', {
      sectionId: world.id,
      leadPhoto: { photoCaptionId: caption.id, caption: 'The weir.', altText: 'A weir, seen from above' },
      body: {
        type: 'doc',
        content: [
          { type: 'photo', attrs: { photoCaptionId: caption.id, caption: 'Mine.', altText: 'A weir' } },
        ],
      },
    });
    expect(Reflect.get(item.content, 'leadPhoto')).toEqual({
      photoCaptionId: caption.id,
      altText: 'A weir, seen from above',
    });
    expect(item.content).toMatchObject({
      body: { content: [{ attrs: { caption: 'Mine.', altText: null } }] },
    });
  });
});

describe('saving', () => {
  it('makes a revision, moves the ETag, and changes nothing that readers see', async () => {
    const item = await articleIn('live', { tags: ['water'] });
    const delivered = await app.request('GET', `/delivery/v1/articles/${item.slug}`);
    const saved = await desk.save(reporter, item, { headline: 'Talks end', tags: null });
    expect(saved).toMatchObject({
      status: 200,
      headers: { etag: `"${item.version + 1}"` },
      body: {
        version: item.version + 1,
        visibility: 'live',
        slug: item.slug,
        draft: { revision: 2, stage: 'draft' },
        live: { revision: 1 },
        content: { headline: 'Talks end', tags: [] },
      },
    });
    const after = await app.request('GET', `/delivery/v1/articles/${item.slug}`);
    expect([after.text, after.headers.etag]).toEqual([delivered.text, delivered.headers.etag]);
  });

  it('of what changes nothing makes no revision and keeps the ETag', async () => {
    const item = await articleIn('draft', { dateline: { place: 'LAHORE' } });
    const { content } = item;
    for (const same of [
      {},
      content,
      { body: paragraphs('The talks resumed.') },
      { headline: ` ${String(content.headline)} ` },
    ]) {
      const saved = await desk.save(reporter, item, same);
      expect(saved).toMatchObject({
        status: 200,
        headers: { etag: '"1"' },
        body: { draft: { revision: 1 } },
      });
    }
    const live = await articleIn('live');
    expect((await desk.save(reporter, live, live.content)).body).toMatchObject({
      draft: null,
      version: live.version,
    });
  });

  it('says what it is about, for the desk', async () => {
    const item = await articleIn('draft');
    const save = async (changeNote: unknown): Promise<ItemAnswer> =>
      app.request('PATCH', `/api/v1/articles/${item.id}`, {
        token: reporter.token,
        body: { content: { kicker: uniqueName('K') }, changeNote },
        ifMatch: await desk.etag(item.id),
      });
    expect((await save('Names checked')).body.draft?.changeNote).toBe('Names checked');
    const revision = await desk.get(reporter, `items/${item.id}/revisions/2`);
    expect(revision.body).toMatchObject({ changeNote: 'Names checked' });
    expect((await save(null)).body.draft?.changeNote).toBeNull();
    expectProblem(await save('x'.repeat(501)), 400, 'validation_failed');
    expectProblem(await save(['a']), 400, 'validation_failed');
  });

  it('reads JSON alone, and not too much of it', async () => {
    const item = await articleIn('draft');
    const send = async (type: string, body: string): Promise<Answer> =>
      app.request('PATCH', `/api/v1/articles/${item.id}`, {
        token: reporter.token,
        body,
        ifMatch: '"1"',
        headers: { 'content-type': type },
      });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      expectProblem(await send(type, 'content=1'), 415, 'unsupported_media_type');
    }
    expectProblem(
      await send('application/json', JSON.stringify({ a: 'x'.repeat(1024 * 1024) })),
      413,
      'payload_too_large',
    );
    expectProblem(
      await send('application/json', '{"content": {"__proto__": {"headline": "A"}}}'),
      400,
      'malformed_json',
    );
    for (const body of ['[]', '"a"', 'null', '{"content": null}', '{"content": []}', '{}']) {
      expect([body, (await send('application/json', body)).status]).toEqual([body, 400]);
    }
    expect((await send('application/json', '{"content": {}}')).status).toBe(200);
  });

  it('asks for what was seen: 428 without, 412 with another, and says what is current', async () => {
    const item = await articleIn('draft');
    const patch = async (ifMatch?: string): Promise<ItemAnswer> =>
      app.request('PATCH', `/api/v1/articles/${item.id}`, {
        token: reporter.token,
        body: { content: { kicker: uniqueName('K') } },
        ...(ifMatch !== undefined && { ifMatch }),
      });
    expectProblem(await patch(), 428, 'precondition_required');
    expectProblem(await patch('*'), 428, 'precondition_required');
    const stale = await patch('"7"');
    expectProblem(stale, 412, 'stale_version');
    expect(stale.body.current).toBe('"1"');
    expect((await patch('W/"1"')).status).toBe(200);
    expect((await patch('"2"')).headers.etag).toBe('"3"');
  });

  it('in edit is for who claimed it, and keeps the stage', async () => {
    const item = await articleIn('in_edit');
    for (const by of [reporter, sectionEditor, managing]) {
      expectProblem(await desk.save(by, item, { kicker: by.name }), 409, 'claimed');
    }
    const saved = await desk.saved(copyEditor, item, { kicker: 'Checked' });
    expect(saved.draft).toMatchObject({ stage: 'in_edit', assignee: { id: copyEditor.id } });
    await desk.done(sectionEditor, item.id, 'claim');
    expectProblem(await desk.save(copyEditor, item, { kicker: 'Late' }), 409, 'claimed');
    expect((await desk.saved(sectionEditor, item, { kicker: 'Taken over' })).draft?.assignee?.id).toBe(
      sectionEditor.id,
    );
  });

  it('in any other stage leads back to draft, and takes an approval’s revision away', async () => {
    for (const state of ['submitted', 'approved', 'changes_requested'] as const) {
      const item = await articleIn(state);
      expect((await desk.saved(reporter, item, { kicker: 'More' })).draft).toMatchObject({
        stage: 'draft',
        revision: 2,
        assignee: null,
      });
    }
  });

  it('starts from the last live revision where there is no draft', async () => {
    const item = await articleIn('withdrawn', { kicker: 'Kept' });
    const saved = await desk.saved(reporter, item, { standfirst: 'New' });
    expect(saved).toMatchObject({
      visibility: 'withdrawn',
      draft: { revision: 2 },
      content: { kicker: 'Kept', standfirst: 'New' },
    });
  });

  it('is over for what is spiked or killed', async () => {
    expectProblem(await desk.save(reporter, await articleIn('spiked'), {}), 409, 'invalid_transition');
    expectProblem(await desk.save(managing, await articleIn('killed'), {}), 409, 'invalid_transition');
  });

  it('moves an item to another section only for who may edit in both', async () => {
    const item = await articleIn('draft');
    const move = { sectionId: sport.id };
    const refused = await desk.save(sectionEditor, item, move);
    expectProblem(refused, 403, 'forbidden');
    expect(refused.body.permission).toBe('item.edit');
    expectProblem(await desk.save(sportEditor, item, move), 404, 'not_found');
    expectProblem(await desk.save(sectionEditor, item, { sectionId: null }), 403, 'forbidden');
    expect((await desk.saved(sectionEditor, item, { sectionId: news.id })).section?.path).toBe(news.path);
    expect((await desk.saved(bothEditor, item, move)).section).toEqual({
      id: sport.id,
      path: sport.path,
      name: sport.name,
    });
    // The reporter's grant does not reach sport, own or not.
    expect((await desk.read(reporter, item.id)).status).toBe(404);
  });

  it('by a reporter is of one’s own, and out of sight elsewhere', async () => {
    const item = await articleIn('draft');
    expectProblem(await desk.save(colleague, item, {}), 404, 'not_found');
    const live = await articleIn('live');
    expectProblem(await desk.save(colleague, live, { kicker: 'Mine' }), 403, 'forbidden');
    expect((await desk.save(reporter, live, { kicker: 'Mine' })).status).toBe(200);
  });
});

describe('the order of refusals', () => {
  const missing = newId();

  it('is kept by saves', async () => {
    const item = await articleIn('in_edit');
    const live = await articleIn('live');
    const url = `/api/v1/articles/${item.id}`;
    const bad = { content: { nonsense: 1 } };
    const patch = async (
      path: string,
      by: SignedIn | null,
      body: unknown,
      ifMatch?: string,
    ): Promise<ItemAnswer> =>
      app.request('PATCH', path, {
        body,
        ...(by && { token: by.token }),
        ...(ifMatch !== undefined && { ifMatch }),
      });
    expectProblem(await patch(url, null, '{'), 400, 'malformed_json');
    expectProblem(await patch(url, null, bad), 401, 'unauthenticated');
    expectProblem(await patch(url, legal, bad), 403, 'forbidden');
    expectProblem(await patch(url, photoEditor, bad), 403, 'forbidden');
    expectProblem(await patch(`/api/v1/articles/${missing}`, legal, bad), 403, 'forbidden');
    expectProblem(await patch(`/api/v1/articles/${missing}`, reporter, bad), 400, 'validation_failed');
    expectProblem(await patch(url, colleague, { content: {} }), 404, 'not_found');
    expectProblem(await patch(`/api/v1/articles/${missing}`, managing, { content: {} }), 404, 'not_found');
    const liveUrl = `/api/v1/articles/${live.id}`;
    expectProblem(await patch(liveUrl, colleague, { content: {} }), 428, 'precondition_required');
    expectProblem(await patch(liveUrl, colleague, { content: {} }, '"99"'), 412, 'stale_version');
    expectProblem(
      await patch(liveUrl, colleague, { content: {} }, await desk.etag(live.id)),
      403,
      'forbidden',
    );
    expectProblem(await patch(url, reporter, { content: {} }, await desk.etag(item.id)), 409, 'claimed');
  });

  const bodies: Readonly<Partial<Record<ActionName, object>>> = {
    'request-changes': { comment: 'Why?' },
    unpublish: UNPUBLISHING,
    kill: KILLING,
    restore: { revision: 1 },
  };

  /** Actions that have a route of another shape than `POST …/<action>`; each has its refusals tested with its own. */
  const elsewhere: readonly ActionName[] = [
    'save',
    'set-embargo',
    'lift-embargo',
    'set-hold',
    'release-hold',
    'schedule',
    'schedule-unpublish',
    'unschedule',
  ];

  it.each(ACTION_NAMES.filter((action) => !elsewhere.includes(action)))('is kept by %s', async (action) => {
    const hidden = await articleIn('draft');
    const live = await articleIn('live');
    const body = bodies[action] ?? {};
    const post = async (
      id: string,
      by: SignedIn | null,
      sent: unknown,
      ifMatch?: string,
    ): Promise<ItemAnswer> =>
      app.request('POST', `/api/v1/items/${id}/${action}`, {
        body: sent,
        ...(by && { token: by.token }),
        ...(ifMatch !== undefined && { ifMatch }),
      });
    expectProblem(await post(live.id, null, { nonsense: 1 }), 401, 'unauthenticated');
    expectProblem(await post(live.id, admin, { nonsense: 1 }), 403, 'forbidden');
    expectProblem(await post(missing, admin, { nonsense: 1 }), 403, 'forbidden');
    const holder = action === 'kill' ? legal : sportEditor;
    expectProblem(await post(live.id, holder, { nonsense: 1 }), 400, 'validation_failed');
    expectProblem(await post(missing, holder, body), 404, 'not_found');
    if (action !== 'kill') expectProblem(await post(hidden.id, holder, body), 404, 'not_found');
    expectProblem(await post(live.id, holder, body), 428, 'precondition_required');
    const stale = await post(live.id, holder, body, '"99"');
    expectProblem(stale, 412, 'stale_version');
    expect(stale.body.current).toBe(await desk.etag(live.id));
    if (action !== 'kill') {
      const refused = await post(live.id, holder, body, await desk.etag(live.id));
      expectProblem(refused, 403, 'forbidden');
      expect(refused.body).toMatchObject({ permission: expect.any(String), reasons: [expect.any(Object)] });
    }
    // Killed: nothing is for it any more, and who may see it at all learns that last.
    const killed = await articleIn('killed');
    expectProblem(
      await post(killed.id, managing, body, await desk.etag(killed.id)),
      409,
      'invalid_transition',
    );
    expectProblem(
      await post(killed.id, holder, body),
      action === 'kill' ? 428 : 404,
      action === 'kill' ? 'precondition_required' : 'not_found',
    );
  });

  it('is kept by DELETE', async () => {
    const live = await articleIn('live');
    const url = `/api/v1/articles/${live.id}`;
    const remove = async (by: SignedIn, ifMatch?: string): Promise<Answer> =>
      app.request('DELETE', url, { token: by.token, ...(ifMatch !== undefined && { ifMatch }) });
    expectProblem(await remove(legal), 403, 'forbidden');
    expectProblem(await remove(colleague), 428, 'precondition_required');
    expectProblem(await remove(colleague, '"99"'), 412, 'stale_version');
    expectProblem(await remove(colleague, await desk.etag(live.id)), 403, 'forbidden');
    expectProblem(await remove(reporter, await desk.etag(live.id)), 409, 'was_published');
  });
});

describe('the way of a draft', () => {
  it('goes from reporter over desk and section editor to readers', async () => {
    const item = await desk.made(reporter, 'article', readyArticle(world.id));
    const { id } = item;
    expect((await desk.done(reporter, id, 'submit')).draft?.stage).toBe('submitted');
    expectProblem(await desk.act(reporter, id, 'claim'), 403, 'forbidden');
    const claimed = await desk.done(copyEditor, id, 'claim');
    expect(claimed.draft).toMatchObject({ stage: 'in_edit', assignee: { id: copyEditor.id } });
    const asked = await desk.done(copyEditor, id, 'request-changes', { comment: 'Name the river.' });
    expect(asked.draft).toMatchObject({ stage: 'changes_requested', assignee: null });
    await desk.saved(reporter, item, { headline: 'Indus talks resume' });
    await desk.done(reporter, id, 'submit');
    expect((await desk.done(copyEditor, id, 'approve')).draft).toMatchObject({
      stage: 'approved',
      revision: 2,
    });
    expectProblem(await desk.act(copyEditor, id, 'publish'), 403, 'forbidden');
    const live = await desk.act(sectionEditor, id, 'publish');
    expect(live).toMatchObject({
      status: 200,
      headers: { etag: `"${live.body.version}"` },
      body: {
        visibility: 'live',
        draft: null,
        live: {
          revision: 2,
          slug: 'indus-talks-resume',
          changeType: 'minor',
          publishedBy: { id: sectionEditor.id },
        },
        firstPublishedAt: live.body.live?.publishedAt,
        updatedAt: null,
      },
    });
    const revisions = await desk.get<{ items: { number: number; approved: boolean; base: number | null }[] }>(
      reporter,
      `items/${id}/revisions`,
    );
    expect(revisions.body.items).toMatchObject([
      { number: 2, approved: true, base: 1 },
      { number: 1, approved: false, base: null },
    ]);
    const history = await desk.get<{ items: { action: string; actor: { id: string } }[] }>(
      sectionEditor,
      `items/${id}/history`,
    );
    expect(history.body.items.map((entry) => entry.action)).toEqual([
      'publish',
      'approve',
      'submit',
      'save',
      'request-changes',
      'comment',
      'claim',
      'submit',
      'create',
    ]);
    expect(history.body.items[0]?.actor.id).toBe(sectionEditor.id);
    const comments = await desk.get(reporter, `items/${id}/comments`);
    expect(comments.body).toMatchObject({ items: [{ text: 'Name the river.', by: { id: copyEditor.id } }] });
  });

  it('takes {} and no body for the same, and nothing that it does not know', async () => {
    const item = await articleIn('draft');
    expectProblem(await desk.act(reporter, item.id, 'submit', { note: 'x' }), 400, 'validation_failed');
    const bare = await app.request('POST', `/api/v1/items/${item.id}/submit`, {
      token: reporter.token,
      ifMatch: await desk.etag(item.id),
    });
    expect(bare.status).toBe(200);
  });

  it('needs a comment to ask for changes, which withdraws the approval', async () => {
    const item = await articleIn('approved');
    expectProblem(await desk.act(copyEditor, item.id, 'request-changes', {}), 400, 'validation_failed');
    expectProblem(
      await desk.act(copyEditor, item.id, 'request-changes', { comment: '  ' }),
      400,
      'validation_failed',
    );
    await desk.done(copyEditor, item.id, 'request-changes', { comment: 'On second thoughts' });
    expectProblem(await desk.act(sectionEditor, item.id, 'publish'), 409, 'approval_missing');
    const approvals = await app.database.query(
      'select withdrawn_by, withdrawn_at is not null as withdrawn from approval where item_id = $1',
      [item.id],
    );
    expect(approvals).toEqual([{ withdrawn_by: copyEditor.id, withdrawn: true }]);
  });

  it('spikes and takes back what was never live, by DELETE as well, and keeps every row', async () => {
    const item = await articleIn('submitted');
    const removed = await desk.remove(reporter, item);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect((await desk.read(reporter, item.id)).body).toMatchObject({
      visibility: 'spiked',
      draft: { stage: 'submitted' },
    });
    expectProblem(await desk.remove(reporter, item), 409, 'invalid_transition');
    expectProblem(await desk.act(reporter, item.id, 'submit'), 409, 'invalid_transition');
    const back = await desk.done(reporter, item.id, 'unspike');
    expect(back).toMatchObject({ visibility: 'unpublished', draft: { stage: 'submitted', revision: 1 } });
    const live = await articleIn('live');
    for (const by of [reporter, sectionEditor, managing]) {
      expectProblem(await desk.remove(by, live), 409, 'was_published');
      expectProblem(await desk.act(by, live.id, 'spike'), 409, 'invalid_transition');
    }
  });

  it('discards the draft of what was published, and keeps its revisions', async () => {
    const item = await articleIn('live with a draft');
    expect(item.content).toMatchObject({ kicker: 'Secret draft' });
    const back = await desk.done(reporter, item.id, 'discard-draft');
    expect(back).toMatchObject({ draft: null, live: { revision: 1 }, content: { kicker: null } });
    expect((await desk.get(reporter, `items/${item.id}/revisions/2`)).status).toBe(200);
    expect((await desk.saved(reporter, item, { kicker: 'Again' })).draft?.revision).toBe(3);
    expectProblem(
      await desk.act(reporter, (await articleIn('draft')).id, 'discard-draft'),
      409,
      'invalid_transition',
    );
  });

  it('restores an old revision as a new draft, and never publishes', async () => {
    const item = await articleIn('live', { kicker: 'First' });
    await desk.republished(managing, item, { kicker: 'Second', slug: 'by-hand-restored' });
    const restored = await desk.done(reporter, item.id, 'restore', { revision: 1 });
    expect(restored).toMatchObject({
      visibility: 'live',
      draft: { revision: 3, stage: 'draft' },
      live: { revision: 2 },
      content: { kicker: 'First', slug: item.content.slug },
    });
    const revision = await desk.get<{ restoredFrom: number; base: number }>(
      reporter,
      `items/${item.id}/revisions/3`,
    );
    expect(revision.body).toMatchObject({ restoredFrom: 1, base: 2 });
    const again = await desk.done(reporter, item.id, 'restore', { revision: 1 });
    expect([again.version, again.draft?.revision]).toEqual([restored.version, 3]);
    const unknown = await desk.act(reporter, item.id, 'restore', { revision: 9 });
    expect(faults(unknown)).toEqual([['/revision', 'unknown_revision']]);
  });

  it('lists what a restored revision names and is gone, and drops nothing', async () => {
    const writer = await author(app.database);
    const caption = await desk.live(
      photoEditor,
      'photo_caption',
      readyCaption({ description: 'To be killed.' }),
    );
    const item = await desk.made(
      reporter,
      'article',
      readyArticle(world.id, {
        byline: { authors: [{ authorId: writer.id }] },
        leadPhoto: { photoCaptionId: caption.id },
      }),
    );
    await desk.saved(reporter, item, { byline: null, leadPhoto: null });
    await app.database.query('delete from author where id = $1', [writer.id]);
    await desk.done(managing, caption.id, 'kill', KILLING);
    const restored = await desk.done(reporter, item.id, 'restore', { revision: 1 });
    expect(restored.content).toMatchObject({
      byline: { authors: [{ authorId: writer.id }] },
      leadPhoto: { photoCaptionId: caption.id },
    });
    expect(restored.warnings.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/content/byline/authors/0/authorId', 'missing_author'],
      ['/content/leadPhoto/photoCaptionId', 'missing_item'],
    ]);
    expect(JSON.stringify(restored)).not.toContain('To be killed');
    const publish = await desk.act(managing, item.id, 'publish');
    expectProblem(publish, 409, 'not_ready');
    expect(publish.body.problems?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/content/byline/authors/0/authorId', 'missing_author'],
      ['/content/leadPhoto/photoCaptionId', 'caption_not_live'],
    ]);
  });

  it('does not restore into a section that is gone, and says so', async () => {
    const gone = await section(app.database, news);
    const item = await desk.made(reporter, 'article', readyArticle(gone.id));
    await desk.saved(reporter, item, { sectionId: world.id });
    await app.database.query('delete from section where id = $1', [gone.id]);
    const answer = await desk.act(managing, item.id, 'restore', { revision: 1 });
    expectProblem(answer, 400, 'validation_failed');
    expect(faults(answer)).toEqual([['/revision', 'unknown_section']]);
    expect((await desk.act(managing, item.id, 'restore', { revision: 2 })).status).toBe(200);
  });

  it('duplicates what the item shows into a new one of its own', async () => {
    const item = await articleIn('live', { slug: uniqueName('by-hand').replace(' ', '-') });
    await desk.saved(reporter, item, { kicker: 'Copied' });
    const answer = await desk.act(reporter, item.id, 'duplicate');
    expect(answer).toMatchObject({
      status: 201,
      headers: {
        etag: '"1"',
        location: expect.stringMatching(new RegExp(`/api/v1/(items|articles)/${answer.body.id}$`)),
      },
      body: {
        visibility: 'unpublished',
        draft: { revision: 1, stage: 'draft' },
        live: null,
        content: { kicker: 'Copied', headline: item.content.headline },
      },
    });
    expect(answer.body.id).not.toBe(item.id);
    expect(answer.body.slug).not.toBe(item.slug);
    expectProblem(await desk.act(colleague, item.id, 'duplicate'), 403, 'forbidden');
    expectProblem(await desk.act(colleague, (await articleIn('draft')).id, 'duplicate'), 404, 'not_found');
  });
});

describe('allowed-actions', () => {
  const bodies: Readonly<Partial<Record<ActionName, object>>> = {
    'request-changes': { comment: 'Why?' },
    unpublish: UNPUBLISHING,
    kill: KILLING,
  };

  interface Forecast {
    items: { action: ActionName; allowed: boolean; reasons: { code: string; message: string }[] }[];
  }

  async function attempt(by: SignedIn, item: ItemBody, action: ActionName): Promise<Answer<Problem>> {
    switch (action) {
      case 'save':
        return desk.save(by, item, {
          [item.kind === 'photo_caption' ? 'source' : 'kicker']: uniqueName('New'),
        });
      case 'set-embargo':
        return desk.embargo(by, item.id, null);
      case 'lift-embargo':
        return desk.lift(by, item.id);
      case 'set-hold':
        return desk.hold(by, item.id, by === legal ? 'legal' : 'editorial');
      case 'schedule':
        return desk.schedule(by, item.id, { action: 'publish', at: '2099-01-01T06:00:00Z' });
      case 'schedule-unpublish':
        return desk.schedule(by, item.id, { action: 'unpublish', at: '2099-01-01T06:00:00Z' });
      case 'unschedule':
        return desk.unschedule(by, item.id, item.schedules[0]?.id ?? newId());
      case 'release-hold':
        return desk.release(by, item.id, item.holds[0]?.id ?? newId());
      default:
        return desk.act(
          by,
          item.id,
          action,
          action === 'restore' ? { revision: item.draft?.revision ?? 1 } : (bodies[action] ?? {}),
        );
    }
  }

  async function expectForecast(by: SignedIn, make: () => Promise<ItemBody>): Promise<void> {
    const made = await make();
    const forecast = await desk.get<Forecast>(by, `items/${made.id}/allowed-actions`);
    if (forecast.status === 404) {
      expect((await desk.read(by, made.id)).status).toBe(404);
      return;
    }
    // What is refused changes nothing; after what is not, the next attempt is on another such item.
    let item: ItemBody | null = made;
    expect(forecast.body.items.map(({ action }) => action)).toEqual(ACTION_NAMES);
    for (const { action, allowed, reasons } of forecast.body.items) {
      item ??= await make();
      const answer = await attempt(by, item, action);
      // Which one is in the path: where the forecast says that there is none, its address leads nowhere.
      const isOfOne = action === 'release-hold' || action === 'unschedule';
      const code = isOfOne && answer.status === 404 ? 'invalid_transition' : answer.body.code;
      const happened = answer.status < 300 ? 'allowed' : code;
      expect([action, allowed ? 'allowed' : reasons[0]?.code]).toEqual([action, happened]);
      if (allowed) item = null;
    }
  }

  const everybody = {
    reporter: () => reporter,
    'copy editor': () => copyEditor,
    'section editor': () => sectionEditor,
    'editor of another section': () => sportEditor,
    'managing editor': () => managing,
    lawyer: () => legal,
  };

  describe.each(Object.entries(everybody))('to the %s', (_, by) => {
    it.each(STATES)('says of an article that is %s what then happens', async (state) => {
      await expectForecast(by(), () => articleIn(state));
    });
  });

  it('knows of what is not ready, and of a caption that is not live', async () => {
    await expectForecast(managing, () => desk.made(reporter, 'article', { sectionId: world.id }));
    const caption = await desk.made(photoEditor, 'photo_caption', readyCaption());
    const leadPhoto = { photoCaptionId: caption.id };
    await expectForecast(managing, () =>
      desk.made(reporter, 'article', readyArticle(world.id, { leadPhoto })),
    );
  });

  it('knows of a slug set by hand that is taken', async () => {
    const taken = await articleIn('live');
    await expectForecast(managing, () =>
      desk.made(reporter, 'article', readyArticle(world.id, { slug: taken.slug })),
    );
  });

  it('knows of the section where a moved draft is live', async () => {
    await expectForecast(sportEditor, async () => {
      const item = await articleIn('live');
      await desk.saved(bothEditor, item, { sectionId: sport.id });
      await desk.done(bothEditor, item.id, 'submit');
      return desk.done(bothEditor, item.id, 'approve');
    });
    await expectForecast(sportEditor, async () => {
      const item = await articleIn('withdrawn');
      return desk.saved(bothEditor, item, { sectionId: sport.id });
    });
  });

  it('knows the rights to photo captions', async () => {
    for (const by of [photoEditor, reporter, legal]) {
      await expectForecast(by, () => desk.made(photoEditor, 'photo_caption', readyCaption()));
      await expectForecast(by, () => desk.live(photoEditor, 'photo_caption', readyCaption()));
    }
  });
});

describe('what may be seen', () => {
  it('of a live item with a draft that one may not read is the live content, without the draft', async () => {
    const item = await articleIn('live with a draft');
    for (const by of [colleague, sportEditor]) {
      const read = await desk.read(by, item.id);
      expect(read).toMatchObject({
        status: 200,
        headers: { etag: await desk.etag(item.id) },
        body: { draft: null, live: { revision: 1 }, content: { kicker: null } },
      });
      expect(read.text).not.toContain('Secret draft');
      for (const route of ['revisions', 'revisions/2', 'history', 'comments']) {
        const answer = await desk.get(by, `items/${item.id}/${route}`);
        expectProblem(answer, 403, 'forbidden');
      }
      for (const route of ['publications', 'usages', 'allowed-actions']) {
        const answer = await desk.get(by, `items/${item.id}/${route}`);
        expect([route, answer.status]).toEqual([route, 200]);
        expect(answer.text).not.toContain('Secret draft');
      }
    }
    for (const by of [reporter, copyEditor, photoEditor, managing, legal, admin]) {
      expect((await desk.read(by, item.id)).body).toMatchObject({
        draft: { revision: 2 },
        content: { kicker: 'Secret draft' },
      });
    }
  });

  it.each(['draft', 'withdrawn', 'withdrawn with a draft', 'spiked'] as const)(
    'of what is %s is nothing for who may not read drafts there, by any door',
    async (state) => {
      const item = await articleIn(state);
      for (const route of [
        '',
        '/revisions',
        '/revisions/1',
        '/history',
        '/usages',
        '/comments',
        '/publications',
        '/allowed-actions',
      ]) {
        for (const by of [colleague, sportEditor]) {
          expectProblem(await desk.get(by, `items/${item.id}${route}`), 404, 'not_found');
        }
        expect((await desk.get(copyEditor, `items/${item.id}${route}`)).status).toBe(200);
      }
      expectProblem(
        await app.request('POST', `/api/v1/items/${item.id}/comments`, {
          token: colleague.token,
          body: { text: 'Hm' },
        }),
        404,
        'not_found',
      );
    },
  );

  it('of a killed item is for item.kill alone', async () => {
    const item = await articleIn('killed');
    for (const by of [reporter, copyEditor, sectionEditor, photoEditor, admin]) {
      for (const route of [
        '',
        '/revisions',
        '/revisions/1',
        '/history',
        '/usages',
        '/comments',
        '/publications',
        '/allowed-actions',
      ]) {
        expectProblem(await desk.get(by, `items/${item.id}${route}`), 404, 'not_found');
      }
      const list = await desk.get<{ items: ItemBody[] }>(
        by,
        `items?section=${world.path}&visibility=killed&limit=100`,
      );
      expect(list.body.items).toEqual([]);
    }
    for (const by of [managing, legal]) {
      expect((await desk.read(by, item.id)).body).toMatchObject({
        visibility: 'killed',
        draft: null,
        live: null,
        content: { headline: item.content.headline },
      });
      const list = await desk.get<{ items: ItemBody[] }>(by, `items?visibility=killed&limit=100`);
      expect(list.body.items.map(({ id }) => id)).toContain(item.id);
    }
  });

  it('of photo captions is everything, for all staff, drafts included', async () => {
    const caption = await desk.made(photoEditor, 'photo_caption', readyCaption());
    for (const by of [reporter, sportEditor, legal, admin]) {
      expect((await desk.get(by, `photo-captions/${caption.id}`)).body).toMatchObject({
        draft: { revision: 1 },
      });
    }
    expectProblem(await desk.save(reporter, caption, {}), 403, 'forbidden');
    const killed = await desk.live(photoEditor, 'photo_caption', readyCaption());
    await desk.done(legal, killed.id, 'kill', KILLING);
    expectProblem(await desk.read(photoEditor, killed.id), 404, 'not_found');
    expect((await desk.read(legal, killed.id)).status).toBe(200);
  });

  it('of a caption comes with a warning where it says what belongs to a placement', async () => {
    const caption = await desk.made(
      photoEditor,
      'photo_caption',
      readyCaption({ description: 'The bridge (above).' }),
    );
    const warnings = [{ pointer: '/content/description', code: 'placement_words' }];
    expect(caption).toMatchObject({ warnings });
    const list = await desk.get<{ items: ItemBody[] }>(
      photoEditor,
      `photo-captions?createdBy=${photoEditor.id}`,
    );
    expect(list.body.items.find(({ id }) => id === caption.id)).toMatchObject({ warnings });
    expect((await desk.done(photoEditor, caption.id, 'publish')).visibility).toBe('live');
  });

  it('of revisions has the hash as ETag and the content of its time', async () => {
    const item = await articleIn('draft', { kicker: 'One' });
    await desk.saved(reporter, item, { kicker: 'Two' });
    const first = await desk.get<{ number: number; hash: string; content: object }>(
      reporter,
      `items/${item.id}/revisions/1`,
    );
    expect(first.headers.etag).toBe(`"${first.body.hash}"`);
    expect(first.body.content).toMatchObject({ kicker: 'One' });
    for (const number of ['3', '0', '-1', 'x', '1.5', '99999999999']) {
      expectProblem(await desk.get(reporter, `items/${item.id}/revisions/${number}`), 404, 'not_found');
    }
    const page = await desk.get<{ items: { number: number }[]; nextCursor: string }>(
      reporter,
      `items/${item.id}/revisions?limit=1`,
    );
    expect(page.body.items.map(({ number }) => number)).toEqual([2]);
    expect(page.headers.link).toMatch(/rel="next"$/);
    const next = await desk.get(
      reporter,
      `items/${item.id}/revisions?limit=1&cursor=${page.body.nextCursor}`,
    );
    expect(next.body).toMatchObject({ items: [{ number: 1 }], nextCursor: null });
  });

  it('of publications is what was live when', async () => {
    const item = await articleIn('live');
    await desk.republished(
      managing,
      item,
      { kicker: 'New' },
      { changeType: 'correction', publicNote: 'It was Tuesday.' },
    );
    await desk.done(managing, item.id, 'unpublish', UNPUBLISHING);
    const answer = await desk.get<{ items: { from: string; to: string | null }[] }>(
      reporter,
      `items/${item.id}/publications`,
    );
    expect(answer.body.items).toEqual([
      {
        revision: 2,
        changeType: 'correction',
        publicNote: 'It was Tuesday.',
        publishedBy: { id: managing.id, name: managing.name },
        from: expect.any(String),
        to: expect.any(String),
      },
      {
        revision: 1,
        changeType: 'minor',
        publicNote: null,
        publishedBy: { id: managing.id, name: managing.name },
        from: item.firstPublishedAt,
        to: answer.body.items[0]?.from,
      },
    ]);
  });
});

describe('comments', () => {
  async function comment(
    by: SignedIn,
    id: string,
    body: object,
    headers = {},
  ): Promise<Answer<Record<string, unknown> & { id: string }>> {
    return app.request('POST', `/api/v1/items/${id}/comments`, { token: by.token, body, headers });
  }

  it('are written, listed oldest first and resolved once, without moving the version', async () => {
    const item = await articleIn('draft');
    const first = await comment(reporter, item.id, { text: ' Is that so? ', blockId: 'p1' });
    expect(first).toMatchObject({
      status: 201,
      headers: { location: expect.stringContaining(`/items/${item.id}/comments`) },
      body: {
        text: 'Is that so?',
        blockId: 'p1',
        by: { id: reporter.id },
        resolvedBy: null,
        resolvedAt: null,
      },
    });
    await comment(copyEditor, item.id, { text: 'It is.' });
    const list = await desk.get<{ items: { text: string }[] }>(reporter, `items/${item.id}/comments`);
    expect(list.body.items.map(({ text }) => text)).toEqual(['Is that so?', 'It is.']);
    const resolve = async (id: string): Promise<Answer> =>
      app.request('POST', `/api/v1/items/${item.id}/comments/${id}/resolve`, { token: copyEditor.token });
    expect(await resolve(first.body.id)).toMatchObject({
      status: 200,
      body: { resolvedBy: { id: copyEditor.id } },
    });
    expectProblem(await resolve(first.body.id), 409, 'already_resolved');
    expectProblem(await resolve(newId()), 404, 'not_found');
    const other = await articleIn('draft');
    const elsewhere = await app.request(
      'POST',
      `/api/v1/items/${other.id}/comments/${first.body.id}/resolve`,
      {
        token: copyEditor.token,
      },
    );
    expectProblem(elsewhere, 404, 'not_found');
    expect(await desk.etag(item.id)).toBe('"1"');
  });

  it('say something', async () => {
    const item = await articleIn('draft');
    for (const body of [{}, { text: ' ' }, { text: 'x'.repeat(5001) }, { text: 'A', blockId: 'no id!' }]) {
      expectProblem(await comment(reporter, item.id, body), 400, 'validation_failed');
    }
  });
});

describe('where an item is used', () => {
  interface UsagesBody {
    items: { item: { id: string; headline: string | null }; role: string; state: string; caption: string }[];
  }

  it('is told with the state of each use, and not of drafts that one may not read', async () => {
    const caption = await desk.live(photoEditor, 'photo_caption', readyCaption());
    const leadPhoto = { photoCaptionId: caption.id, caption: 'The bridge (above)' };
    const story = await desk.live(
      managing,
      'article',
      readyArticle(world.id, { leadPhoto, headline: 'Used live' }),
    );
    await desk.saved(managing, story, {
      headline: 'Used in a draft',
      leadPhoto: { photoCaptionId: caption.id },
    });
    const uses = async (by: SignedIn): Promise<UsagesBody['items']> =>
      (await desk.get<UsagesBody>(by, `items/${caption.id}/usages`)).body.items;
    expect(await uses(managing)).toEqual([
      {
        item: { id: story.id, kind: 'article', headline: 'Used in a draft' },
        role: 'lead_photo',
        state: 'draft',
        caption: 'inherit',
        oldWords: [],
      },
      {
        item: { id: story.id, kind: 'article', headline: 'Used live' },
        role: 'lead_photo',
        state: 'live',
        caption: 'override',
        oldWords: [],
      },
    ]);
    expect((await uses(sportEditor)).map(({ item, state }) => [item.headline, state])).toEqual([
      ['Used live', 'live'],
    ]);
    await desk.done(managing, story.id, 'discard-draft');
    expect((await uses(managing)).map(({ state }) => state)).toEqual(['live']);
    await desk.done(managing, story.id, 'unpublish', UNPUBLISHING);
    expect((await uses(managing)).map(({ state }) => state)).toEqual(['draft']);
    expect(await uses(sportEditor)).toEqual([]);
    await desk.done(managing, story.id, 'kill', KILLING);
    expect(await uses(managing)).toEqual([]);
  });
});

describe('the board', () => {
  interface Board {
    items: ItemBody[];
    nextCursor: string | null;
  }
  let corner: SectionRow;
  let below: SectionRow;
  let cornerReporter: SignedIn;
  let cornerEditor: SignedIn;
  let writer: { id: string };
  let draftWriter: { id: string };
  const tag = 'corner';
  const made: Record<string, ItemBody> = {};

  beforeAll(async () => {
    corner = await section(app.database);
    below = await section(app.database, corner);
    cornerReporter = await signedIn(app, { roles: [{ role: 'reporter', sectionId: corner.id }] });
    cornerEditor = await signedIn(app, { roles: [{ role: 'copy_editor', sectionId: corner.id }] });
    writer = await author(app.database);
    draftWriter = await author(app.database);
    const byline = { authors: [{ authorId: writer.id }] };
    const write = async (name: string, by: SignedIn, content: object): Promise<ItemBody> =>
      (made[name] = await desk.made(
        by,
        'article',
        readyArticle(corner.id, { headline: name, tags: [tag], ...content }),
      ));
    const own = await write('Bravo own draft', cornerReporter, { slugline: 'river-watch' });
    await desk.done(cornerReporter, own.id, 'submit');
    made['Bravo own draft'] = await desk.done(cornerEditor, own.id, 'claim');
    await write('delta other draft', managing, { byline, sectionId: below.id });
    const live = await write('Alpha live', managing, { byline, sectionId: below.id });
    await desk.done(managing, live.id, 'publish');
    const changed = await write('Charlie live', managing, { byline });
    await desk.done(managing, changed.id, 'publish');
    made['Charlie live'] = await desk.saved(managing, changed, {
      headline: 'Zulu secret',
      slugline: 'zulu-slugline',
      tags: ['zulu-tag'],
      sectionId: world.id,
      byline: { authors: [{ authorId: draftWriter.id }] },
    });
    const gone = await write('Echo withdrawn', managing, { byline });
    await desk.done(managing, gone.id, 'publish');
    await desk.done(managing, gone.id, 'unpublish', UNPUBLISHING);
    made.leader = await desk.made(
      managing,
      'editorial',
      readyEditorial(corner.id, { headline: 'Foxtrot leader', tags: [tag] }),
    );
  });

  async function board(by: SignedIn, query: string): Promise<string[]> {
    const answer = await desk.get<Board>(by, `items?limit=100&${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    return answer.body.items.map(({ content }) => String(content.headline));
  }

  const EVERYTHING = [
    'Alpha live',
    'Bravo own draft',
    'Charlie live',
    'Echo withdrawn',
    'Foxtrot leader',
    'Zulu secret',
    'delta other draft',
  ];

  it('shows what is one’s own and what is live to a reporter, more to others, by the query itself', async () => {
    const seen = async (by: SignedIn): Promise<string[]> =>
      (await board(by, `section=${corner.path}&sort=headline`)).filter((headline) =>
        EVERYTHING.includes(headline),
      );
    expect(await seen(cornerReporter)).toEqual(['Alpha live', 'Bravo own draft', 'Charlie live']);
    expect(await seen(sportEditor)).toEqual(['Alpha live', 'Charlie live']);
    // Their grant does not reach news/world, where the draft of Charlie is now.
    expect(await seen(cornerEditor)).toEqual([
      'Alpha live',
      'Bravo own draft',
      'Charlie live',
      'delta other draft',
      'Echo withdrawn',
      'Foxtrot leader',
    ]);
    expect(await seen(admin)).toEqual([
      'Alpha live',
      'Bravo own draft',
      'delta other draft',
      'Echo withdrawn',
      'Foxtrot leader',
    ]);
    expect(await board(admin, `section=${world.path}&q=zulu`)).toEqual(['Zulu secret']);
  });

  it('shows cards: no body, nothing rendered, no draft that is not for the reader', async () => {
    const answer = await desk.get<Board>(cornerReporter, `items?section=${corner.path}&q=Charlie`);
    expect(answer.body.items).toHaveLength(1);
    const [card] = answer.body.items;
    expect(card).toMatchObject({
      draft: null,
      live: { revision: 1 },
      slug: 'charlie-live',
      section: { id: corner.id },
    });
    expect(Object.keys(card?.content ?? {})).not.toContain('body');
    expect(card).not.toHaveProperty('rendered');
    expect(answer.text).not.toMatch(/zulu/i);
    expect(Object.keys(card ?? {})).toEqual(
      Object.keys((await desk.read(cornerReporter, card?.id ?? '')).body).filter((key) => key !== 'rendered'),
    );
  });

  it.each([
    ['kind=article', ['Alpha live', 'Bravo own draft', 'delta other draft', 'Echo withdrawn']],
    ['kind=editorial', ['Foxtrot leader']],
    ['kind=photo_caption', []],
    ['stage=in_edit', ['Bravo own draft']],
    ['stage=draft', ['delta other draft', 'Foxtrot leader']],
    ['stage=approved', []],
    ['visibility=live', ['Alpha live']],
    ['visibility=withdrawn', ['Echo withdrawn']],
    ['visibility=spiked', []],
    ['q=live+alpha', ['Alpha live']],
    ['q=RIVER-watch', ['Bravo own draft']],
    ['q=100%25', []],
    ['q=_', []],
    [
      `tag=${tag}`,
      ['Alpha live', 'Bravo own draft', 'delta other draft', 'Echo withdrawn', 'Foxtrot leader'],
    ],
    ['tag=corn', []],
  ])('finds by %s', async (filter, expected) => {
    expect(await board(managing, `section=${corner.path}&sort=headline&${filter}`)).toEqual(expected);
  });

  it('finds by section with what lies below, author, assignee and creator', async () => {
    const at = `section=${corner.path}&sort=headline`;
    expect(await board(managing, `section=${below.path}&sort=headline`)).toEqual([
      'Alpha live',
      'delta other draft',
    ]);
    expect(await board(managing, `section=no-such-section`)).toEqual([]);
    expect(await board(managing, `${at}&author=${writer.id}`)).toEqual([
      'Alpha live',
      'delta other draft',
      'Echo withdrawn',
    ]);
    expect(await board(managing, `author=${draftWriter.id}`)).toEqual(['Zulu secret']);
    expect(await board(managing, `${at}&assignee=${cornerEditor.id}`)).toEqual(['Bravo own draft']);
    expect(await board(managing, `${at}&createdBy=${cornerReporter.id}`)).toEqual(['Bravo own draft']);
    expect(await board(managing, `${at}&createdBy=${newId()}`)).toEqual([]);
  });

  it('tells nothing of a draft by any filter, and finds what is live by what is live of it', async () => {
    const { id } = made['Charlie live'] ?? { id: '' };
    for (const filter of [
      'q=zulu',
      'q=zulu-slugline',
      'tag=zulu-tag',
      'stage=draft',
      `author=${draftWriter.id}`,
      `section=${world.path}`,
      `assignee=${cornerEditor.id}`,
    ]) {
      const answer = await desk.get<Board>(sportEditor, `items?limit=100&${filter}`);
      expect([filter, answer.body.items.filter((item) => item.id === id)]).toEqual([filter, []]);
    }
    for (const filter of [
      'q=charlie',
      `tag=${tag}`,
      `author=${writer.id}`,
      `section=${corner.path}`,
      'visibility=live',
    ]) {
      const answer = await desk.get<Board>(sportEditor, `items?limit=100&${filter}`);
      expect([filter, answer.body.items.some((item) => item.id === id)]).toEqual([filter, true]);
    }
    // For who may read the draft it is the other way round.
    expect(await board(managing, 'tag=zulu-tag')).toEqual(['Zulu secret']);
    expect(await board(managing, 'q=charlie')).toEqual([]);
  });

  it.each(['modifiedAt', 'createdAt', 'firstPublishedAt', 'headline'])(
    'sorts by %s both ways, page by page',
    async (sort) => {
      const value = (item: ItemBody): string => {
        if (sort === 'headline') return String(item.content.headline).toLowerCase();
        return String(Reflect.get(item, sort) ?? '1970');
      };
      for (const by of [managing, cornerReporter]) {
        for (const direction of ['', '-']) {
          const query = `section=${corner.path}&sort=${direction}${sort}`;
          const all = (await desk.get<Board>(by, `items?limit=100&${query}`)).body.items;
          const values = all.map(value);
          expect(values).toEqual(direction === '' ? [...values].sort() : [...values].sort().reverse());
          const walked: string[] = [];
          for (let cursor: string | null = ''; cursor !== null;) {
            const page: Answer<Board> = await desk.get<Board>(
              by,
              `items?limit=2&${query}${cursor && `&cursor=${cursor}`}`,
            );
            walked.push(...page.body.items.map(({ id }) => id));
            cursor = page.body.nextCursor;
          }
          expect(walked).toEqual(all.map(({ id }) => id));
        }
      }
    },
  );

  it('is newest change first by default', async () => {
    const query = `section=${corner.path}&limit=100`;
    expect((await desk.get<Board>(managing, `items?${query}`)).body).toEqual(
      expect.objectContaining({
        items: (await desk.get<Board>(managing, `items?${query}&sort=-modifiedAt`)).body.items,
      }),
    );
  });

  it.each([
    'kind=novel',
    'stage=live',
    'visibility=draft',
    'section=Not/A/Path!',
    'author=x',
    'assignee=x',
    'createdBy=x',
    'sort=updatedAt',
    'sort=--headline',
    'limit=0',
    'limit=101',
    'cursor=bogus',
    'nonsense=1',
    'tag=',
  ])('refuses ?%s', async (query) => {
    const answer = await desk.get(managing, `items?${query}`);
    expect(answer.status).toBe(400);
    expect(['validation_failed', 'invalid_cursor']).toContain(answer.body.code);
  });

  it('binds a cursor to its route and filters', async () => {
    const { body } = await desk.get<Board>(managing, `items?limit=1&section=${corner.path}`);
    const cursor = body.nextCursor ?? '';
    expectProblem(await desk.get(managing, `items?limit=1&cursor=${cursor}`), 400, 'invalid_cursor');
    expectProblem(
      await desk.get(managing, `articles?limit=1&section=${corner.path}&cursor=${cursor}`),
      400,
      'invalid_cursor',
    );
    expect((await desk.get(managing, `items?limit=2&section=${corner.path}&cursor=${cursor}`)).status).toBe(
      200,
    );
  });

  it('is one per kind under the kinds’ own routes', async () => {
    const list = async (route: string): Promise<Kind[]> =>
      (await desk.get<Board>(managing, `${route}?section=${corner.path}&limit=100`)).body.items.map(
        ({ kind }) => kind,
      );
    expect(new Set(await list('articles'))).toEqual(new Set(['article']));
    expect(await list('editorials')).toEqual(['editorial']);
    expect((await desk.get(managing, 'articles?kind=editorial')).status).toBe(400);
  });

  it('counts the tags in use, as far as drafts may be read', async () => {
    interface TagList {
      items: { tag: string; count: number }[];
    }
    const count = async (by: SignedIn, name: string): Promise<number | undefined> =>
      (await desk.get<TagList>(by, 'tags?limit=100')).body.items.find((entry) => entry.tag === name)?.count;
    expect(await count(managing, tag)).toBe(5);
    expect(await count(managing, 'zulu-tag')).toBe(1);
    expect(await count(sportEditor, 'zulu-tag')).toBeUndefined();
    expect(await count(cornerReporter, tag)).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  const key = (): Record<string, string> => ({ 'idempotency-key': newId() });

  it('makes a repeated creation answer the same and create nothing', async () => {
    const headers = key();
    const content = readyArticle(world.id);
    const first = await desk.create(reporter, 'article', content, headers);
    const again = await desk.create(reporter, 'article', content, headers);
    expect([again.status, again.body, again.headers.etag, again.headers.location]).toEqual([
      201,
      first.body,
      first.headers.etag,
      first.headers.location,
    ]);
    const list = await desk.get<{ items: ItemBody[] }>(reporter, `items?createdBy=${reporter.id}&limit=100`);
    expect(
      list.body.items.filter(({ content: { headline } }) => headline === first.body.content.headline),
    ).toHaveLength(1);
    expectProblem(
      await desk.create(reporter, 'article', readyArticle(world.id), headers),
      422,
      'idempotency_key_reused',
    );
    expect((await desk.create(colleague, 'article', content, headers)).body.id).not.toBe(first.body.id);
  });

  it('replays an action before If-Match is compared, and not after access was lost', async () => {
    const temporary = await signedIn(app, { roles: [{ role: 'copy_editor', sectionId: news.id }] });
    const item = await articleIn('submitted');
    const headers = { ...key(), 'if-match': await desk.etag(item.id) };
    const claim = async (): Promise<ItemAnswer> =>
      app.request('POST', `/api/v1/items/${item.id}/claim`, { token: temporary.token, headers });
    const first = await claim();
    expect(first.status).toBe(200);
    await desk.done(copyEditor, item.id, 'claim');
    const replayed = await claim();
    expect([replayed.status, replayed.body, replayed.headers.etag]).toEqual([
      200,
      first.body,
      first.headers.etag,
    ]);
    expect((await desk.read(copyEditor, item.id)).body.draft?.assignee?.id).toBe(copyEditor.id);
    await app.database.query('update staff_role set section_id = $2 where staff_id = $1', [
      temporary.id,
      sport.id,
    ]);
    expectProblem(await claim(), 404, 'not_found');
    await app.database.query(`update staff_role set role_key = 'reporter' where staff_id = $1`, [
      temporary.id,
    ]);
    expectProblem(await claim(), 403, 'forbidden');
  });

  it('keeps no refusal', async () => {
    const item = await articleIn('draft');
    const headers = key();
    const submit = async (ifMatch: string): Promise<ItemAnswer> =>
      app.request('POST', `/api/v1/items/${item.id}/submit`, { token: reporter.token, ifMatch, headers });
    expectProblem(await submit('"9"'), 412, 'stale_version');
    expect((await submit('"1"')).status).toBe(200);
    expect((await submit('"1"')).body.draft?.stage).toBe('submitted');
  });

  it('covers duplicates, comments and every action alike', async () => {
    const item = await articleIn('draft');
    for (const route of ['duplicate', 'comments']) {
      const headers = key();
      const body = route === 'comments' ? { text: 'Once' } : {};
      const post = async (): Promise<Answer<{ id: string }>> =>
        app.request('POST', `/api/v1/items/${item.id}/${route}`, { token: reporter.token, body, headers });
      const first = await post();
      expect(first.status).toBe(201);
      expect((await post()).body).toEqual(first.body);
    }
    const comments = await desk.get<{ items: object[] }>(reporter, `items/${item.id}/comments`);
    expect(comments.body.items).toHaveLength(1);
    const spike = { ...key(), 'if-match': await desk.etag(item.id) };
    for (const _time of [1, 2]) {
      const answer = await app.request('POST', `/api/v1/items/${item.id}/spike`, {
        token: reporter.token,
        headers: spike,
      });
      expect(answer).toMatchObject({ status: 200, body: { visibility: 'spiked' } });
    }
  });
});

describe('four-eyes', () => {
  let strict: TestApp;
  let strictDesk: Desk;

  beforeAll(async () => {
    strict = await startApp({ fourEyes: true }, app.database);
    strictDesk = new Desk(strict);
  });
  afterAll(async () => strict.close());

  it('lets nobody approve what they wrote since the last publication', async () => {
    const item = await strictDesk.made(sectionEditor, 'article', readyArticle(world.id));
    await strictDesk.done(sectionEditor, item.id, 'submit');
    expectProblem(await strictDesk.act(sectionEditor, item.id, 'approve'), 409, 'four_eyes');
    await strictDesk.done(copyEditor, item.id, 'claim');
    await strictDesk.saved(copyEditor, item, { kicker: 'Touched' });
    expectProblem(await strictDesk.act(copyEditor, item.id, 'approve'), 409, 'four_eyes');
    await strictDesk.done(managing, item.id, 'approve');
    // What another approved is open to its writers.
    expect((await strictDesk.done(sectionEditor, item.id, 'publish')).visibility).toBe('live');
  });

  it('counts publishing directly as approving', async () => {
    const own = await strictDesk.made(managing, 'article', readyArticle(world.id));
    expectProblem(await strictDesk.act(managing, own.id, 'publish'), 409, 'four_eyes');
    const anothers = await strictDesk.made(reporter, 'article', readyArticle(world.id));
    await strictDesk.done(managing, anothers.id, 'publish');
    // Published work counts no more: the next draft is another's alone.
    await strictDesk.saved(reporter, anothers, { kicker: 'More' });
    await strictDesk.done(managing, anothers.id, 'publish');
    await strictDesk.saved(managing, anothers, { kicker: 'Mine' });
    expectProblem(await strictDesk.act(managing, anothers.id, 'publish'), 409, 'four_eyes');
  });

  it('is off by default', async () => {
    const item = await desk.made(sectionEditor, 'article', readyArticle(world.id));
    await desk.done(sectionEditor, item.id, 'submit');
    expect((await desk.done(sectionEditor, item.id, 'approve')).draft?.stage).toBe('approved');
  });
});

describe('a tool’s token that may create and nothing else', () => {
  it('gets what it made in the answer, and no other draft', async () => {
    const owner = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
    const made = await app.request<{ token: string }>('POST', '/api/v1/api-tokens', {
      token: owner.token,
      body: { name: 'Wire import', scopes: ['item.create'] },
    });
    const { token } = made.body;
    const content = { headline: 'From the wire' };
    const created = await app.request<{ id: string; content: { headline: string }; draft: object }>(
      'POST',
      '/api/v1/articles',
      { token, body: { content } },
    );
    expect([created.status, created.body.content.headline]).toEqual([201, 'From the wire']);
    expect(created.body.draft).toMatchObject({ revision: 1 });
    const read = (token: string): Promise<Answer> =>
      app.request('GET', `/api/v1/articles/${created.body.id}`, { token });
    expect((await read(token)).status).toBe(404);
    expect((await read(owner.token)).status).toBe(200);
  });
});

describe('what an attacker tries with content', () => {
  const write = (who: SignedIn, content: object): Promise<Answer<ItemBody>> =>
    app.request('POST', '/api/v1/articles', { token: who.token, body: { content } });

  it('takes a byline whose other half is null for what it is', async () => {
    const { id: authorId } = await author(app.database);
    const byText = await write(reporter, { byline: { text: 'Our Correspondent', authors: null } });
    expect([byText.status, Reflect.get(byText.body.content, 'byline')]).toEqual([
      201,
      { text: 'Our Correspondent' },
    ]);
    const byAuthor = await write(reporter, { byline: { authors: [{ authorId }], text: null } });
    expect([byAuthor.status, Reflect.get(byAuthor.body.content, 'byline')]).toEqual([
      201,
      { authors: [{ authorId }] },
    ]);
    expect((await write(reporter, { byline: { text: 'X', authors: [{ authorId }] } })).status).toBe(400);
    expect((await write(reporter, { byline: { text: null, authors: null } })).status).toBe(400);
  });

  it('refuses days and revisions that PostgreSQL does not have', async () => {
    expect((await write(reporter, { dateline: { place: 'ROME', date: '0000-01-01' } })).status).toBe(400);
    expect((await write(reporter, { dateline: { place: 'ROME', date: '0001-01-01' } })).status).toBe(201);
    const item = await articleIn('draft');
    for (const revision of [2_147_483_648, 1e15, 0, 1.5]) {
      expect((await desk.act(reporter, item.id, 'restore', { revision })).status).toBe(400);
    }
    expect((await desk.act(reporter, item.id, 'restore', { revision: 1 })).status).toBe(200);
  });

  it('relates no item to itself, nor to one that the writer may not see', async () => {
    const item = await articleIn('draft');
    const hidden = await desk.made(colleague, 'article', { headline: 'Hidden' });
    const own = await desk.made(reporter, 'article', { headline: 'Seen' });
    const relate = (itemId: string): Promise<ItemAnswer> =>
      desk.save(reporter, item, { related: [{ itemId }] });
    expect((await relate(item.id)).body).toMatchObject({ errors: [{ code: 'related_to_itself' }] });
    const unknown = (await relate(newId())).body;
    const unseen = (await relate(hidden.id)).body;
    expect(unseen).toMatchObject({ status: 400, errors: [{ code: 'unknown_item' }] });
    expect({ ...unseen, instance: '' }).toEqual({ ...unknown, instance: '' });
    expect((await relate(own.id)).status).toBe(200);
  });

  it('tells nothing of drafts through forecasts and restores', async () => {
    const item = await articleIn('live');
    await desk.save(sectionEditor, item, { headline: 'Hidden draft' });
    const stranger = await signedIn(app, { roles: [{ role: 'reporter', sectionId: sport.id }] });
    const forecast = await app.request('GET', `/api/v1/items/${item.id}/allowed-actions`, {
      token: stranger.token,
    });
    expect([forecast.status, forecast.text]).toEqual([200, expect.not.stringContaining('stage')]);
    const restore = (revision: number): Promise<Answer> =>
      app.request('POST', `/api/v1/items/${item.id}/restore`, {
        token: stranger.token,
        ifMatch: `"${item.version + 1}"`,
        body: { revision },
      });
    expect([(await restore(2)).status, (await restore(99)).status]).toEqual([403, 403]);
    const seen = await app.request('GET', `/api/v1/items/${item.id}/allowed-actions`, {
      token: sectionEditor.token,
    });
    expect(seen.text).toContain('stage');
  });

  it('keeps an author from removal while a save that names them is under way', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id: authorId } = await author(app.database);
      const [removed, ...made] = await Promise.all([
        app.request('DELETE', `/api/v1/authors/${authorId}`, { token: managing.token, ifMatch: '"1"' }),
        ...Array.from({ length: 3 }, () => write(reporter, { byline: { authors: [{ authorId }] } })),
      ]);
      const madeOf = made.map(({ status }) => status);
      expect(removed?.status === 204 ? madeOf : [removed?.status]).toEqual(
        removed?.status === 204 ? [400, 400, 400] : [409],
      );
    }
  });

  it('does not copy what was killed, nor talk with a token that may not read', async () => {
    const killed = await articleIn('killed');
    expect((await desk.act(managing, killed.id, 'duplicate')).status).toBe(409);
    expect((await desk.act(managing, (await articleIn('live')).id, 'duplicate')).status).toBe(201);
    const caption = await desk.made(photoEditor, 'photo_caption', readyCaption());
    const tokenOf = async (scopes: string[]): Promise<string> => {
      const made = await app.request<{ token: string }>('POST', '/api/v1/api-tokens', {
        token: reporter.token,
        body: { name: 'A tool', scopes },
      });
      return made.body.token;
    };
    const comment = (token: string): Promise<Answer> =>
      app.request('POST', `/api/v1/items/${caption.id}/comments`, { token, body: { text: 'Credit?' } });
    expect((await comment(await tokenOf([]))).status).toBe(403);
    const said = await comment(reporter.token);
    expect([said.status, said.headers.etag]).toEqual([201, '"1"']);
    const path = new URL(String(said.headers.location)).pathname;
    expect((await app.request('GET', path, { token: reporter.token })).body).toEqual(said.body);
  });
});

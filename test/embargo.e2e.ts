import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/database/id.js';
import type { Kind } from '../src/kinds.js';
import {
  type Desk,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from './factories/items.js';
import { author, type SectionRow } from './factories/records.js';
import type { SignedIn } from './factories/staff.js';
import { twoDesks } from './factories/two-desks.js';
import type { Answer, TestApp } from './harness/app.js';
import { Description } from './harness/described.js';

const UNPUBLISHING = { type: 'withdrawn', reason: 'To be checked', notice: 'Under review.' };
const AHEAD = '2036-05-05T06:00:00+02:00';
const TOO_LONG = 'x'.repeat(2001);
const AHEAD_IN_UTC = '2036-05-05T04:00:00.000Z';

const description = new Description();
let app: TestApp;
let desk: Desk;
let news: SectionRow;
let sport: SectionRow;
let reporter: SignedIn;
let copyEditor: SignedIn;
let sectionEditor: SignedIn;
let sportEditor: SignedIn;
let managing: SignedIn;
let legal: SignedIn;

beforeAll(async () => {
  const newsroom = await twoDesks();
  ({ app, desk, news, sport } = newsroom);
  const { member } = newsroom;
  reporter = await member('reporter', news);
  copyEditor = await member('copy_editor', news);
  sectionEditor = await member('section_editor', news);
  sportEditor = await member('section_editor', sport);
  managing = await member('managing_editor');
  legal = await member('legal');
});
afterAll(async () => app.close());

async function story(content: object = {}): Promise<ItemBody> {
  return desk.made(reporter, 'article', readyArticle(news.id, content));
}

async function withdrawn(kind: Kind = 'article', content: object = {}): Promise<ItemBody> {
  const ready = {
    article: () => readyArticle(news.id, content),
    editorial: () => readyEditorial(news.id, content),
    photo_caption: () => readyCaption(content),
  }[kind]();
  const { id } = await desk.live(managing, kind, ready);
  return desk.done(managing, id, 'unpublish', UNPUBLISHING);
}

function expectProblem(answer: Answer<object>, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { code, status } });
}

/** The embargo is over: its time has passed, though the database's clock has not moved. */
async function passed(id: string): Promise<void> {
  await app.database.query('alter table embargo disable trigger user');
  await app.database.query(
    `update embargo set set_at = now() - interval '2 hours', until = now() - interval '1 hour'
      where item_id = $1 and ended_at is null`,
    [id],
  );
  await app.database.query('alter table embargo enable trigger user');
}

function addressOf({ kind, id, slug }: ItemBody): string {
  const path = {
    article: `articles/${slug}`,
    editorial: `editorials/${slug}`,
    photo_caption: `photo-captions/${id}`,
  };
  return `/delivery/v1/${path[kind]}`;
}

describe('an embargo', () => {
  it('is set with an end and a reason, and stands in the item and in its history', async () => {
    const { id } = await story();
    const url = `/api/v1/items/${id}/embargo`;
    const set = await desk.embargo(copyEditor, id, AHEAD);
    expect(set).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: {
        until: AHEAD_IN_UTC,
        reason: 'Not before the lecture.',
        setBy: { id: copyEditor.id, name: copyEditor.name },
      },
    });
    expect(description.faults('PUT', url, set)).toEqual([]);
    const read = await desk.read(reporter, id);
    expect(read).toMatchObject({ headers: { etag: '"2"' }, body: { version: 2, embargo: set.body } });
    expect(description.faults('GET', `/api/v1/items/${id}`, read)).toEqual([]);
    const board = await desk.get<{ items: ItemBody[] }>(reporter, `items?section=${news.path}&limit=100`);
    expect(board.body.items.find((item) => item.id === id)?.embargo).toEqual(set.body);

    const lifted = await desk.lift(sectionEditor, id);
    expect(lifted).toMatchObject({ status: 204, headers: { etag: '"3"' } });
    expect(description.faults('DELETE', url, lifted)).toEqual([]);
    expect((await desk.read(reporter, id)).body.embargo).toBeNull();
    const history = await desk.get<{ items: { action: string; actor: { id: string }; details: object }[] }>(
      reporter,
      `items/${id}/history`,
    );
    expect(history.body.items.slice(0, 2)).toMatchObject([
      { action: 'lift-embargo', actor: { id: sectionEditor.id }, details: { until: AHEAD_IN_UTC } },
      {
        action: 'set-embargo',
        actor: { id: copyEditor.id },
        details: { until: AHEAD_IN_UTC, reason: 'Not before the lecture.' },
      },
    ]);
  });

  it.each(['publish', 'republish'])(
    'keeps everybody from the action %s until it is lifted',
    async (action) => {
      const { id } = action === 'publish' ? await story() : await withdrawn();
      await desk.embargo(managing, id, AHEAD);
      const refused = await desk.act(managing, id, action);
      expectProblem(refused, 409, 'embargoed');
      expect(refused.text).toContain(AHEAD_IN_UTC);
      expect(description.faults('POST', `/api/v1/items/${id}/${action}`, refused)).toEqual([]);
      expect((await desk.read(managing, id)).body).toMatchObject({
        live: null,
        embargo: { until: AHEAD_IN_UTC },
      });
      expect((await desk.lift(managing, id)).status).toBe(204);
      expect((await desk.done(managing, id, action)).visibility).toBe('live');
    },
  );

  it('without an end stands until it is lifted', async () => {
    const { id } = await story();
    expect(await desk.embargo(managing, id, null)).toMatchObject({ status: 200, body: { until: null } });
    expectProblem(await desk.act(managing, id, 'publish'), 409, 'embargoed');
    await app.database.query('alter table embargo disable trigger user');
    await app.database.query(`update embargo set set_at = '2001-01-01' where item_id = $1`, [id]);
    await app.database.query('alter table embargo enable trigger user');
    expectProblem(await desk.act(managing, id, 'publish'), 409, 'embargoed');
    await desk.lift(managing, id);
    expect((await desk.act(managing, id, 'publish')).status).toBe(200);
  });

  it('whose time has passed is none any more, and another can be set in its place', async () => {
    const { id } = await story();
    await desk.embargo(managing, id, AHEAD);
    await passed(id);
    expect((await desk.read(managing, id)).body).toMatchObject({ version: 2, embargo: null });
    expectProblem(await desk.lift(managing, id), 409, 'invalid_transition');
    expect((await desk.embargo(copyEditor, id, AHEAD)).status).toBe(200);
    await passed(id);
    expect((await desk.done(managing, id, 'publish')).visibility).toBe('live');
  });

  it('is replaced by a later one by who may set it, by an earlier one only by who may lift it', async () => {
    const { id } = await story();
    const [early, late] = ['2036-01-01T00:00:00Z', '2036-12-31T00:00:00Z'];
    await desk.embargo(copyEditor, id, early);
    expect((await desk.embargo(copyEditor, id, late)).status).toBe(200);
    expect((await desk.embargo(copyEditor, id, null)).status).toBe(200);
    for (const until of [early, late]) {
      const refused = await desk.embargo(copyEditor, id, until);
      expectProblem(refused, 403, 'forbidden');
      expect(refused.body.permission).toBe('embargo.lift');
    }
    expect((await desk.read(reporter, id)).body.embargo).toMatchObject({ until: null });
    expect((await desk.embargo(sectionEditor, id, late)).status).toBe(200);
    expect((await desk.embargo(sectionEditor, id, early, 'The lecture was moved.')).body).toMatchObject({
      until: '2036-01-01T00:00:00.000Z',
      reason: 'The lecture was moved.',
    });
  });

  it('is for what is not live, whatever else it is', async () => {
    const live = await desk.live(managing, 'article', readyArticle(news.id));
    const refused = await desk.embargo(managing, live.id, AHEAD);
    expectProblem(refused, 409, 'invalid_transition');
    expectProblem(await desk.lift(managing, live.id), 409, 'invalid_transition');
    expect(description.faults('PUT', `/api/v1/items/${live.id}/embargo`, refused)).toEqual([]);
    const spiked = await story();
    await desk.done(reporter, spiked.id, 'spike');
    const killed = await withdrawn();
    await desk.done(legal, killed.id, 'kill', { reason: 'Wrong', notice: 'Withdrawn.' });
    for (const { id } of [spiked, killed]) expect((await desk.embargo(legal, id, AHEAD)).status).toBe(200);
  });

  it.each([
    [{ until: AHEAD }, '/reason', 'required'],
    [{ reason: 'Why' }, '/until', 'required'],
    [{ until: AHEAD, reason: '  ' }, '/reason', 'is_length'],
    [{ until: AHEAD, reason: TOO_LONG }, '/reason', 'is_length'],
    [{ until: AHEAD, reason: 'a\u0000b' }, '/reason', undefined],
    [{ until: AHEAD, reason: null }, '/reason', undefined],
    [{ until: '2036-05-05T06:00:00', reason: 'Why' }, '/until', 'is_instant'],
    [{ until: '2036-02-30T06:00:00Z', reason: 'Why' }, '/until', 'is_instant'],
    [{ until: 2093558400000, reason: 'Why' }, '/until', 'is_instant'],
    [{ until: '2001-01-01T00:00:00Z', reason: 'Why' }, '/until', 'in_the_past'],
    [{ until: AHEAD, reason: 'Why', lifted: true }, '/lifted', 'unknown_member'],
  ])('is refused where its terms are wrong: %#', async (body, pointer, code) => {
    const { id } = await story();
    const answer = await app.request<{ errors: { pointer: string; code: string }[] }>(
      'PUT',
      `/api/v1/items/${id}/embargo`,
      { token: managing.token, body, ifMatch: '"1"' },
    );
    expectProblem(answer, 400, 'validation_failed');
    expect(answer.body.errors[0]).toMatchObject(code === undefined ? { pointer } : { pointer, code });
    expect((await desk.read(managing, id)).body).toMatchObject({ version: 1, embargo: null });
  });

  it('is refused in the contract’s order, and changes nothing by that', async () => {
    const { id } = await story();
    const past = '2001-01-01T00:00:00Z';
    expectProblem(await desk.embargo(reporter, newId(), past), 403, 'forbidden');
    expectProblem(await desk.embargo(copyEditor, newId(), past), 400, 'validation_failed');
    expectProblem(await desk.embargo(copyEditor, newId(), AHEAD), 404, 'not_found');
    expectProblem(await desk.embargo(sportEditor, id, AHEAD), 404, 'not_found');
    expectProblem(await desk.embargo(copyEditor, id, AHEAD, 'Why', '*'), 428, 'precondition_required');
    expectProblem(await desk.embargo(copyEditor, id, AHEAD, 'Why', '"7"'), 412, 'stale_version');
    await desk.embargo(managing, id, AHEAD);
    expectProblem(await desk.lift(copyEditor, id), 403, 'forbidden');
    expectProblem(await desk.lift(sectionEditor, id, '"1"'), 412, 'stale_version');
    expect(await desk.etag(id)).toBe('"2"');
  });

  it('tells nobody outside: no event is written', async () => {
    const { id } = await withdrawn();
    const count = async (): Promise<object[]> =>
      app.database.query('select count(*)::int as n from outbox where item_id = $1', [id]);
    const before = await count();
    await desk.embargo(managing, id, AHEAD);
    await desk.hold(legal, id, 'legal');
    await desk.lift(managing, id);
    expect(await count()).toEqual(before);
  });
});

describe('a hold', () => {
  it('is set with a type and a reason, answered with its address, and released', async () => {
    const { id } = await story();
    const url = `/api/v1/items/${id}/holds`;
    const set = await desk.hold(copyEditor, id, 'editorial');
    expect(set).toMatchObject({
      status: 201,
      headers: { etag: '"2"', location: `http://copydesk.test${url}/${set.body.id}` },
      body: {
        type: 'editorial',
        reason: 'A second source is missing.',
        setBy: { id: copyEditor.id, name: copyEditor.name },
      },
    });
    expect(description.faults('POST', url, set)).toEqual([]);
    const read = await desk.get(reporter, `items/${id}/holds/${set.body.id}`);
    expect(read).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: set.body });
    expect(description.faults('GET', `${url}/${set.body.id}`, read)).toEqual([]);
    expect((await desk.read(reporter, id)).body).toMatchObject({ version: 2, holds: [set.body] });

    const second = await desk.hold(legal, id, 'legal');
    expect((await desk.read(reporter, id)).body.holds.map((hold) => hold.id)).toEqual([
      set.body.id,
      second.body.id,
    ]);
    const released = await desk.release(managing, id, set.body.id);
    expect(released).toMatchObject({ status: 204, headers: { etag: '"4"' } });
    expect(description.faults('DELETE', `${url}/${set.body.id}`, released)).toEqual([]);
    expect((await desk.read(reporter, id)).body.holds).toEqual([second.body]);
    expectProblem(await desk.release(managing, id, set.body.id), 404, 'not_found');
    expectProblem(await desk.get(reporter, `items/${id}/holds/${set.body.id}`), 404, 'not_found');
    const history = await desk.get<{ items: { action: string; details: object }[] }>(
      reporter,
      `items/${id}/history`,
    );
    expect(history.body.items.slice(0, 3)).toMatchObject([
      { action: 'release-hold', details: { holdId: set.body.id, type: 'editorial' } },
      { action: 'set-hold', details: { holdId: second.body.id, type: 'legal' } },
      { action: 'set-hold', details: { holdId: set.body.id, reason: 'A second source is missing.' } },
    ]);
  });

  it.each([
    ['publish', 'editorial'],
    ['publish', 'legal'],
    ['republish', 'editorial'],
    ['republish', 'legal'],
  ])('keeps everybody from the action %s while it is %s', async (action, type) => {
    const { id } = action === 'publish' ? await story() : await withdrawn();
    const by = type === 'legal' ? legal : managing;
    const hold = await desk.hold(by, id, type);
    const refused = await desk.act(managing, id, action);
    expectProblem(refused, 409, 'on_hold');
    expect(refused.text).toContain(by.name);
    expect(description.faults('POST', `/api/v1/items/${id}/${action}`, refused)).toEqual([]);
    await desk.release(by, id, hold.body.id);
    expect((await desk.done(managing, id, action)).visibility).toBe('live');
  });

  it('leaves live what is live, and keeps the next revision from following', async () => {
    const { id, kind } = await desk.live(managing, 'article', readyArticle(news.id));
    const hold = await desk.hold(sectionEditor, id, 'editorial');
    await desk.saved(managing, { id, kind }, { kicker: 'Second' });
    expectProblem(await desk.act(managing, id, 'publish'), 409, 'on_hold');
    expect((await desk.read(managing, id)).body.visibility).toBe('live');
    await desk.release(managing, id, hold.body.id);
    expect((await desk.done(managing, id, 'publish')).live?.revision).toBe(2);
  });

  it('keeps an item from being spiked where it is legal, by both doors, and not where it is editorial', async () => {
    const item = await story();
    const hold = await desk.hold(legal, item.id, 'legal');
    expectProblem(await desk.act(reporter, item.id, 'spike'), 409, 'on_hold');
    const removed = await desk.remove(reporter, item);
    expectProblem(removed, 409, 'on_hold');
    expect(description.faults('DELETE', `/api/v1/articles/${item.id}`, removed)).toEqual([]);
    await desk.hold(managing, item.id, 'editorial');
    await desk.release(legal, item.id, hold.body.id);
    expect((await desk.done(reporter, item.id, 'spike')).visibility).toBe('spiked');
    expect((await desk.hold(legal, item.id, 'legal')).status).toBe(201);
  });

  it('is of the type that one has the right to', async () => {
    const { id } = await story();
    const refused = await desk.hold(sectionEditor, id, 'legal');
    expectProblem(refused, 403, 'forbidden');
    expect(refused.body.permission).toBe('hold.set');
    expectProblem(await desk.hold(managing, id, 'legal'), 403, 'forbidden');
    expectProblem(await desk.hold(legal, id, 'editorial'), 403, 'forbidden');
    expectProblem(await desk.hold(reporter, id, 'editorial'), 403, 'forbidden');
    const [editorial, ofLegal] = [
      await desk.hold(sectionEditor, id, 'editorial'),
      await desk.hold(legal, id, 'legal'),
    ];
    expectProblem(await desk.release(sectionEditor, id, editorial.body.id), 403, 'forbidden');
    expectProblem(await desk.release(legal, id, editorial.body.id), 403, 'forbidden');
    expectProblem(await desk.release(managing, id, ofLegal.body.id), 403, 'forbidden');
    expect((await desk.release(managing, id, editorial.body.id)).status).toBe(204);
    expect((await desk.release(legal, id, ofLegal.body.id)).status).toBe(204);
  });

  it.each([
    [{ type: 'editorial' }, '/reason'],
    [{ reason: 'Why' }, '/type'],
    [{ type: 'court', reason: 'Why' }, '/type'],
    [{ type: ['legal'], reason: 'Why' }, '/type'],
    [{ type: 'editorial', reason: '' }, '/reason'],
    [{ type: 'editorial', reason: 'Why', until: AHEAD }, '/until'],
  ])('is refused where it says too little or too much: %j', async (body, pointer) => {
    const { id } = await story();
    const answer = await desk.act(managing, id, 'holds', body);
    expectProblem(answer, 400, 'validation_failed');
    expect(answer.body.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('is refused in the contract’s order', async () => {
    const { id } = await story();
    const other = await story();
    expectProblem(await desk.hold(copyEditor, newId(), 'editorial'), 404, 'not_found');
    expectProblem(await desk.hold(sportEditor, id, 'legal'), 404, 'not_found');
    expectProblem(await desk.hold(copyEditor, id, 'legal', 'Why', '*'), 428, 'precondition_required');
    expectProblem(await desk.hold(copyEditor, id, 'legal', 'Why', '"9"'), 412, 'stale_version');
    const elsewhere = await desk.hold(managing, other.id, 'editorial');
    expectProblem(await desk.release(managing, id, elsewhere.body.id), 404, 'not_found');
    expectProblem(await desk.release(managing, id, 'nonsense'), 404, 'not_found');
    expect(await desk.etag(id)).toBe('"1"');
  });

  it('is set once under one Idempotency-Key', async () => {
    const { id } = await story();
    const again = async (): Promise<Answer> =>
      app.request('POST', `/api/v1/items/${id}/holds`, {
        token: managing.token,
        body: { type: 'editorial', reason: 'Why' },
        ifMatch: '"1"',
        headers: { 'idempotency-key': 'hold once' },
      });
    const [first, second] = [await again(), await again()];
    expect([first.status, second.status, second.text]).toEqual([201, 201, first.text]);
    expect((await desk.read(managing, id)).body.holds).toHaveLength(1);
  });

  it('that comes while a publication is under way comes before it or after it', async () => {
    const { id } = await story();
    const ifMatch = await desk.etag(id);
    const [held, published] = await Promise.all([
      desk.hold(managing, id, 'editorial', 'Wait', ifMatch),
      desk.act(managing, id, 'publish', {}, ifMatch),
    ]);
    const { visibility, holds, version } = (await desk.read(managing, id)).body;
    expect(version).toBe(2);
    expect([held.status, published.status, visibility, holds.length]).toEqual(
      held.status === 201 ? [201, 412, 'unpublished', 1] : [412, 200, 'live', 0],
    );
  });
});

describe('what stands in the way of an item', () => {
  it('is known to allowed-actions in the same words', async () => {
    const { id } = await story();
    await desk.embargo(managing, id, AHEAD);
    await desk.hold(legal, id, 'legal');
    const forecast = await desk.get<{
      items: { action: string; allowed: boolean; reasons: { code: string; message: string }[] }[];
    }>(managing, `items/${id}/allowed-actions`);
    expect(description.faults('GET', `/api/v1/items/${id}/allowed-actions`, forecast)).toEqual([]);
    const of = (action: string) => forecast.body.items.find((item) => item.action === action);
    expect(of('publish')?.reasons.map(({ code }) => code)).toEqual(['on_hold', 'embargoed']);
    expect(of('spike')?.reasons.map(({ code }) => code)).toEqual(['on_hold']);
    expect(of('release-hold')?.reasons.map(({ code }) => code)).toEqual(['forbidden']);
    expect(['set-embargo', 'lift-embargo', 'set-hold'].map((action) => of(action)?.allowed)).toEqual([
      true,
      true,
      true,
    ]);
    for (const action of ['publish', 'spike']) {
      const refused = await desk.act(managing, id, action);
      expect(refused.text).toContain(JSON.stringify(of(action)?.reasons[0]?.message ?? ''));
    }
  });

  it('is nothing that those learn of who may not read its drafts', async () => {
    const { id, kind } = await desk.live(managing, 'article', readyArticle(news.id));
    const hold = await desk.hold(legal, id, 'legal', 'A secret claim');
    const seen = await desk.read(sportEditor, id);
    expect(seen.body).toMatchObject({ visibility: 'live', embargo: null, holds: [] });
    const board = await desk.get<{ items: ItemBody[] }>(sportEditor, `items?section=${news.path}&limit=100`);
    expect(board.body.items.find((item) => item.id === id)?.holds).toEqual([]);
    expectProblem(await desk.get(sportEditor, `items/${id}/holds/${hold.body.id}`), 403, 'forbidden');
    const forecast = await desk.get(sportEditor, `items/${id}/allowed-actions`);
    expect(forecast.text).not.toContain('hold,');
    await desk.saved(managing, { id, kind }, { kicker: 'Second' });
    expectProblem(await desk.act(sportEditor, id, 'publish'), 403, 'forbidden');
    await desk.done(managing, id, 'unpublish', UNPUBLISHING);
    await desk.embargo(managing, id, null);
    expectProblem(await desk.read(sportEditor, id), 404, 'not_found');
  });
});

describe('edge case 6: an embargoed item', () => {
  /** The answer with what differs from request to request, and the address, taken out. */
  function plain({ status, headers, text }: Answer, url: string): object {
    const { 'x-request-id': id, date: _date, 'content-length': _length, ...rest } = headers;
    const address = url.split('/').at(-1) ?? '';
    return { status, headers: rest, text: text.replaceAll(String(id), '').replaceAll(address, '') };
  }

  async function ask(url: string, headers: Record<string, string> = {}): Promise<object> {
    return plain(await app.request('GET', url, { headers }), url);
  }

  it.each(['article', 'editorial', 'photo_caption'] as const)(
    'that was withdrawn (%s) answers what never was, until the time has passed',
    async (kind) => {
      const ready = {
        article: readyArticle(news.id),
        editorial: readyEditorial(news.id),
        photo_caption: readyCaption(),
      };
      const live = await desk.live(managing, kind, ready[kind]);
      const url = addressOf(live);
      const before = await app.request('GET', url);
      const etags = { 'if-none-match': String(before.headers['etag']) };
      const since = { 'if-modified-since': String(before.headers['last-modified']) };
      await desk.done(managing, live.id, 'unpublish', UNPUBLISHING);
      const tombstone = await ask(url);
      expect(tombstone).toMatchObject({ status: 410 });

      await desk.embargo(managing, live.id, AHEAD);
      const never = url.replace(/[^/]+$/, kind === 'photo_caption' ? newId() : 'never-was');
      for (const headers of [{}, etags, since, { 'if-none-match': '*' }]) {
        expect(await ask(url, headers)).toEqual(await ask(never, headers));
      }
      expect(await ask(url)).toMatchObject({ status: 404 });
      const head = await app.request('HEAD', url);
      expect(plain(head, url)).toEqual(plain(await app.request('HEAD', never), never));

      await passed(live.id);
      expect(await ask(url)).toEqual(tombstone);
      await desk.embargo(managing, live.id, null);
      expect(await ask(url)).toMatchObject({ status: 404 });
      await desk.lift(managing, live.id);
      expect(await ask(url)).toEqual(tombstone);
    },
  );

  it('shows at none of its addresses, in no list and on no front', async () => {
    const writer = await author(app.database);
    const byline = { authors: [{ authorId: writer.id }] };
    const live = await desk.live(managing, 'article', readyArticle(news.id, { byline, tags: ['secret'] }));
    const renamed = await desk.republished(managing, live, { slug: `moved-${live.id}` });
    await desk.done(managing, live.id, 'unpublish', UNPUBLISHING);
    await desk.embargo(managing, live.id, AHEAD);
    for (const item of [live, renamed]) {
      expect(await app.request('GET', addressOf(item))).toMatchObject({ status: 404 });
    }
    for (const path of [
      'articles',
      'articles?sort=updatedAt',
      'articles?tag=secret',
      `articles?section=${news.path}`,
      `articles?author=${writer.slug}`,
      `sections/${news.path}`,
      `authors/${writer.slug}`,
    ]) {
      const answer = await app.request('GET', `/delivery/v1/${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.text).not.toContain(live.id);
    }
  });

  it('is in no document that relates or places it', async () => {
    const caption = await withdrawn('photo_caption');
    const related = await withdrawn('article', { headline: 'Canary of the embargo' });
    for (const { id } of [caption, related]) await desk.embargo(managing, id, AHEAD);
    const shows = readyArticle(news.id, { related: [{ itemId: related.id }] });
    const story = await desk.live(managing, 'article', shows);
    const delivered = await app.request('GET', addressOf(story));
    expect(delivered).toMatchObject({ status: 200, body: { related: [] } });
    expect(delivered.text).not.toMatch(new RegExp(`Canary|${related.id}|${related.slug}`));
    const places = readyArticle(news.id, { leadPhoto: { photoCaptionId: caption.id } });
    const { id } = await desk.made(managing, 'article', places);
    expectProblem(await desk.act(managing, id, 'publish'), 409, 'not_ready');
  });

  it('is no draft that was under embargo and is published now: nothing of it stays hidden', async () => {
    const item = await story({ body: paragraphs('Now it may be said.') });
    await desk.embargo(managing, item.id, AHEAD);
    await passed(item.id);
    const live = await desk.done(managing, item.id, 'publish');
    expect(await app.request('GET', addressOf(live))).toMatchObject({ status: 200 });
    const list = await app.request('GET', '/delivery/v1/articles?limit=100');
    expect(list.text).toContain(item.id);
  });
});

describe('the database refuses', () => {
  async function refusal(sql: string, parameters: unknown[]): Promise<string | null> {
    try {
      await app.database.query(sql, parameters);
      return null;
    } catch (error) {
      const constraint: unknown = error instanceof Error ? Reflect.get(error, 'constraint') : null;
      return String(constraint ?? error);
    }
  }

  const SET = `insert into embargo (id, item_id, until, reason, set_by, set_at) values ($1, $2, $3, 'r', $4, now())`;

  it('an item that is live under an embargo, from either side', async () => {
    const live = await desk.live(managing, 'article', readyArticle(news.id));
    expect(await refusal(SET, [newId(), live.id, null, managing.id])).toBe('item_live_not_embargoed');
    const off = await withdrawn();
    await desk.embargo(managing, off.id, AHEAD);
    const relive = `with p as (insert into publication (id, item_id, revision, change_type, published_by, live_from)
        values ($2, $1, 1, 'minor', $3, now()))
      update item set visibility = 'live', live_revision = 1 where id = $1`;
    expect(await refusal(relive, [off.id, newId(), managing.id])).toBe('item_live_not_embargoed');
    await desk.lift(managing, off.id);
    expect(await refusal(relive, [off.id, newId(), managing.id])).toBeNull();
  });

  it('two open embargoes, one that ends before it begins, and a hold of another type', async () => {
    const { id } = await story();
    expect(await refusal(SET, [newId(), id, null, managing.id])).toBeNull();
    expect(await refusal(SET, [newId(), id, null, managing.id])).toBe('embargo_one_open');
    const other = await story();
    expect(await refusal(SET, [newId(), other.id, '2001-01-01', managing.id])).toBe(
      'embargo_ends_after_start',
    );
    expect(
      await refusal(
        `insert into hold (id, item_id, type, reason, set_by, set_at) values ($1, $2, 'court', 'r', $3, now())`,
        [newId(), id, managing.id],
      ),
    ).toBe('hold_type');
  });

  it.each([
    ['embargo', 'ended'],
    ['hold', 'released'],
  ])('a change to an %s beyond its open end', async (table, end) => {
    const { id } = await story();
    await desk.embargo(managing, id, AHEAD);
    await desk.hold(managing, id, 'editorial');
    const constraint = `${table}_append_only`;
    expect(await refusal(`update ${table} set reason = 'x' where item_id = $1`, [id])).toBe(constraint);
    expect(await refusal(`delete from ${table} where item_id = $1`, [id])).toBe(constraint);
    expect(await refusal(`truncate ${table}`, [])).toBe(constraint);
    expect(await refusal(`update ${table} set ${end}_at = now() where item_id = $1`, [id])).toBe(
      `${table}_${end}_whole`,
    );
    const close = `update ${table} set ${end}_at = now() + $3::interval, ${end}_by = $2 where item_id = $1`;
    expect(await refusal(close, [id, managing.id, '0'])).toBeNull();
    // To the millisecond the same would be no change.
    expect(await refusal(close, [id, managing.id, '1 second'])).toBe(constraint);
  });
});

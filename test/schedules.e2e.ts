import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/database/id.js';
import { ScheduleLoop } from '../src/scheduling/schedule-loop.js';
import { Desk, type ItemBody, readyArticle, readyCaption, type ScheduleBody } from './factories/items.js';
import { section, type SectionRow, uniqueName } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';
import { becomes } from './harness/becomes.js';

const FAR = '2099-01-01T06:00:00Z';
/** A schedule is carried out within this after its time. */
const SOON_MS = 1_000;

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let reporter: SignedIn;
let copyEditor: SignedIn;
let sectionEditor: SignedIn;
let managing: SignedIn;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  reporter = await signedIn(app, { roles: [{ role: 'reporter', sectionId: news.id }] });
  copyEditor = await signedIn(app, { roles: [{ role: 'copy_editor', sectionId: news.id }] });
  sectionEditor = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: news.id }] });
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => app.close());

function expectProblem(answer: Answer<unknown>, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { code, status } });
}

/** Submitted and approved, as it is. */
async function approved(item: { id: string }): Promise<ItemBody> {
  await desk.done(copyEditor, item.id, 'submit');
  return desk.done(copyEditor, item.id, 'approve');
}

async function approvedArticle(content: object = {}): Promise<ItemBody> {
  return approved(await desk.made(reporter, 'article', readyArticle(news.id, content)));
}

async function planned(id: string, body: object = {}, by = sectionEditor): Promise<ScheduleBody> {
  const answer = await desk.schedule(by, id, { action: 'publish', at: FAR, ...body });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.body;
}

interface Overdue {
  itemId: string;
  revision?: number;
  action?: 'publish' | 'unpublish';
  by?: SignedIn;
  /** How long ago it should have been; negative for a time to come. */
  secondsAgo?: number;
  terms?: object;
}

/** A schedule as if it had been planned some time ago: its time is not to be changed, and nobody wants to wait for it. */
async function overdue({ secondsAgo = 1, ...given }: Overdue): Promise<string> {
  const id = newId();
  const isEnd = given.action === 'unpublish';
  await app.database.query(
    `insert into schedule (id, item_id, action, revision, at, terms, planned_by, planned_at)
     values ($1, $2, $3, $4, clock_timestamp() - $5 * interval '1 second', $6, $7, now() - interval '1 day')`,
    [
      id,
      given.itemId,
      given.action ?? 'publish',
      given.revision ?? 1,
      secondsAgo,
      JSON.stringify(given.terms ?? (isEnd ? { type: 'withdrawn', reason: 'As planned.' } : {})),
      (given.by ?? sectionEditor).id,
    ],
  );
  return id;
}

/** The schedule once it has ended, by this loop or by the one in the background. */
async function ended(itemId: string, id: string, of: TestApp = app): Promise<ScheduleBody> {
  for (;;) {
    await of.app.get(ScheduleLoop, { strict: false }).drain();
    const { body } = await desk.get<ScheduleBody>(managing, `items/${itemId}/schedules/${id}`);
    if (body.state !== 'planned') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Entry {
  action: string;
  actor: { id: string } | null;
  revision?: number;
  details: Record<string, unknown>;
}

async function history(id: string): Promise<Entry[]> {
  return (await desk.get<{ items: Entry[] }>(managing, `items/${id}/history`)).body.items;
}

async function publications(id: string): Promise<number[]> {
  const { body } = await desk.get<{ items: { revision: number }[] }>(managing, `items/${id}/publications`);
  return body.items.map(({ revision }) => revision);
}

function faults(answer: Answer<{ errors?: { pointer: string; code: string }[] }>): [string, string][] {
  return (answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code]);
}

describe('planning', () => {
  it('pins the approved revision at a wall time, moves the item’s version, and shows it', async () => {
    const item = await approvedArticle();
    const answer = await desk.schedule(sectionEditor, item.id, {
      action: 'publish',
      at: '2098-07-01T06:00',
      timeZone: 'europe/berlin',
    });
    const { body } = answer;
    expect(answer).toMatchObject({
      status: 201,
      headers: {
        etag: `"${item.version + 1}"`,
        location: `http://copydesk.test/api/v1/items/${item.id}/schedules/${body.id}`,
      },
      body: {
        action: 'publish',
        revision: 1,
        at: '2098-07-01T04:00:00.000Z',
        timeZone: 'Europe/Berlin',
        state: 'planned',
      },
    });
    expect(Object.keys(body).sort()).toEqual(['action', 'at', 'id', 'revision', 'state', 'timeZone']);
    const one = await desk.get(sectionEditor, `items/${item.id}/schedules/${body.id}`);
    expect(one).toMatchObject({ status: 200, headers: { etag: answer.headers.etag }, body });
    expect((await desk.read(sectionEditor, item.id)).body).toMatchObject({
      version: item.version + 1,
      schedules: [body],
    });
    const board = await desk.get<{ items: ItemBody[] }>(managing, `items?createdBy=${reporter.id}&limit=100`);
    expect(board.body.items.find(({ id }) => id === item.id)?.schedules).toEqual([body]);
    expect((await history(item.id))[0]).toMatchObject({
      action: 'schedule',
      actor: { id: sectionEditor.id },
      revision: 1,
      details: { scheduleId: body.id, action: 'publish', plannedFor: body.at, timeZone: 'Europe/Berlin' },
    });
  });

  it('anew takes the place of the first, and cancelling ends it; both stay in the list', async () => {
    const { id } = await approvedArticle();
    const first = await planned(id);
    const second = await planned(id, { at: '2098-01-01T06:00:00+02:00' });
    expect(second.at).toBe('2098-01-01T04:00:00.000Z');
    const cancelled = await desk.unschedule(sectionEditor, id, second.id);
    expect(cancelled).toMatchObject({ status: 204, headers: { etag: await desk.etag(id) } });
    const list = await desk.get<{ items: ScheduleBody[]; nextCursor: string | null }>(
      reporter,
      `items/${id}/schedules`,
    );
    expect(list.body.items).toEqual([
      { ...second, state: 'cancelled', reason: 'It was cancelled by hand.' },
      { ...first, state: 'cancelled', reason: 'It was planned anew, for 2098-01-01T04:00:00.000Z.' },
    ]);
    const page = await desk.get<{ items: ScheduleBody[]; nextCursor: string }>(
      reporter,
      `items/${id}/schedules?limit=1`,
    );
    const rest = await desk.get<{ items: ScheduleBody[] }>(
      reporter,
      `items/${id}/schedules?limit=1&cursor=${page.body.nextCursor}`,
    );
    expect([...page.body.items, ...rest.body.items]).toEqual(list.body.items);
    expect((await desk.read(managing, id)).body.schedules).toEqual([]);
    expect((await history(id)).map(({ action }) => action).slice(0, 4)).toEqual([
      'schedule.cancelled',
      'schedule',
      'schedule.cancelled',
      'schedule',
    ]);
    expectProblem(await desk.unschedule(sectionEditor, id, second.id), 409, 'invalid_transition');
    expectProblem(await desk.unschedule(sectionEditor, id, newId()), 404, 'not_found');
    const other = await approvedArticle();
    const foreign = await planned(other.id);
    expectProblem(await desk.unschedule(sectionEditor, id, foreign.id), 404, 'not_found');
  });

  it('is answered once under one Idempotency-Key', async () => {
    const { id } = await approvedArticle();
    const send = async (): Promise<Answer> =>
      app.request('POST', `/api/v1/items/${id}/schedules`, {
        token: sectionEditor.token,
        body: { action: 'publish', at: FAR },
        ifMatch: '"3"',
        headers: { 'idempotency-key': `plan-${id}` },
      });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
  });

  it.each<[string, object, [string, string][]]>([
    [
      'nothing',
      {},
      [
        ['/action', 'required'],
        ['/at', 'required'],
      ],
    ],
    ['another action', { action: 'kill', at: FAR }, [['/action', 'is_in']]],
    ['the past', { action: 'publish', at: '2020-01-01T00:00:00Z' }, [['/at', 'in_the_past']]],
    ['no zone', { action: 'publish', at: '2098-01-01T06:00' }, [['/at', 'zone_missing']]],
    ['no time', { action: 'publish', at: 'tomorrow' }, [['/at', 'is_time']]],
    ['no text', { action: 'publish', at: 1 }, [['/at', 'is_time']]],
    [
      'an unknown zone',
      { action: 'publish', at: '2098-01-01T06:00', timeZone: 'Moon/Sea' },
      [['/timeZone', 'unknown_time_zone']],
    ],
    [
      'a very long zone',
      { action: 'publish', at: FAR, timeZone: 'x'.repeat(101) },
      [['/timeZone', 'max_length']],
    ],
    [
      'another offset than the zone’s',
      { action: 'publish', at: '2098-01-01T06:00:00+05:00', timeZone: 'Europe/Berlin' },
      [['/at', 'offset_disagrees']],
    ],
    [
      'an unknown revision',
      { action: 'publish', at: FAR, revision: 99 },
      [['/revision', 'unknown_revision']],
    ],
    ['no revision', { action: 'publish', at: FAR, revision: 1.5 }, [['/revision', 'is_int']]],
    [
      'what goes with unpublishing',
      { action: 'publish', at: FAR, reason: 'x' },
      [['/reason', 'not_for_action']],
    ],
    [
      'no change type where one is said',
      { action: 'publish', at: FAR, changeType: null, publicNote: 'x' },
      [['/changeType', 'is_in']],
    ],
    [
      'a note that would not be shown',
      { action: 'publish', at: FAR, publicNote: 'x' },
      [['/publicNote', 'not_for_minor']],
    ],
    [
      'a correction of what was never live',
      { action: 'publish', at: FAR, changeType: 'correction', publicNote: 'x' },
      [['/changeType', 'not_for_first_publication']],
    ],
    ['an unknown member', { action: 'publish', at: FAR, force: true }, [['/force', 'unknown_member']]],
  ])('refuses %s', async (_what, body, expected) => {
    const item = await approvedArticle();
    const answer = await desk.schedule(managing, item.id, body);
    expectProblem(answer, 400, 'validation_failed');
    expect(faults(answer).sort()).toEqual(expected.sort());
    expect(await desk.etag(item.id)).toBe(`"${item.version}"`);
  });

  it('refuses a wall time that does not exist, or exists twice, with both readings', async () => {
    const { id } = await approvedArticle();
    const [gap, fold] = [
      { at: '2027-03-28T02:30', says: /2027-03-28T01:30:00\+01:00 or 2027-03-28T03:30:00\+02:00/ },
      { at: '2027-10-31T02:30', says: /2027-10-31T02:30:00\+02:00 or 2027-10-31T02:30:00\+01:00/ },
    ];
    for (const { at, says } of [gap, fold]) {
      const answer = await desk.schedule(sectionEditor, id, {
        action: 'publish',
        at,
        timeZone: 'Europe/Berlin',
      });
      expectProblem(answer, 400, 'validation_failed');
      expect(answer.body.errors?.[0]?.message).toMatch(says);
    }
  });

  it('keeps the order of refusals', async () => {
    const hidden = await desk.made(managing, 'article', readyArticle((await section(app.database)).id));
    const item = await approvedArticle();
    const elsewhere = await signedIn(app, {
      roles: [{ role: 'section_editor', sectionId: (await section(app.database)).id }],
    });
    const body = { action: 'publish', at: FAR };
    const url = `/api/v1/items/${item.id}/schedules`;
    expectProblem(await app.request('POST', url, { body: {} }), 401, 'unauthenticated');
    expectProblem(await desk.schedule(copyEditor, item.id, {}), 403, 'forbidden');
    expectProblem(
      await desk.schedule(sectionEditor, hidden.id, { ...body, at: '2020-01-01T00:00:00Z' }),
      400,
      'validation_failed',
    );
    expectProblem(await desk.schedule(sectionEditor, hidden.id, body), 404, 'not_found');
    expectProblem(
      await app.request('POST', url, { body, token: sectionEditor.token }),
      428,
      'precondition_required',
    );
    expectProblem(await desk.schedule(sectionEditor, item.id, body, '"1"'), 412, 'stale_version');
    const live = await desk.live(managing, 'article', readyArticle(news.id));
    expectProblem(
      await desk.schedule(elsewhere, live.id, { ...body, action: 'unpublish' }),
      403,
      'forbidden',
    );
    const schedule = await planned(item.id);
    const one = `${url}/${schedule.id}`;
    expectProblem(await app.request('DELETE', one, {}), 401, 'unauthenticated');
    expectProblem(await desk.unschedule(copyEditor, item.id, schedule.id), 403, 'forbidden');
    expectProblem(
      await app.request('DELETE', one, { token: sectionEditor.token }),
      428,
      'precondition_required',
    );
    expectProblem(await desk.unschedule(sectionEditor, item.id, schedule.id, '"1"'), 412, 'stale_version');
    expectProblem(await desk.get(elsewhere, `items/${item.id}/schedules`), 404, 'not_found');
    expectProblem(await desk.get(elsewhere, `items/${live.id}/schedules`), 403, 'forbidden');
  });

  it('needs an approval of exactly that revision, readiness, a free slug, and no hold', async () => {
    const draft = await desk.made(reporter, 'article', readyArticle(news.id));
    const body = { action: 'publish', at: FAR };
    expectProblem(await desk.schedule(sectionEditor, draft.id, body), 409, 'approval_missing');
    expect((await desk.schedule(managing, draft.id, body)).status).toBe(201);

    const item = await approvedArticle();
    await desk.saved(reporter, item, { kicker: 'Newer' });
    expectProblem(await desk.schedule(sectionEditor, item.id, body), 409, 'approval_missing');
    expect((await planned(item.id, { revision: 1 })).revision).toBe(1);

    const bare = await approved(await desk.made(reporter, 'article', { sectionId: news.id }));
    expectProblem(await desk.schedule(sectionEditor, bare.id, body), 409, 'not_ready');

    const taken = await desk.live(managing, 'article', readyArticle(news.id));
    const copy = await approvedArticle({ slug: taken.slug });
    expectProblem(await desk.schedule(sectionEditor, copy.id, body), 409, 'slug_taken');

    const held = await approvedArticle();
    await desk.hold(managing, held.id, 'editorial');
    expectProblem(await desk.schedule(sectionEditor, held.id, body), 409, 'on_hold');
  });

  it('looks at an embargo as it will stand at the time', async () => {
    const item = await approvedArticle();
    await desk.embargo(managing, item.id, '2098-06-01T00:00:00Z');
    const plan = (at: string): Promise<Answer<object>> =>
      desk.schedule(sectionEditor, item.id, { action: 'publish', at });
    expectProblem(await plan('2098-05-31T23:59:59Z'), 409, 'embargoed');
    expect((await plan('2098-06-01T00:00:00Z')).status).toBe(201);
  });

  it('does not plan what would turn time back', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    await desk.republished(managing, item, { kicker: 'Second' });
    const plan = (revision?: number): Promise<Answer<object>> =>
      desk.schedule(managing, item.id, { action: 'publish', at: FAR, revision });
    expectProblem(await plan(1), 409, 'invalid_transition');
    expectProblem(await plan(2), 409, 'invalid_transition');
    expectProblem(await plan(), 409, 'invalid_transition');
    // What was taken off may come back as it was last.
    await desk.done(managing, item.id, 'unpublish', { type: 'gone', reason: 'For now' });
    expectProblem(await plan(1), 409, 'invalid_transition');
    expect((await plan(2)).status).toBe(201);
  });

  it('of an end is for what is live, of the live revision', async () => {
    const item = await approvedArticle();
    const body = { action: 'unpublish', at: FAR };
    expectProblem(await desk.schedule(managing, item.id, body), 409, 'invalid_transition');
    await desk.done(sectionEditor, item.id, 'publish');
    await desk.saved(reporter, item, { kicker: 'Newer' });
    const wrong = await desk.schedule(sectionEditor, item.id, { ...body, revision: 2 });
    expect(faults(wrong)).toEqual([['/revision', 'not_live']]);
    expect(faults(await desk.schedule(sectionEditor, item.id, { ...body, changeType: 'minor' }))).toEqual([
      ['/changeType', 'not_for_action'],
    ]);
    const answer = await desk.schedule(sectionEditor, item.id, { ...body, notice: 'The offer has ended.' });
    expect(answer).toMatchObject({
      status: 201,
      body: { action: 'unpublish', revision: 1, state: 'planned' },
    });
  });

  it('is not told to those who may only read what is live', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    await planned(item.id, { action: 'unpublish' });
    const stranger = await signedIn(app, {
      roles: [{ role: 'reporter', sectionId: (await section(app.database)).id }],
    });
    const seen = await desk.read(stranger, item.id);
    expect(seen).toMatchObject({ status: 200, body: { schedules: [] } });
  });

  it('shows in allowed-actions what can be planned and cancelled', async () => {
    const item = await approvedArticle();
    const allowed = async (): Promise<Record<string, boolean>> => {
      const { body } = await desk.get<{ items: { action: string; allowed: boolean }[] }>(
        sectionEditor,
        `items/${item.id}/allowed-actions`,
      );
      return Object.fromEntries(body.items.map(({ action, allowed: is }) => [action, is]));
    };
    expect(await allowed()).toMatchObject({ schedule: true, 'schedule-unpublish': false, unschedule: false });
    const { id } = await planned(item.id);
    expect(await allowed()).toMatchObject({ schedule: true, unschedule: true });
    await desk.unschedule(sectionEditor, item.id, id);
    await desk.done(sectionEditor, item.id, 'publish');
    expect(await allowed()).toMatchObject({ schedule: false, 'schedule-unpublish': true, unschedule: false });
  });
});

describe('at its time', () => {
  it('a schedule is carried out without anybody’s doing, not before, and says when', async () => {
    let late = Infinity;
    // Polling alone would take up to five seconds; a busy machine may hold up one, but not all.
    for (let attempt = 0; attempt < 3 && late >= SOON_MS; attempt += 1) {
      const item = await approvedArticle();
      const at = new Date(Date.now() + 1_500);
      const plan = await planned(item.id, { at: at.toISOString() });
      await becomes(async () => (await desk.read(managing, item.id)).body.visibility, 'live');
      const now = await desk.read(managing, item.id);
      const run = await ended(item.id, plan.id);
      expect(run).toMatchObject({ ...plan, state: 'done', ranAt: now.body.live?.publishedAt });
      expect(now.body).toMatchObject({
        draft: null,
        schedules: [],
        live: { publishedBy: { id: sectionEditor.id } },
      });
      const waited = Date.parse(run.ranAt ?? '') - at.getTime();
      expect(waited).toBeGreaterThanOrEqual(0);
      late = Math.min(late, waited);
    }
    expect(late).toBeLessThan(SOON_MS);
  });

  it('edge case 2: 7 goes out while the editor is on 9, whose draft stays, stage and all', async () => {
    const item = await approvedArticle();
    await desk.saved(reporter, item, { kicker: 'Newer' });
    await desk.saved(reporter, item, { headline: uniqueName('Newest'), tags: ['newest'] });
    await desk.done(reporter, item.id, 'submit');
    const before = await desk.done(copyEditor, item.id, 'claim');
    const id = await overdue({ itemId: item.id, revision: 1 });
    expect(await ended(item.id, id)).toMatchObject({ state: 'done' });
    const after = (await desk.read(managing, item.id)).body;
    expect(after).toMatchObject({
      visibility: 'live',
      version: before.version + 1,
      draft: before.draft,
      content: before.content,
      live: { revision: 1, changeType: 'minor' },
    });
    expect(after.draft).toMatchObject({ revision: 3, stage: 'in_edit' });
    const delivered = await app.request('GET', `/delivery/v1/articles/${after.live?.slug}`);
    expect(delivered.body).toMatchObject({ headline: item.content.headline, kicker: null, tags: [] });
    const entries = await history(item.id);
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'schedule.done', revision: 1, details: { scheduleId: id } },
      { action: 'publish', actor: { id: sectionEditor.id }, revision: 1, details: { scheduleId: id } },
    ]);
    expect(entries[1]?.details.plannedFor).toBe((await ended(item.id, id)).at);
  });

  it.each(['a newer one', 'the same one'])(
    'edge case 2: %s published before ends it as overtaken',
    async (which) => {
      const item = await approvedArticle();
      const plan = await planned(item.id);
      if (which === 'a newer one') {
        await desk.saved(reporter, item, { kicker: 'Newer' });
        await approved(item);
      }
      const live = await desk.done(sectionEditor, item.id, 'publish');
      expect(live.schedules).toEqual([]);
      const revision = live.live?.revision;
      expect(await ended(item.id, plan.id)).toEqual({
        ...plan,
        state: 'overtaken',
        reason: `Revision ${revision} was published before.`,
      });
      expect((await history(item.id)).map(({ action }) => action).slice(0, 2)).toEqual([
        'schedule.overtaken',
        'publish',
      ]);
    },
  );

  it('a newer revision that is pinned stays planned when an older one goes out', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    await desk.saved(managing, item, { kicker: 'Second' });
    await approved(item);
    const plan = await planned(item.id, { changeType: 'update' });
    await desk.done(managing, item.id, 'unpublish', { type: 'gone', reason: 'For now' });
    const back = await desk.done(managing, item.id, 'republish');
    expect(back.schedules).toEqual([plan]);
  });

  it('edge case 2: what was overtaken behind its back never runs', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    await desk.republished(managing, item, { kicker: 'Second' });
    const id = await overdue({ itemId: item.id, revision: 1 });
    expect(await ended(item.id, id)).toMatchObject({ state: 'overtaken' });
    expect(await publications(item.id)).toEqual([2, 1]);
  });

  it('edge case 3: refuses, says why, and leaves nothing half done', async () => {
    const member = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: news.id }] });
    const demoted = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: news.id }] });
    const slug = uniqueName('taken').replace(' ', '-');
    const closed = await section(app.database, news);
    const [held, copy, left, unfit, withdrawn, homeless] = [
      await approvedArticle(),
      await approvedArticle({ slug }),
      await approvedArticle(),
      await approvedArticle(),
      await approvedArticle(),
      await approvedArticle({ sectionId: closed.id }),
    ];
    await desk.saved(managing, homeless, { sectionId: news.id });
    const removed = await app.request('DELETE', `/api/v1/sections/${closed.id}`, {
      token: managing.token,
      ifMatch: '"1"',
    });
    expect(removed.status).toBe(204);
    const caption = await desk.live(managing, 'photo_caption', readyCaption());
    const withPhoto = await approvedArticle({ leadPhoto: { photoCaptionId: caption.id } });
    await desk.hold(managing, held.id, 'legal');
    await desk.hold(managing, held.id, 'editorial');
    await desk.live(managing, 'article', readyArticle(news.id, { slug }));
    await desk.done(managing, caption.id, 'unpublish', { type: 'gone', reason: 'No rights' });
    await desk.done(copyEditor, withdrawn.id, 'request-changes', { comment: 'No.' });
    await app.database.query('update staff_member set active = false where id = $1', [member.id]);
    await app.database.query('delete from staff_role where staff_id = $1', [demoted.id]);
    const cases: [ItemBody, SignedIn, string, RegExp][] = [
      [held, sectionEditor, 'on_hold', /hold, set by/],
      [copy, sectionEditor, 'slug_taken', /slug/],
      [left, member, 'forbidden', /no longer an active member/],
      [unfit, demoted, 'forbidden', /do not have item.schedule/],
      [withPhoto, sectionEditor, 'not_ready', /caption is not live/],
      [withdrawn, sectionEditor, 'approval_missing', /approval/],
      [homeless, managing, 'not_ready', /section .* no longer there/],
    ];
    for (const [item, by, code, reason] of cases) {
      const etag = await desk.etag(item.id);
      const id = await overdue({ itemId: item.id, by });
      const end = await ended(item.id, id);
      expect(end).toMatchObject({ state: 'refused', reason: expect.stringMatching(reason) });
      expect(Date.parse(end.ranAt ?? '')).toBeGreaterThanOrEqual(Date.parse(end.at));
      expect((await history(item.id))[0]).toMatchObject({
        action: 'schedule.refused',
        actor: null,
        details: { scheduleId: id, code, reason: end.reason, plannedFor: end.at },
      });
      expect((await desk.read(managing, item.id)).body).toMatchObject({
        visibility: 'unpublished',
        live: null,
        schedules: [],
      });
      expect(await desk.etag(item.id)).toBe(`"${Number(etag.slice(1, -1)) + 1}"`);
      expect(await publications(item.id)).toEqual([]);
    }
  });

  it('acts below the ceiling of the API token that planned it', async () => {
    const draft = await desk.made(reporter, 'article', readyArticle(news.id));
    const token = await app.request<{ token: string }>('POST', '/api/v1/api-tokens', {
      token: managing.token,
      body: {
        name: uniqueName('Planner'),
        scopes: ['item.read', 'item.schedule', 'item.approve', 'item.submit'],
      },
    });
    const machine = { ...managing, token: token.body.token };
    expectProblem(
      await desk.schedule(machine, draft.id, { action: 'publish', at: FAR }),
      409,
      'approval_missing',
    );
    await approved(draft);
    const at = new Date(Date.now() + 2_000).toISOString();
    const plan = await planned(draft.id, { at }, machine);
    await desk.done(copyEditor, draft.id, 'request-changes', { comment: 'Not yet.' });
    // The owner could publish it directly; the token could not.
    expect(await ended(draft.id, plan.id)).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/approval/),
    });
  });

  it('edge case 4: an overdue one runs once, late, and keeps the planned time beside the actual one', async () => {
    const item = await approvedArticle();
    const id = await overdue({ itemId: item.id, secondsAgo: 3_600 });
    const run = await ended(item.id, id);
    const late = Date.parse(run.ranAt ?? '') - Date.parse(run.at);
    expect(late).toBeGreaterThanOrEqual(3_600_000);
    const { body } = await desk.read(managing, item.id);
    expect(body).toMatchObject({ firstPublishedAt: run.ranAt, live: { publishedAt: run.ranAt } });
    expect((await history(item.id))[1]?.details).toMatchObject({ scheduleId: id, plannedFor: run.at });
    expect(await publications(item.id)).toEqual([1]);
  });

  it('takes off what is live, with its notice, and keeps the draft', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    const draft = (await desk.saved(managing, item, { kicker: 'Newer' })).draft;
    const id = await overdue({
      itemId: item.id,
      action: 'unpublish',
      terms: { type: 'withdrawn', reason: 'Rights end', notice: 'Gone for now.' },
    });
    expect(await ended(item.id, id)).toMatchObject({ state: 'done' });
    expect((await desk.read(managing, item.id)).body).toMatchObject({ visibility: 'withdrawn', draft });
    const gone = await app.request('GET', `/delivery/v1/articles/${item.slug}`);
    expect(gone).toMatchObject({ status: 410, body: { code: 'withdrawn', notice: 'Gone for now.' } });
    expect((await history(item.id)).slice(0, 2)).toMatchObject([
      { action: 'schedule.done' },
      {
        action: 'unpublish',
        actor: { id: sectionEditor.id },
        details: { scheduleId: id, reason: 'Rights end' },
      },
    ]);
  });

  it('leads readers to where the end that was planned says, if that is there by then', async () => {
    const [there, one, other] = [
      await desk.live(managing, 'article', readyArticle(news.id)),
      await desk.live(managing, 'article', readyArticle(news.id)),
      await desk.live(managing, 'article', readyArticle(news.id)),
    ];
    const end = { action: 'unpublish', type: 'redirect', reason: 'Told better there' };
    for (const redirectTo of [undefined, one.id, newId(), 'nowhere']) {
      const answer = await desk.schedule(sectionEditor, one.id, { ...end, at: FAR, redirectTo });
      expect(faults(answer).map(([pointer]) => pointer)).toEqual(['/redirectTo']);
    }
    const plan = await planned(one.id, { ...end, redirectTo: there.id });
    await desk.unschedule(sectionEditor, one.id, plan.id);
    const terms = { type: 'redirect', reason: 'Told better there', redirectTo: there.id };
    const done = await overdue({ itemId: one.id, action: 'unpublish', terms });
    expect(await ended(one.id, done)).toMatchObject({ state: 'done' });
    const moved = await app.request('GET', `/delivery/v1/articles/${one.slug}`);
    expect(moved.status).toBe(301);
    expect(moved.headers.location).toMatch(new RegExp(`/delivery/v1/articles/${there.slug}$`));

    await desk.done(managing, there.id, 'unpublish', { type: 'gone', reason: 'Now' });
    const refused = await overdue({ itemId: other.id, action: 'unpublish', terms });
    expect(await ended(other.id, refused)).toMatchObject({
      state: 'refused',
      reason: '/redirectTo: is no item that is live',
    });
    expect((await desk.read(managing, other.id)).body).toMatchObject({ visibility: 'live' });
  });

  it('says with a correction what was planned with it', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    await desk.saved(managing, item, { kicker: 'Right' });
    await approved(item);
    const terms = { changeType: 'correction', publicNote: 'The kicker was wrong.' };
    await planned(item.id, terms);
    const expected = await desk.schedule(sectionEditor, item.id, {
      action: 'publish',
      at: FAR,
      changeType: 'correction',
    });
    expectProblem(expected, 400, 'public_note_required');
    const at = new Date(Date.now() + 2_000).toISOString();
    const plan = await planned(item.id, { ...terms, at });
    expect(await ended(item.id, plan.id)).toMatchObject({ state: 'done' });
    const { body } = await app.request<{ corrections: { text: string }[] }>(
      'GET',
      `/delivery/v1/articles/${item.slug}`,
    );
    expect(body.corrections).toMatchObject([{ type: 'correction', text: 'The kicker was wrong.' }]);
  });

  it('keeps the order of what is due for one item', async () => {
    const item = await approvedArticle();
    const end = await overdue({ itemId: item.id, action: 'unpublish', secondsAgo: 5 });
    const start = await overdue({ itemId: item.id, secondsAgo: 10 });
    // The end was announced first, and may have run before the other was there: then it was refused.
    const [one, other] = [await ended(item.id, start), await ended(item.id, end)];
    expect(one.state).toBe('done');
    expect(['done', 'refused']).toContain(other.state);
    const visibility = (await desk.read(managing, item.id)).body.visibility;
    expect(visibility).toBe(other.state === 'done' ? 'withdrawn' : 'live');
  });

  it('ends with the item: killing and spiking cancel, unpublishing overtakes a planned end', async () => {
    const killed = await desk.live(managing, 'article', readyArticle(news.id));
    await desk.saved(managing, killed, { kicker: 'Second' });
    await approved(killed);
    const [publish, unpublish] = [
      await planned(killed.id),
      await planned(killed.id, { action: 'unpublish' }),
    ];
    await desk.done(managing, killed.id, 'kill', { reason: 'Wrong', notice: 'It was wrong.' });
    for (const { id } of [publish, unpublish]) {
      expect(await ended(killed.id, id)).toMatchObject({
        state: 'cancelled',
        reason: 'The item was killed.',
      });
    }
    const spiked = await approvedArticle();
    const plan = await planned(spiked.id);
    await desk.done(sectionEditor, spiked.id, 'spike');
    expect(await ended(spiked.id, plan.id)).toMatchObject({
      state: 'cancelled',
      reason: 'The item was spiked.',
    });
    const taken = await desk.live(managing, 'article', readyArticle(news.id));
    const end = await planned(taken.id, { action: 'unpublish' });
    await desk.done(managing, taken.id, 'unpublish', { type: 'gone', reason: 'Now' });
    expect(await ended(taken.id, end.id)).toMatchObject({
      state: 'overtaken',
      reason: 'The item was taken off before.',
    });
  });
});

describe('at once', () => {
  let second: TestApp;
  beforeAll(async () => {
    second = await startApp({}, app.database);
  });
  afterAll(async () => second.close());

  const drainBoth = async (): Promise<void> => {
    await Promise.all(
      [app, second, app, second].map((of) => of.app.get(ScheduleLoop, { strict: false }).drain()),
    );
  };

  it('two processes carry out each of many once', async () => {
    const items = await Promise.all(Array.from({ length: 12 }, () => approvedArticle()));
    const ids = await Promise.all(items.map(({ id }) => overdue({ itemId: id })));
    await drainBoth();
    for (const [index, { id }] of items.entries()) {
      expect(await ended(id, ids[index] ?? '')).toMatchObject({ state: 'done' });
      expect(await publications(id)).toEqual([1]);
    }
  });

  it.each(Array.from({ length: 4 }, (_, round) => round))(
    'publishing and cancelling by hand at the very moment: one of them comes first (round %s)',
    async (round) => {
      const items = await Promise.all(Array.from({ length: 4 }, () => approvedArticle()));
      const answers = await Promise.all(
        items.map(async ({ id, version }, index) => {
          if (index % 2 === 0) await desk.saved(reporter, { id, kind: 'article' }, { kicker: 'Newer' });
          if (index % 2 === 0) await approved({ id });
          const schedule = await overdue({ itemId: id, revision: 1 });
          const etag = index % 2 === 0 ? await desk.etag(id) : `"${version}"`;
          const byHand =
            (index + round) % 3 === 0
              ? desk.unschedule(sectionEditor, id, schedule, etag)
              : desk.act(sectionEditor, id, 'publish', {}, etag);
          const [answer] = await Promise.all([byHand, drainBoth()]);
          return { id, schedule, answer };
        }),
      );
      for (const { id, schedule, answer } of answers) {
        const { state } = await ended(id, schedule);
        const revisions = await publications(id);
        // Newest first: time never runs backwards.
        expect(revisions).toEqual(revisions.toSorted((one, other) => other - one));
        expect(new Set(revisions).size).toBe(revisions.length);
        if (answer.status < 300) expect(['overtaken', 'cancelled']).toContain(state);
        else {
          expect([409, 412]).toContain(answer.status);
          expect([state, revisions]).toEqual(['done', [1]]);
        }
      }
    },
  );
});

describe('what goes wrong without being refused', () => {
  async function isDone(of: TestApp, id: string): Promise<boolean> {
    const [row] = await of.database.query<{ outcome: string | null }>(
      'select outcome from schedule where id = $1',
      [id],
    );
    return row?.outcome === 'done';
  }

  async function waitFor(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  it('is tried again, and keeps nobody else waiting', async () => {
    const [first, second] = [await approvedArticle(), await approvedArticle()];
    await app.database.query(`
      create function break_down() returns trigger language plpgsql as $$
        begin raise 'broken' using errcode = 'XX000'; end $$;
      create trigger broken before insert on publication for each row
        when (new.item_id = '${first.id}') execute function break_down()`);
    const broken = await overdue({ itemId: first.id, secondsAgo: 5 });
    const sound = await overdue({ itemId: second.id });
    await waitFor(async () => isDone(app, sound));
    expect(await isDone(app, broken)).toBe(false);
    await app.database.query('drop trigger broken on publication');
    await waitFor(async () => isDone(app, broken));
    expect(await publications(first.id)).toEqual([1]);
  });

  it('a lost database: what fell due meanwhile is done when it is back', async () => {
    const other = await startApp();
    const there = new Desk(other);
    const chief = await signedIn(other, { roles: [{ role: 'managing_editor' }] });
    const { id: sectionId } = await section(other.database);
    const item = await there.made(chief, 'article', readyArticle(sectionId));
    const at = new Date(Date.now() + 1_500).toISOString();
    const plan = await there.schedule(chief, item.id, { action: 'publish', at });
    expect(plan.status).toBe(201);
    const name = new URL(other.database.url).pathname.slice(1);
    const outOf = async (allow: boolean): Promise<void> => {
      await app.database.query(`alter database ${name} allow_connections ${allow}`);
    };
    await outOf(false);
    await app.database.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ]);
    await new Promise((resolve) => setTimeout(resolve, Date.parse(at) - Date.now() + 500));
    await outOf(true);
    await waitFor(async () => {
      const answer = await there.read(chief, item.id);
      return answer.status === 200 && answer.body.visibility === 'live';
    });
    expect((await there.read(chief, item.id)).body).toMatchObject({ live: { revision: 1 }, schedules: [] });
    await other.close();
  });
});

describe('the database refuses', () => {
  async function refusal(sql: string, parameters: unknown[]): Promise<unknown> {
    return app.database.query(sql, parameters).then(
      () => null,
      (error: unknown) => (error instanceof Error ? Reflect.get(error, 'constraint') : null),
    );
  }

  it('a schedule that runs twice, changes, runs early, or pins another item’s revision', async () => {
    const item = await approvedArticle();
    const id = await overdue({ itemId: item.id });
    await ended(item.id, id);
    const [{ publication_id: publication } = { publication_id: null }] = await app.database.query<{
      publication_id: string;
    }>('select publication_id from schedule where id = $1', [id]);
    for (const change of [
      `outcome = 'refused', reason = 'x', publication_id = null`,
      `ended_at = now()`,
      `publication_id = gen_random_uuid()`,
      `outcome = null, ended_at = null, publication_id = null`,
      `at = now() + interval '1 day'`,
    ]) {
      expect([change, await refusal(`update schedule set ${change} where id = $1`, [id])]).toEqual([
        change,
        'schedule_append_only',
      ]);
    }
    expect(await refusal('delete from schedule where id = $1', [id])).toBe('schedule_append_only');

    const other = await approvedArticle();
    const { id: future } = await planned(other.id);
    const done = `update schedule set outcome = 'done', ended_at = now(), publication_id = $2 where id = $1`;
    expect(await refusal(done, [future, publication])).toBe('schedule_not_before_its_time');
    expect(
      await refusal(`update schedule set outcome = 'cancelled', ended_at = now() where id = $1`, [future]),
    ).toBe('schedule_ended_whole');
    const insert = `insert into schedule (id, item_id, action, revision, at, planned_by, planned_at)
      values ($1, $2, 'publish', $3, '2099-01-01', $4, now())`;
    expect(await refusal(insert, [newId(), other.id, 1, managing.id])).toBe('schedule_one_planned');
    expect(await refusal(insert, [newId(), item.id, 9, managing.id])).toBe('schedule_of_revision');
    const twice = await overdue({
      itemId: (await desk.made(reporter, 'photo_caption', readyCaption())).id,
      secondsAgo: -3600,
    });
    expect(
      await refusal(
        `update schedule set outcome = 'done', ended_at = at, publication_id = $2 where id = $1`,
        [twice, publication],
      ),
    ).toBe('schedule_publication_id_key');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../migrations/index.js';
import { newId } from '../src/database/id.js';
import { Desk, type ItemBody, type Problem, readyArticle, readyCaption } from './factories/items.js';
import { section, type SectionRow, uniqueName } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';
import { Description } from './harness/described.js';

interface CorrectionBody {
  id: string;
  type: string;
  text: string;
  at: string;
  status: string;
  supersededBy: string | null;
  withdrawal: { by: { id: string; name: string }; at: string; reason: string | null } | null;
}

interface CorrectionRecord extends CorrectionBody {
  item: { kind: string; slug: string | null; headline: string };
}

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let managing: SignedIn;
let sectionEditor: SignedIn;
let elsewhere: SignedIn;
let copyEditor: SignedIn;
const description = new Description();

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  const sport = await section(app.database);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  sectionEditor = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: news.id }] });
  elsewhere = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: sport.id }] });
  copyEditor = await signedIn(app, { roles: [{ role: 'copy_editor', sectionId: news.id }] });
});
afterAll(async () => app.close());

async function send<Body = Record<string, unknown>>(
  ...[method, url, options]: Parameters<TestApp['request']>
): Promise<Answer<Body>> {
  const answer = await app.request<Body>(method, url, options);
  expect(description.faults(method, url, answer)).toEqual([]);
  return answer;
}

async function article(): Promise<ItemBody> {
  return desk.live(managing, 'article', readyArticle(news.id));
}

/** Publishes a change as a correction of this text; gives the correction. */
async function corrected(item: ItemBody, publicNote: string, more: object = {}): Promise<CorrectionBody> {
  const publication = { changeType: 'correction', publicNote, ...more };
  await desk.republished(managing, item, { kicker: uniqueName('Take') }, publication);
  const [newest] = await onDesk(item);
  if (!newest) throw new Error('There is no correction.');
  return newest;
}

async function onDesk(item: { id: string }, by: SignedIn = managing): Promise<CorrectionBody[]> {
  const answer = await send<{ items: CorrectionBody[] }>('GET', `/api/v1/items/${item.id}/corrections`, {
    token: by.token,
  });
  expect(answer.status).toBe(200);
  return answer.body.items;
}

async function delivered(item: ItemBody): Promise<{ texts: string[]; etag: string; updatedAt: unknown }> {
  const { body, headers } = await send<{ corrections: CorrectionBody[]; updatedAt: string | null }>(
    'GET',
    `/delivery/v1/articles/${item.slug}`,
  );
  const { corrections, updatedAt } = body;
  return { texts: corrections.map(({ text }) => text), etag: String(headers.etag), updatedAt };
}

async function onRecord(query = 'limit=100'): Promise<Answer<{ items: CorrectionRecord[] }>> {
  return send<{ items: CorrectionRecord[] }>('GET', `/delivery/v1/corrections?${query}`);
}

async function recordOf(id: string): Promise<CorrectionRecord | undefined> {
  return (await onRecord()).body.items.find((one) => one.id === id);
}

async function withdraw(
  item: { id: string },
  id: string,
  {
    by = managing,
    body = { reason: 'It was right' },
    ifMatch = '',
  }: { by?: SignedIn; body?: object; ifMatch?: string } = {},
): Promise<Answer<CorrectionBody & Problem>> {
  return send<CorrectionBody & Problem>('POST', `/api/v1/items/${item.id}/corrections/${id}/withdraw`, {
    token: by.token,
    body,
    ifMatch: ifMatch === '' ? await desk.etag(item.id) : ifMatch,
  });
}

function expectProblem(answer: Answer<unknown>, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { code, status } });
}

describe('a correction', () => {
  it('is a record: with the item, on the desk, and on the public record', async () => {
    const item = await article();
    expect(await onDesk(item)).toEqual([]);
    const first = await corrected(item, 'The date was wrong.');
    await desk.republished(
      managing,
      item,
      { kicker: 'Again' },
      { changeType: 'clarification', publicNote: 'The mayor of Port Ellery is meant.' },
    );
    await desk.republished(managing, item, { kicker: 'Minor' });
    const [second, ...rest] = await onDesk(item);
    expect(second).toMatchObject({
      type: 'clarification',
      status: 'current',
      supersededBy: null,
      withdrawal: null,
    });
    expect(rest).toEqual([first]);
    expect((await delivered(item)).texts).toEqual([
      'The mayor of Port Ellery is meant.',
      'The date was wrong.',
    ]);
    expect(await recordOf(first.id)).toEqual({
      id: first.id,
      type: 'correction',
      text: 'The date was wrong.',
      at: first.at,
      status: 'current',
      item: { kind: 'article', slug: item.slug, headline: item.content.headline },
    });
  });

  it('takes the place of one that was wrong itself, which stays on the public record', async () => {
    const item = await article();
    const wrong = await corrected(item, 'There were 24, not 42.');
    const right = await corrected(item, 'There were 25, not 42 and not 24.', { supersedes: wrong.id });
    expect(await onDesk(item)).toEqual([right, { ...wrong, status: 'superseded', supersededBy: right.id }]);
    expect((await delivered(item)).texts).toEqual(['There were 25, not 42 and not 24.']);
    expect(await recordOf(wrong.id)).toMatchObject({ status: 'superseded', text: wrong.text });
    const history = await desk.get<{ items: { details: object }[] }>(
      managing,
      `items/${item.id}/history?limit=1`,
    );
    expect(history.body.items).toMatchObject([{ details: { correctionId: right.id, supersedes: wrong.id } }]);
  });

  it('takes the place of a current one of the same item only', async () => {
    const item = await article();
    const other = await article();
    const foreign = await corrected(other, 'Another item’s.');
    const old = await corrected(item, 'Wrong.');
    await corrected(item, 'Right.', { supersedes: old.id });
    const gone = await corrected(item, 'Not needed.');
    expect((await withdraw(item, gone.id)).status).toBe(200);
    await desk.saved(managing, item, { kicker: 'Next' });
    const before = await desk.etag(item.id);
    for (const [supersedes, code] of [
      [foreign.id, 'unknown_correction'],
      [newId(), 'unknown_correction'],
      [old.id, 'not_current'],
      [gone.id, 'not_current'],
      ['nonsense', 'isUuid'],
      [7, 'isUuid'],
    ]) {
      const body = { changeType: 'correction', publicNote: 'x', supersedes };
      const answer = await desk.act(managing, item.id, 'publish', body);
      expectProblem(answer, 400, 'validation_failed');
      expect(answer.body.errors).toMatchObject([{ pointer: '/supersedes' }]);
      if (code !== 'isUuid') expect(answer.body.errors).toMatchObject([{ code }]);
    }
    for (const changeType of ['minor', 'update', undefined]) {
      const answer = await desk.act(managing, item.id, 'publish', { changeType, supersedes: old.id });
      expect(answer.body.errors).toMatchObject([{ pointer: '/supersedes', code: 'only_for_corrections' }]);
    }
    expect(await desk.etag(item.id)).toBe(before);
    expect(await onDesk(other)).toEqual([foreign]);
  });

  it('can come with bringing an item back', async () => {
    const item = await article();
    await desk.done(managing, item.id, 'unpublish', { type: 'gone', reason: 'x' });
    const first = { changeType: 'correction', publicNote: 'It was never off.' };
    await desk.done(managing, item.id, 'republish', first);
    expect((await delivered(item)).texts).toEqual(['It was never off.']);
  });

  it('of a photo caption is on record without a slug', async () => {
    const caption = await desk.live(managing, 'photo_caption', readyCaption());
    await desk.republished(
      managing,
      caption,
      { creditLine: 'AFP' },
      { changeType: 'correction', publicNote: 'AFP took it.' },
    );
    const [correction] = await onDesk(caption);
    expect(await recordOf(correction?.id ?? '')).toMatchObject({
      text: 'AFP took it.',
      item: { kind: 'photo_caption', slug: null, headline: expect.stringContaining('Ferries') },
    });
  });
});

describe('a withdrawn correction', () => {
  it('is no longer delivered with the item, and stays on record as withdrawn', async () => {
    const item = await article();
    const stays = await corrected(item, 'This holds.');
    const goes = await corrected(item, 'This does not.');
    const before = await delivered(item);
    const ifMatch = await desk.etag(item.id);
    const answer = await withdraw(item, goes.id, {
      by: sectionEditor,
      body: { reason: ' Misread the source ' },
    });
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: await desk.etag(item.id) },
      body: {
        ...goes,
        status: 'withdrawn',
        withdrawal: {
          by: { id: sectionEditor.id, name: sectionEditor.name },
          at: expect.stringMatching(/Z$/),
          reason: 'Misread the source',
        },
      },
    });
    expect(await desk.etag(item.id)).not.toBe(ifMatch);
    // At once, and nothing else of the item moves.
    const after = await delivered(item);
    expect(after).toEqual({
      ...before,
      texts: ['This holds.'],
      etag: expect.not.stringMatching(before.etag),
    });
    expect(await recordOf(goes.id)).toMatchObject({ status: 'withdrawn', text: 'This does not.' });
    expect(await recordOf(stays.id)).toMatchObject({ status: 'current' });
    expect((await onRecord()).text).not.toContain('Misread');
    const history = await desk.get<{ items: object[] }>(managing, `items/${item.id}/history?limit=1`);
    expect(history.body.items).toMatchObject([
      {
        action: 'correction.withdraw',
        actor: { id: sectionEditor.id },
        details: { correctionId: goes.id, reason: 'Misread the source' },
      },
    ]);
    // Why is for the desk; that it was withdrawn is for all staff.
    expect((await onDesk(item, elsewhere))[0]?.withdrawal).toMatchObject({ reason: null });
    await desk.republished(managing, item, { kicker: 'Later' });
    expect((await delivered(item)).texts).toEqual(['This holds.']);
    const events = await app.database.query('select event from outbox where item_id = $1 order by id', [
      item.id,
    ]);
    expect(events).toContainEqual({ event: 'correction_withdrawn' });
  });

  it('is refused in the order of all refusals, and once only', async () => {
    const item = await article();
    const url = `/api/v1/items/${item.id}/corrections`;
    const correction = await corrected(item, 'Wrong.');
    const other = await corrected(await article(), 'Another’s.');
    const body = { reason: 'x' };
    const path = `${url}/${correction.id}/withdraw`;
    expectProblem(await send('POST', path, { body }), 401, 'unauthenticated');
    expectProblem(await withdraw(item, correction.id, { by: copyEditor, body: {} }), 403, 'forbidden');
    for (const wrong of [
      {},
      { reason: '' },
      { reason: ' ' },
      { reason: 7 },
      { reason: 'a\u0000' },
      { reason: 'x'.repeat(2001) },
      { ...body, more: 1 },
    ]) {
      expectProblem(await withdraw(item, correction.id, { body: wrong }), 400, 'validation_failed');
    }
    for (const id of [other.id, newId(), 'nonsense']) {
      expectProblem(
        await send('POST', `${url}/${id}/withdraw`, { token: managing.token, body }),
        404,
        'not_found',
      );
    }
    expectProblem(
      await send('POST', `/api/v1/items/${newId()}/corrections/${correction.id}/withdraw`, {
        token: managing.token,
        body,
      }),
      404,
      'not_found',
    );
    expectProblem(await send('POST', path, { token: managing.token, body }), 428, 'precondition_required');
    expectProblem(await withdraw(item, correction.id, { ifMatch: '"1"' }), 412, 'stale_version');
    expectProblem(await withdraw(item, correction.id, { by: elsewhere }), 403, 'forbidden');
    expect(await onDesk(item)).toEqual([correction]);

    const headers = { 'idempotency-key': uniqueName('withdraw') };
    const options = { token: managing.token, body, ifMatch: await desk.etag(item.id), headers };
    const done = await send('POST', path, options);
    expect(done.status).toBe(200);
    expect((await send('POST', path, options)).text).toBe(done.text);
    expectProblem(await withdraw(item, correction.id), 409, 'correction_ended');
    const superseded = await corrected(item, 'One.');
    await corrected(item, 'Two.', { supersedes: superseded.id });
    expectProblem(await withdraw(item, superseded.id), 409, 'correction_ended');
  });

  it('may be of an item that is withdrawn, and not of a killed one', async () => {
    const item = await article();
    const [one, two] = [await corrected(item, 'One.'), await corrected(item, 'Two.')];
    await desk.done(managing, item.id, 'unpublish', { type: 'gone', reason: 'x' });
    expect((await withdraw(item, one.id)).status).toBe(200);
    await desk.done(managing, item.id, 'republish');
    expect((await delivered(item)).texts).toEqual(['Two.']);
    await desk.done(managing, item.id, 'kill', { reason: 'x', notice: 'Gone.' });
    expectProblem(await withdraw(item, two.id), 409, 'invalid_transition');
    expectProblem(
      await send('GET', `/api/v1/items/${item.id}/corrections`, { token: copyEditor.token }),
      404,
      'not_found',
    );
  });

  it('is withdrawn once where two do it at once', async () => {
    const item = await article();
    const { id } = await corrected(item, 'Once.');
    const ifMatch = await desk.etag(item.id);
    const answers = await Promise.all([1, 2, 3].map(() => withdraw(item, id, { ifMatch })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });
});

describe('the public record', () => {
  it('pages newest first, is cached as lists are, and refuses what it does not know', async () => {
    const item = await article();
    for (const text of ['One.', 'Two.', 'Three.']) await corrected(item, text);
    const ids = (await onRecord()).body.items.map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual((await onDesk(item)).map(({ id }) => id));
    const paged: string[] = [];
    for (let url: string | undefined = '/delivery/v1/corrections?limit=2'; url !== undefined;) {
      const page: Answer<{ items: CorrectionRecord[] }> = await send('GET', url);
      paged.push(...page.body.items.map(({ id }) => id));
      url = /<http:\/\/copydesk\.test(.*?)>/.exec(String(page.headers.link))?.[1];
    }
    expect(paged).toEqual(ids);
    const { headers } = await onRecord();
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    const kept = { headers: { 'if-none-match': String(headers.etag) } };
    expect((await send('GET', '/delivery/v1/corrections?limit=100', kept)).status).toBe(304);
    await corrected(item, 'Four.');
    expect((await send('GET', '/delivery/v1/corrections?limit=100', kept)).status).toBe(200);
    for (const query of ['limit=0', 'item=1', 'cursor=nonsense']) {
      expect((await onRecord(query)).status).toBe(400);
    }
  });

  it('has nothing of what is not live, neither headline nor text', async () => {
    const item = await desk.live(
      managing,
      'article',
      readyArticle(news.id, { headline: 'Canary of the harbour' }),
    );
    const { id } = await corrected(item, 'Canary in the text.');
    await desk.saved(managing, item, { headline: 'Canary of the draft' });
    expect(await recordOf(id)).toMatchObject({ item: { headline: 'Canary of the harbour' } });
    await desk.done(managing, item.id, 'unpublish', { type: 'gone', reason: 'x' });
    expect((await onRecord()).text).not.toContain('Canary');
    await desk.done(managing, item.id, 'republish');
    expect(await recordOf(id)).toBeDefined();
    await desk.done(managing, item.id, 'kill', { reason: 'x', notice: 'Gone.' });
    expect((await onRecord()).text).not.toContain('Canary');
  });
});

describe('the database', () => {
  it('refuses a changed or removed correction, a second end, and another item’s', async () => {
    const item = await article();
    const foreign = await corrected(await article(), 'Another’s.');
    const [one, two] = [await corrected(item, 'One.'), await corrected(item, 'Two.')];
    const refused = async (sql: string): Promise<string> =>
      app.database.query(sql).then(
        () => 'nothing',
        (error: { constraint?: string }) => String(error.constraint),
      );
    const set = (columns: string, id = one.id): string =>
      `update correction set ${columns} where id = '${id}'`;
    expect(await refused(set(`text = 'x'`))).toBe('correction_append_only');
    expect(await refused(`delete from correction where id = '${one.id}'`)).toBe('correction_append_only');
    expect(await refused('truncate correction')).toBe('correction_append_only');
    expect(await refused(set(`superseded_by = '${foreign.id}'`))).toBe('correction_superseded_by_own');
    expect(await refused(set(`superseded_by = id`))).toBe('correction_not_superseded_by_itself');
    expect(await refused(set('withdrawn_at = now()'))).toBe('correction_withdrawn_whole');
    expect(await refused(set(`superseded_by = '${two.id}'`))).toBe('nothing');
    expect(await refused(set('superseded_by = null'))).toBe('correction_append_only');
    const withdrawn = `withdrawn_by = '${managing.id}', withdrawn_at = now(), withdrawal_reason = 'x'`;
    expect(await refused(set(withdrawn))).toBe('correction_ends_once');
  });

  it('takes over what was told before corrections were records', async () => {
    const item = await article();
    const correction = await corrected(item, 'From before.');
    const [Create] = migrations.filter(({ name }) => name.startsWith('CreateCorrections'));
    if (!Create) throw new Error('There is no such migration.');
    const { database } = app;
    const db = { query: (sql: string) => database.query(sql) } as unknown as Parameters<
      InstanceType<typeof Create>['up']
    >[0];
    await database.query('begin');
    try {
      await new Create().down(db);
      await new Create().up(db);
      const rows = await database.query('select id, type, text, at from correction where item_id = $1', [
        item.id,
      ]);
      const [publication] = await database.query<{ id: string }>(
        `select id from publication where item_id = $1 and change_type = 'correction'`,
        [item.id],
      );
      const { type, text, at } = correction;
      expect(rows).toEqual([{ id: publication?.id, type, text, at: new Date(at) }]);
    } finally {
      await database.query('rollback');
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/database/id.js';
import { Desk, type ItemBody, readyArticle } from '../factories/items.js';
import { section } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';

interface Lock {
  holder: { id: string; name: string };
  expiresAt: string;
}

type LockAnswer = Answer<
  Lock & { code: string; detail: string; permission?: string; errors?: { pointer: string; code: string }[] }
>;

let app: TestApp;
let desk: Desk;
let sectionId: string;
let reporter: SignedIn;
let copy: SignedIn;
let other: SignedIn;
let editor: SignedIn;
let chief: SignedIn;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  sectionId = (await section(app.database)).id;
  const here = async (role: string): Promise<SignedIn> =>
    signedIn(app, { roles: [{ role, sectionId }], name: `${role} ${newId().slice(-6)}` });
  reporter = await here('reporter');
  copy = await here('copy_editor');
  other = await here('copy_editor');
  editor = await here('section_editor');
  chief = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => await app.close());

async function article(by: SignedIn = copy): Promise<ItemBody> {
  return desk.made(by, 'article', readyArticle(sectionId));
}

async function lock(by: { token: string }, id: string, body: unknown = {}): Promise<LockAnswer> {
  return app.request('PUT', `/api/v1/items/${id}/lock`, { token: by.token, body });
}

async function unlock(by: { token: string }, id: string): Promise<LockAnswer> {
  return app.request('DELETE', `/api/v1/items/${id}/lock`, { token: by.token });
}

/** An API token of the member, which edits and nothing else. */
async function scopedToken(owner: SignedIn): Promise<string> {
  const made = await app.request<{ token: string }>('POST', '/api/v1/api-tokens', {
    token: owner.token,
    body: { name: 'Editor', scopes: ['item.edit'] },
  });
  return made.body.token;
}

/** The lock runs out now, by the clock that decides. */
async function letRunOut(id: string): Promise<void> {
  await app.database.query('update edit_lock set expires_at = clock_timestamp() where item_id = $1', [id]);
}

async function secondsLeft(id: string): Promise<number> {
  const [row] = await app.database.query<{ left: number }>(
    'select extract(epoch from expires_at - clock_timestamp())::float8 as left from edit_lock where item_id = $1',
    [id],
  );
  return row?.left ?? 0;
}

describe('an edit lock', () => {
  it('says who holds it and until when, moves no version and needs no If-Match', async () => {
    const item = await article();
    const taken = await lock(copy, item.id);
    expect(taken).toMatchObject({ status: 200, body: { holder: { id: copy.id, name: copy.name } } });
    expect(Object.keys(taken.body).sort()).toEqual(['expiresAt', 'holder']);
    expect(taken.headers['etag']).toBeUndefined();
    expect(await secondsLeft(item.id)).toBeGreaterThan(60);
    expect(await secondsLeft(item.id)).toBeLessThanOrEqual(120);
    expect(await desk.etag(item.id)).toBe('"1"');
    const read = await desk.read(other, item.id);
    expect(read.body).toMatchObject({ version: 1, modifiedAt: item.modifiedAt, lock: taken.body });
    const board = await desk.get<{ items: { id: string }[] }>(other, 'items?limit=100&sort=-createdAt');
    expect(board.body.items.find(({ id }) => id === item.id)).toMatchObject({ lock: taken.body });
  });

  it('goes on from each heartbeat of its holder, with whichever of their tokens', async () => {
    const item = await article();
    await lock(copy, item.id, { ttlSeconds: 10 });
    expect(await secondsLeft(item.id)).toBeLessThanOrEqual(10);
    expect(await lock(copy, item.id, { ttlSeconds: 3600 })).toMatchObject({ status: 200 });
    expect(await secondsLeft(item.id)).toBeGreaterThan(3000);
    const token = await scopedToken(copy);
    expect(await lock({ token }, item.id)).toMatchObject({ status: 200, body: { holder: { id: copy.id } } });
    expect(await desk.save({ ...copy, token }, item, { kicker: 'By token' })).toMatchObject({ status: 200 });
    const trail = await desk.get<{ items: { action: string }[] }>(copy, `items/${item.id}/history`);
    expect(trail.body.items.map(({ action }) => action)).toEqual(['save', 'create']);
  });

  it('keeps the others from saving, restoring and discarding; the refusal names the holder', async () => {
    const item = await desk.live(chief, 'article', readyArticle(sectionId));
    await desk.saved(copy, item, { kicker: 'Draft' });
    const { body: held } = await lock(copy, item.id);
    const refused = [
      await desk.save(other, item, { kicker: 'Mine' }),
      await desk.act(other, item.id, 'restore', { revision: 1 }),
      await desk.act(other, item.id, 'discard-draft'),
    ];
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 409, body: { ...held, code: 'locked' } });
      expect(answer.text).toContain(`${copy.name} is editing`);
    }
    const stale = await desk.save(other, item, { kicker: 'Mine' }, '"1"');
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale_version' } });
    const allowed = await desk.get<{ items: { action: string; reasons: { code: string }[] }[] }>(
      other,
      `items/${item.id}/allowed-actions`,
    );
    const locked = allowed.body.items.filter(({ reasons }) => reasons.some(({ code }) => code === 'locked'));
    expect(locked.map(({ action }) => action)).toEqual(['save', 'discard-draft', 'restore']);
    const own = await desk.get<{ items: { action: string; allowed: boolean }[] }>(
      copy,
      `items/${item.id}/allowed-actions`,
    );
    expect(own.body.items.find(({ action }) => action === 'save')).toMatchObject({ allowed: true });
    expect(await desk.read(chief, item.id)).toMatchObject({ body: { content: { kicker: 'Draft' } } });
    await desk.saved(copy, item, { kicker: 'Draft, again' });
    await desk.done(copy, item.id, 'discard-draft');
  });

  it('stops nobody who reviews, publishes, takes off or kills', async () => {
    const item = await article(reporter);
    await lock(reporter, item.id);
    await desk.done(reporter, item.id, 'submit');
    await desk.done(editor, item.id, 'approve');
    await desk.done(editor, item.id, 'publish');
    await desk.done(editor, item.id, 'unpublish', { type: 'gone', reason: 'Test' });
    await desk.done(chief, item.id, 'kill', { reason: 'Test', notice: 'Test' });
    expect(await desk.read(chief, item.id)).toMatchObject({ body: { visibility: 'killed' } });
  });

  it('is over when it has run out, and when its holder can no longer sign in', async () => {
    const item = await article();
    await lock(copy, item.id);
    expect(await lock(other, item.id)).toMatchObject({ status: 409 });
    await letRunOut(item.id);
    expect(await desk.read(other, item.id)).toMatchObject({ body: { lock: null } });
    await desk.saved(other, item, { kicker: 'After it' });
    expect(await lock(other, item.id)).toMatchObject({ status: 200, body: { holder: { id: other.id } } });

    const leaver = await signedIn(app, { roles: [{ role: 'copy_editor', sectionId }] });
    const left = await article();
    await lock(leaver, left.id);
    expect(await desk.save(copy, left, { kicker: 'Mine' })).toMatchObject({ status: 409 });
    await app.database.query('update staff_member set active = false where id = $1', [leaver.id]);
    expect(await desk.read(copy, left.id)).toMatchObject({ body: { lock: null } });
    await desk.saved(copy, left, { kicker: 'Mine' });
    expect(await lock(copy, left.id)).toMatchObject({ status: 200 });
  });

  it('is given back by its holder, as often as they like, and by nobody else', async () => {
    const item = await article();
    const { body: held } = await lock(copy, item.id);
    for (const by of [other, chief]) {
      expect(await unlock(by, item.id)).toMatchObject({ status: 409, body: { ...held, code: 'locked' } });
    }
    expect(await unlock(copy, item.id)).toMatchObject({ status: 204, text: '' });
    expect(await unlock(copy, item.id)).toMatchObject({ status: 204 });
    expect(await lock(other, item.id)).toMatchObject({ status: 200 });
  });
});

describe('taking a lock over', () => {
  it('takes the permission, is in the history, and the former holder’s next save is told who has it', async () => {
    const item = await article();
    await lock(copy, item.id);
    const asked = await lock(other, item.id);
    expect(asked).toMatchObject({ status: 409, body: { code: 'locked', holder: { id: copy.id } } });
    expect(await lock(other, item.id, { takeOver: false })).toMatchObject({ status: 409 });
    const refused = await lock(other, item.id, { takeOver: true });
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'forbidden', permission: 'lock.take_over' },
    });
    expect(await desk.read(copy, item.id)).toMatchObject({ body: { lock: { holder: { id: copy.id } } } });

    expect(await lock(editor, item.id, { takeOver: true })).toMatchObject({
      status: 200,
      body: { holder: { id: editor.id, name: editor.name } },
    });
    expect(await desk.save(copy, item, { kicker: 'Mine' })).toMatchObject({
      status: 409,
      body: { code: 'locked', holder: { id: editor.id, name: editor.name } },
    });
    expect(await lock(copy, item.id)).toMatchObject({ status: 409, body: { holder: { id: editor.id } } });
    await desk.saved(editor, item, { kicker: 'Theirs' });
    const trail = await desk.get<{ items: object[] }>(editor, `items/${item.id}/history`);
    expect(trail.body.items).toMatchObject([
      { action: 'save' },
      { action: 'lock.take_over', actor: { id: editor.id }, details: { takenFrom: copy.id } },
      { action: 'create' },
    ]);
  });

  it('needs no permission where there is nobody to take it from', async () => {
    const item = await article();
    expect(await lock(other, item.id, { takeOver: true })).toMatchObject({ status: 200 });
    expect(await lock(other, item.id, { takeOver: true })).toMatchObject({ status: 200 });
    await letRunOut(item.id);
    expect(await lock(copy, item.id, { takeOver: true })).toMatchObject({ status: 200 });
  });

  it('is not done by a token whose scopes do not say so', async () => {
    const item = await article();
    await lock(copy, item.id);
    const token = await scopedToken(editor);
    expect(await lock({ token }, item.id, { takeOver: true })).toMatchObject({
      status: 403,
      body: { permission: 'lock.take_over' },
    });
  });

  it('comes with a claim, which the former holder can save no more against', async () => {
    const item = await article(reporter);
    await lock(reporter, item.id, { ttlSeconds: 3600 });
    await desk.done(reporter, item.id, 'submit');
    expect(await desk.done(copy, item.id, 'claim')).toMatchObject({ lock: null });
    expect(await lock(reporter, item.id)).toMatchObject({ status: 409, body: { code: 'claimed' } });
    expect(await desk.save(reporter, item, { kicker: 'Mine' })).toMatchObject({ body: { code: 'claimed' } });
    await desk.saved(copy, item, { kicker: 'Theirs' });
    const trail = await desk.get<{ items: object[] }>(copy, `items/${item.id}/history?limit=2`);
    expect(trail.body.items[1]).toMatchObject({ action: 'claim', details: { lockTakenFrom: reporter.id } });
    // The claimer’s own lock stays with their own second claim.
    await lock(copy, item.id);
    expect(await desk.done(copy, item.id, 'claim')).toMatchObject({ lock: { holder: { id: copy.id } } });
  });
});

describe('a lock is refused', () => {
  it.each([
    [{ ttlSeconds: 9 }, '/ttlSeconds'],
    [{ ttlSeconds: 3601 }, '/ttlSeconds'],
    [{ ttlSeconds: 60.5 }, '/ttlSeconds'],
    [{ ttlSeconds: '60' }, '/ttlSeconds'],
    [{ ttlSeconds: null }, '/ttlSeconds'],
    [{ takeOver: 'yes' }, '/takeOver'],
    [{ takeOver: null }, '/takeOver'],
    [{ holder: 'me' }, '/holder'],
  ])('for %j, with a pointer', async (body, pointer) => {
    const item = await article();
    const refused = await lock(copy, item.id, body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(new Set(refused.body.errors?.map((fault) => fault.pointer))).toEqual(new Set([pointer]));
    expect(await desk.read(copy, item.id)).toMatchObject({ body: { lock: null } });
  });

  it('to who may not edit the item, and on what nobody can save', async () => {
    const item = await article();
    const elsewhere = await signedIn(app, {
      roles: [{ role: 'copy_editor', sectionId: (await section(app.database)).id }],
    });
    expect(await app.request('PUT', `/api/v1/items/${item.id}/lock`, { body: {} })).toMatchObject({
      status: 401,
    });
    for (const act of [lock, unlock]) {
      expect(await act(elsewhere, item.id)).toMatchObject({ status: 404 });
      expect(await act(copy, newId())).toMatchObject({ status: 404 });
    }
    const live = await desk.live(chief, 'article', readyArticle(sectionId));
    for (const act of [lock, unlock]) {
      expect(await act(elsewhere, live.id)).toMatchObject({
        status: 403,
        body: { permission: 'item.edit' },
      });
    }
    // Who reads what is live of it alone is not told who is working on it.
    await lock(copy, live.id);
    expect(await desk.read(elsewhere, live.id)).toMatchObject({ status: 200, body: { lock: null } });
    expect(await desk.read(copy, live.id)).toMatchObject({ body: { lock: { holder: { id: copy.id } } } });
    await desk.done(copy, item.id, 'spike');
    expect(await lock(copy, item.id)).toMatchObject({ status: 409, body: { code: 'invalid_transition' } });
    await desk.done(chief, live.id, 'kill', { reason: 'Test', notice: 'Test' });
    expect(await lock(chief, live.id)).toMatchObject({ status: 409, body: { code: 'invalid_transition' } });
  });
});

describe('at once', () => {
  it('one of many gets the lock, and the others are told who', async () => {
    const item = await article();
    const members = await Promise.all(
      Array.from({ length: 8 }, () => signedIn(app, { roles: [{ role: 'copy_editor', sectionId }] })),
    );
    const answers = await Promise.all(members.map((member) => lock(member, item.id)));
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const lost = answers.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(7);
    for (const answer of lost) expect(answer.body.holder).toEqual(won[0]?.body.holder);
  });

  it('a save that began before the lock is in before it is given, and one that comes after is refused', async () => {
    const item = await article();
    // Stands for a save under way: it holds the item as a save does.
    await app.database.query('begin');
    await app.database.query('select from item where id = $1 for no key update', [item.id]);
    const asked = lock(copy, item.id);
    await app.database.query(`update item set version = 2 where id = $1`, [item.id]);
    await app.database.query('commit');
    expect(await asked).toMatchObject({ status: 200 });
    expect(await desk.save(other, item, { kicker: 'Late' })).toMatchObject({ status: 409 });
  });
});

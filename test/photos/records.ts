import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/database/id.js';
import { photoFile, withComment } from '../corpus/photos/pictures.js';
import { filesOf, type PhotoAnswer, upload } from '../factories/photos.js';
import { draftItem } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';
import { Description } from '../harness/described.js';

const dataDir = mkdtempSync(join(tmpdir(), 'copydesk-photos-'));
const description = new Description();
const UNKNOWN = '01990000-0000-7000-8000-000000000000';

let app: TestApp;
let reporter: SignedIn;
let desk: SignedIn;
let legal: SignedIn;
let admin: SignedIn;

beforeAll(async () => {
  app = await startApp({ dataDir });
  reporter = await signedIn(app, { roles: [{ role: 'reporter' }] });
  desk = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
  legal = await signedIn(app, { roles: [{ role: 'legal' }] });
  admin = await signedIn(app, { roles: [{ role: 'admin' }] });
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function photo(by = reporter, filename = 'DSC_0001.JPG'): Promise<PhotoAnswer> {
  const { status, body } = await upload(app, by.token, await photoFile(), filename);
  expect(status).toBe(201);
  return body;
}

async function call(
  method: 'GET' | 'PATCH' | 'DELETE',
  path: string,
  by = desk,
  options: { body?: unknown; ifMatch?: string } = {},
): Promise<Answer> {
  const url = `/api/v1/photos${path}`;
  const answer = await app.request(method, url, { token: by.token, ...options });
  expect(description.faults(method, url, answer)).toEqual([]);
  return answer;
}

async function change(id: string, body: object, by = desk, ifMatch = '"1"'): Promise<Answer> {
  return call('PATCH', `/${id}`, by, { body, ifMatch });
}

function outcome({ status, body }: Answer): unknown[] {
  return [status, body['code'], body['permission']];
}

describe('a photo', () => {
  it('is changed by each member with the permission that it needs', async () => {
    const { id } = await photo();
    const focalPoint = { x: 0.5, y: 0.125 };
    const rights = {
      validFrom: '2026-01-01T00:00:00+05:00',
      validUntil: null,
      mandatoryCredit: true,
      note: 'UK only',
    };
    expect(outcome(await change(id, { focalPoint }, legal))).toEqual([403, 'forbidden', 'photo.upload']);
    expect(outcome(await change(id, { rights }, reporter))).toEqual([403, 'forbidden', 'photo.rights']);
    expect(outcome(await change(id, { focalPoint, rights }, reporter))).toEqual([
      403,
      'forbidden',
      'photo.rights',
    ]);
    expect(outcome(await change(id, { focalPoint: null }, admin))).toEqual([
      403,
      'forbidden',
      'photo.upload',
    ]);

    expect(await change(id, { focalPoint }, reporter)).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { focalPoint, rights: { mandatoryCredit: false } },
    });
    const changed = await change(id, { rights }, legal, '"2"');
    expect(changed).toMatchObject({
      status: 200,
      headers: { etag: '"3"' },
      body: { focalPoint, rights: { ...rights, validFrom: '2025-12-31T19:00:00.000Z' } },
    });
    expect((await call('GET', `/${id}`)).body).toEqual(changed.body);
    // What changes nothing moves nothing; what is left out of the rights is emptied.
    expect(await change(id, { focalPoint }, desk, '"3"')).toMatchObject({ headers: { etag: '"3"' } });
    expect(await change(id, { rights: { note: 'None' } }, desk, '"3"')).toMatchObject({
      headers: { etag: '"4"' },
      body: { rights: { validFrom: null, validUntil: null, mandatoryCredit: false, note: 'None' } },
    });
    expect(await change(id, { rights: null, focalPoint: null }, desk, '"4"')).toMatchObject({
      body: { focalPoint: null, rights: { note: null } },
    });
  });

  it.each([
    [{ focalPoint: { x: 1.01, y: 0 } }, '/focalPoint/x'],
    [{ focalPoint: { x: 0.5 } }, '/focalPoint/y'],
    [{ focalPoint: { x: '0.5', y: 0 } }, '/focalPoint/x'],
    [{ focalPoint: [0, 1] }, '/focalPoint'],
    [{ focalPoint: { x: 0, y: 0, z: 0 } }, '/focalPoint/z'],
    [{ rights: 'ours' }, '/rights'],
    [{ rights: { validUntil: '2026-13-01T00:00:00Z' } }, '/rights/validUntil'],
    [{ rights: { validUntil: '2026-12-01' } }, '/rights/validUntil'],
    [{ rights: { mandatoryCredit: 'yes' } }, '/rights/mandatoryCredit'],
    [{ rights: { note: 'x'.repeat(1001) } }, '/rights/note'],
    [{ rights: { note: 'a\0b' } }, '/rights/note'],
    [
      { rights: { validFrom: '2026-12-01T00:00:00Z', validUntil: '2026-12-01T05:00:00+05:00' } },
      '/rights/validUntil',
    ],
    [{ filename: 'b.jpg' }, '/filename'],
    [{ metadata: {} }, '/metadata'],
  ])('does not take %j', async (body, pointer) => {
    const answer = await change(UNKNOWN, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const errors: unknown = answer.body['errors'];
    expect(errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
  });

  it('is not there, not named, or newer: in that order', async () => {
    const { id } = await photo();
    const body = { focalPoint: { x: 0, y: 0 } };
    expect(outcome(await change(UNKNOWN, body))).toEqual([404, 'not_found', undefined]);
    expect(outcome(await change('none', body))).toEqual([404, 'not_found', undefined]);
    expect((await call('PATCH', `/${id}`, desk, { body })).status).toBe(428);
    expect((await change(id, body, desk, '"2"')).status).toBe(412);
    expect((await call('DELETE', `/${id}`)).status).toBe(428);
    expect((await call('DELETE', `/${id}`, desk, { ifMatch: '"2"' })).status).toBe(412);
    expect((await call('GET', `/${UNKNOWN}/file`)).status).toBe(404);
  });

  it('is removed with its file by whoever uploaded it, or has a say in rights', async () => {
    const [own, other] = [await photo(), await photo(desk)];
    const remove = async ({ id }: PhotoAnswer, by: SignedIn): Promise<Answer> =>
      call('DELETE', `/${id}`, by, { ifMatch: '"1"' });
    expect(outcome(await remove(other, reporter))).toEqual([403, 'forbidden', 'photo.rights']);
    expect(outcome(await remove(other, legal))).toEqual([403, 'forbidden', 'photo.upload']);
    expect((await remove(own, reporter)).status).toBe(204);
    expect((await remove(other, desk)).status).toBe(204);
    expect((await call('GET', `/${own.id}`)).status).toBe(404);
    const { originals } = filesOf(dataDir);
    expect(originals).not.toContain(own.sha256);
    expect(originals).not.toContain(other.sha256);
    const trail = await app.database.query<{ action: string }>(
      `select action from audit_entry where subject_id = $1 order by id`,
      [own.id],
    );
    expect(trail.map(({ action }) => action)).toEqual(['photo.upload', 'photo.delete']);
  });

  it('stays while any revision refers to it, however old', async () => {
    const used = await photo();
    const itemId = await draftItem(app.database, { createdBy: desk.id, headline: 'The caption' });
    for (const [number, photoId] of [
      [2, used.id],
      [3, null],
    ]) {
      await app.database.query(
        `insert into revision (item_id, number, content, hash, saved_by, saved_at) values ($1, $2, $3, '', $4, now())`,
        [itemId, number, JSON.stringify({ photoId }), desk.id],
      );
    }
    const refused = await call('DELETE', `/${used.id}`, reporter, { ifMatch: '"1"' });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'in_use', more: 0, usages: [{ kind: 'item', id: itemId, name: null }] },
    });
    expect(filesOf(dataDir).originals).toContain(used.sha256);
    // Nor does the database let a revision refer to what is no photo, or a photo become another.
    const dangling = app.database.query(
      `insert into revision (item_id, number, content, hash, saved_by, saved_at) values ($1, 4, $2, '', $3, now())`,
      [itemId, JSON.stringify({ photoId: newId() }), desk.id],
    );
    await expect(dangling).rejects.toMatchObject({ constraint: 'photo_use_photo_id_fkey' });
    const other = app.database.query('update photo set sha256 = $2 where id = $1', [used.id, 'a'.repeat(64)]);
    await expect(other).rejects.toMatchObject({ constraint: 'photo_original_fixed' });
  });
});

describe('the original', () => {
  it('comes byte for byte, to be saved and never shown', async () => {
    const bytes = await photoFile('png');
    const { body } = await upload(app, reporter.token, bytes, 'فوٹو ?1?.html');
    const answer = await app.app.inject({
      url: `/api/v1/photos/${body.id}/file`,
      headers: { authorization: `Bearer ${legal.token}` },
    });
    expect(answer.rawPayload.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="____ _1_.html.png"; filename*=UTF-8''%D9%81%D9%88%D9%B9%D9%88%20_1_.html.png`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('is for staff alone', async () => {
    const { id } = await photo();
    expect(await app.request('GET', `/api/v1/photos/${id}/file`)).toMatchObject({ status: 401 });
    const head = await app.request('HEAD', `/api/v1/photos/${id}/file`, { token: admin.token });
    expect(head).toMatchObject({ status: 200, text: '' });
  });

  it('that is lost is answered with 503, and the photo is still read', async () => {
    const lost = await photo();
    rmSync(join(dataDir, 'photos', 'originals', lost.sha256.slice(0, 2), lost.sha256));
    expect((await call('GET', `/${lost.id}/file`)).status).toBe(503);
    expect((await call('GET', `/${lost.id}`)).status).toBe(200);
  });
});

describe('the list', () => {
  it('has the newest first, by pages, and finds a part of a name', async () => {
    const word = `harbour_${newId().slice(-6)}`;
    const jpeg = await photoFile();
    const ids: string[] = [];
    for (const name of [`${word}%1.jpg`, `${word.toUpperCase()}-2.jpg`, `${word}-3.jpg`]) {
      ids.unshift((await upload(app, desk.token, withComment(jpeg, name), name)).body.id);
    }
    const first = await call('GET', `?limit=2&q=${word}`);
    const items = (answer: Answer): PhotoAnswer[] => answer.body['items'] as PhotoAnswer[];
    expect(items(first).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.headers['link']).toMatch(/rel="next"/);
    const next = await call('GET', `?limit=2&q=${word}&cursor=${String(first.body['nextCursor'])}`);
    expect(items(next).map(({ id }) => id)).toEqual(ids.slice(2));
    expect(next.body['nextCursor']).toBe(null);
    expect(items(await call('GET', `?q=${word}%251`)).map(({ id }) => id)).toEqual(ids.slice(2));
    const [one] = items(await call('GET', '?limit=1'));
    expect(one).toEqual((await call('GET', `/${ids[0]}`)).body);
    for (const query of ['limit=0', 'q=', 'cursor=x', 'colour=red']) {
      expect((await call('GET', `?${query}`)).status).toBe(400);
    }
  });
});

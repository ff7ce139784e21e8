import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenFile, PhotoStore, RenditionStore } from '../../src/photos/store/file-store.js';
import { PhotoSweep } from '../../src/photos/store/photo-sweep.js';
import type { S3Location } from '../../src/text/s3-location.js';
import { photoFile } from '../corpus/photos/pictures.js';
import { upload } from '../factories/photos.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { startApp, type TestApp } from '../harness/app.js';
import { type S3Server, startS3 } from '../harness/s3-server.js';

const HOUR_MS = 60 * 60 * 1000;
const dataDir = mkdtempSync(join(tmpdir(), 'copydesk-stores-'));

let s3: S3Server;

beforeAll(async () => {
  s3 = await startS3(join(dataDir, 's3'));
});
afterAll(async () => {
  await s3.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function read(file: OpenFile | null): Promise<Buffer> {
  if (file === null) throw new Error('There is no such file.');
  return buffer(file.stream);
}

describe.each(['a folder', 's3'])('in %s', (kind) => {
  let app: TestApp;
  let desk: SignedIn;
  let store: PhotoStore;

  beforeAll(async () => {
    app = await startApp({ dataDir, photoStore: locationOf(kind) });
    desk = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
    store = app.app.get(PhotoStore, { strict: false });
  });
  afterAll(async () => await app.close());

  function locationOf(kind: string): S3Location | null {
    return kind === 's3' ? s3.location : null;
  }

  /** A file on the disk, and the name that the store has for it. */
  function file(content: Buffer | string): { path: string; sha256: string } {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = join(dataDir, sha256.slice(0, 8));
    writeFileSync(path, content);
    return { path, sha256 };
  }

  async function kept(content: Buffer | string): Promise<string> {
    const { path, sha256 } = file(content);
    await store.put(sha256, path);
    return sha256;
  }

  async function listed(): Promise<string[]> {
    const names: string[] = [];
    for await (const { name, storedAt } of store.list()) {
      expect(Math.abs(storedAt.getTime() - Date.now())).toBeLessThan(HOUR_MS);
      names.push(name);
    }
    return names;
  }

  it('what is put is there, byte for byte, also when it is put again', async () => {
    const content = await photoFile('png', 300, 200);
    const sha256 = await kept(content);
    expect(await kept(content)).toBe(sha256);
    expect(await store.has(sha256)).toBe(true);
    const file = await store.open(sha256);
    expect(file?.bytes).toBe(content.length);
    expect((await read(file)).equals(content)).toBe(true);
    expect((await listed()).filter((name) => name === sha256)).toEqual([sha256]);
  });

  it('what is removed is gone, and can be removed again', async () => {
    const sha256 = await kept('to be removed');
    await store.remove(sha256);
    await store.remove(sha256);
    expect(await store.has(sha256)).toBe(false);
    expect(await listed()).not.toContain(sha256);
    expect(await store.open(sha256)).toBeNull();
  });

  it('an empty file is a file', async () => {
    const sha256 = await kept('');
    expect(await read(await store.open(sha256))).toHaveLength(0);
  });

  it('a file that cannot be read is not put', async () => {
    const sha256 = 'a'.repeat(64);
    await expect(store.put(sha256, join(dataDir, 'nowhere'))).rejects.toMatchObject({ code: 'unavailable' });
    expect(await store.has(sha256)).toBe(false);
  });

  it('a photo is kept and read, and its file goes when it goes', async () => {
    const content = await photoFile();
    const { body } = await upload(app, desk.token, content);
    const url = `/api/v1/photos/${body.id}`;
    const answer = await app.app.inject({
      url: `${url}/file`,
      headers: { authorization: `Bearer ${desk.token}` },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(content)).toBe(true);
    expect(await store.has(body.sha256)).toBe(true);
    expect(await app.request('DELETE', url, { token: desk.token, ifMatch: '"1"' })).toMatchObject({
      status: 204,
    });
    expect(await store.has(body.sha256)).toBe(false);
  });

  it('the sweep removes what no photo has once it is old, and nothing else', async () => {
    const { body } = await upload(app, desk.token, await photoFile());
    const orphan = await kept('of a crash');
    const sweep = app.app.get(PhotoSweep, { strict: false });
    await sweep.runOnce();
    expect(await listed()).toContain(orphan);
    const swept = await sweep.runOnce(new Date(Date.now() + 2 * HOUR_MS));
    expect(swept.originals).toBeGreaterThan(0);
    expect(await listed()).toEqual([body.sha256]);
  });

  it('pictures of a photo are made, kept and read', async () => {
    const { body } = await upload(app, desk.token, await photoFile('jpeg', 64, 48));
    const rendition = `/api/v1/photos/${body.id}/renditions/square-small.jpg`;
    const ask = async (): Promise<Buffer> => {
      const answer = await app.app.inject({
        url: rendition,
        headers: { authorization: `Bearer ${desk.token}` },
      });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/jpeg']);
      return answer.rawPayload;
    };
    const first = await ask();
    expect((await ask()).equals(first)).toBe(true);
    expect(first.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    const pictures = app.app.get(RenditionStore, { strict: false });
    const names: string[] = [];
    for await (const { name } of pictures.list()) names.push(name);
    expect(names.filter((name) => name.endsWith('-square-small.jpg')).length).toBeGreaterThan(0);
  });
});

describe('a store that cannot be reached', () => {
  it('has an upload answered with 503, which makes no photo', async () => {
    const endpoint = 'http://127.0.0.1:1';
    const app = await startApp({ dataDir, photoStore: { ...s3.location, endpoint } });
    const { token } = await signedIn(app, { roles: [{ role: 'reporter' }] });
    expect(await upload(app, token, await photoFile())).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
      headers: { 'retry-after': expect.any(String) },
    });
    expect((await app.request('GET', '/api/v1/photos', { token })).body).toEqual({
      items: [],
      nextCursor: null,
    });
    await app.close();
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PhotoSweep } from '../src/photos/store/photo-sweep.js';
import { largeJpeg, photoFile } from './corpus/photos/pictures.js';
import { pixelFlood } from './corpus/photos/png-chunks.js';
import { filesOf } from './factories/photos.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp } from './harness/app.js';
import { cloneDatabase, type TestDatabase } from './harness/database.js';
import { multipart, type MultipartBody } from './harness/multipart.js';
import { killAll, type Server, startServer } from './harness/server.js';

const MB = 1_000_000;
const HOUR_MS = 60 * 60 * 1000;
const dataDir = mkdtempSync(join(tmpdir(), 'copydesk-load-'));

let database: TestDatabase;
let server: Server;
let desk: SignedIn;

beforeAll(async () => {
  database = await cloneDatabase();
  desk = await signedIn({ database }, { roles: [{ role: 'photo_editor' }] });
  server = await startServer({ DATABASE_URL: database.url, DATABASE_POOL_SIZE: '4', DATA_DIR: dataDir });
  // What the first one needs stays for all that follow: the library for pictures, and room for what flows.
  expect(await sent(await largeJpeg(1500, 1000))).toBe(201);
});
afterAll(async () => {
  await killAll();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function bearer(): { authorization: string } {
  return { authorization: `Bearer ${desk.token}` };
}

async function sent(content: Buffer): Promise<number> {
  const { body, headers } = multipart({ filename: 'a.jpg', content });
  const answer = await fetch(`${server.url}/api/v1/photos`, {
    method: 'POST',
    headers: { ...bearer(), ...headers },
    body: new Uint8Array(body),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** By how many bytes the server’s memory grew at its peak while the work was done. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const memory = (name: string): number => {
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  };
  const before = memory('VmRSS');
  // The peak is counted anew from here on.
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
  await work();
  return memory('VmHWM') - before;
}

/** Waits until it is so; for as long as a test may take. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, 10));
}

/** An upload on a connection of its own, of which nothing is sent yet. */
function opened({ body, headers }: MultipartBody): ClientRequest {
  return request(`${server.url}/api/v1/photos`, {
    method: 'POST',
    agent: false,
    headers: { ...bearer(), ...headers, 'content-length': body.length },
  });
}

/** The statuses that somebody gets who listens only once all is sent: an upload, and a question behind it. */
async function heardAfterwards(
  { body, headers }: MultipartBody,
  { authorization, connection }: { authorization: string; connection: string },
): Promise<number[]> {
  const upload = [
    'POST /api/v1/photos HTTP/1.1',
    'Host: copydesk.test',
    `Authorization: ${authorization}`,
    `Connection: ${connection}`,
    `Content-Type: ${headers['content-type']}`,
    `Content-Length: ${body.length}`,
  ];
  const question = ['GET /health/live HTTP/1.1', 'Host: copydesk.test', 'Connection: close'];
  const [first = '', second = ''] = [upload, question].map((lines) => [...lines, '', ''].join('\r\n'));
  // Nothing is read before it is asked for, so that what is lost with a broken connection is lost here as well.
  const socket = connect(server.port, '127.0.0.1').pause();
  await new Promise<void>((sent, failed) => {
    socket.once('error', failed);
    socket.write(Buffer.concat([Buffer.from(first), body, Buffer.from(second)]), () => sent());
  });
  const answers = await text(socket);
  return [...answers.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

describe('a server with four connections to its database', () => {
  it('takes a photo of 40 MB with less than 100 MB of memory', async () => {
    const content = await largeJpeg(4600, 3200);
    expect(content.length).toBeGreaterThan(40 * MB);
    const grown = await growth(async () => expect(await sent(content)).toBe(201));
    expect(grown).toBeLessThan(100 * MB);
  });

  it('has two hundred under way at once, answers its staff meanwhile, and takes them all', async () => {
    const jpeg = await photoFile();
    const uploads = Array.from({ length: 200 }, (_, index) => {
      const form = multipart({
        filename: 'a.jpg',
        content: Buffer.concat([jpeg, Buffer.alloc(50_000 + index)]),
      });
      return { ...form, call: opened(form) };
    });
    const answers = uploads.map(async ({ call }) => (await once(call, 'response')) as [IncomingMessage]);
    for (const { call, body } of uploads) call.write(body.subarray(0, 40_000));
    await until(() => filesOf(dataDir).incoming.length === uploads.length);
    // Fifty for each connection: none of them is held while bytes are on their way.
    const list = await fetch(`${server.url}/api/v1/photos?limit=1`, { headers: bearer() });
    expect([list.status, await list.json()]).toMatchObject([200, { items: [{ mediaType: 'image/jpeg' }] }]);
    for (const { call, body } of uploads) call.end(body.subarray(40_000));
    const statuses = (await Promise.all(answers)).map(([answer]) => answer.resume().statusCode);
    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    expect(statuses).toHaveLength(200);
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it('tells a sender in the middle that the file is too large, and keeps nothing of it', async () => {
    const before = filesOf(dataDir).originals.length;
    let status = 0;
    // What has flowed through is garbage for a while: what counts is that it is far less than all.
    const grown = await growth(async () => (status = await sent(Buffer.alloc(150 * MB, 1))));
    expect(status).toBe(413);
    expect(grown).toBeLessThan(100 * MB);
    expect(filesOf(dataDir).incoming).toEqual([]);
    expect(filesOf(dataDir).originals).toHaveLength(before);
  });

  it('refuses a flood of pixels without the memory for it', async () => {
    const flood = pixelFlood();
    expect(flood.length).toBeLessThan(100_000);
    const grown = await growth(async () => expect(await sent(flood)).toBe(422));
    expect(grown).toBeLessThan(100 * MB);
  });

  it('tells a sender who listens only afterwards as well, and serves them on', async () => {
    const large = multipart({ filename: 'a.jpg', content: Buffer.alloc(80 * MB, 1) });
    const part = { filename: 'a.jpg', content: Buffer.alloc(20 * MB, 1) };
    for (const [form, authorization, refusal] of [
      [large, bearer().authorization, 413],
      [large, 'Bearer of nothing', 401],
      [multipart(part, part), bearer().authorization, 400],
      [multipart({ ...part, name: 'photo' }), bearer().authorization, 400],
    ] as const) {
      expect(await heardAfterwards(form, { authorization, connection: 'keep-alive' })).toEqual([
        refusal,
        200,
      ]);
      expect(await heardAfterwards(form, { authorization, connection: 'close' })).toEqual([refusal]);
    }
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it('keeps nothing of an upload whose sender is gone', async () => {
    const before = filesOf(dataDir).originals.length;
    const form = multipart({ filename: 'a.jpg', content: Buffer.alloc(MB) });
    const { length } = form.body;
    for (const sentBytes of [length / 2, length - 4]) {
      const call = opened(form);
      call.on('error', () => undefined);
      // Without its last bytes, the part may have ended already; the body has not.
      call.write(form.body.subarray(0, sentBytes));
      await until(() => filesOf(dataDir).incoming.length === 1);
      call.destroy();
      await until(() => filesOf(dataDir).incoming.length === 0);
    }
    expect(filesOf(dataDir).originals).toHaveLength(before);
  });

  it('killed between file and row leaves no photo, and after the sweep no file', async () => {
    const content = await photoFile();
    const sha256 = createHash('sha256').update(content).digest('hex');
    // The row waits for this lock; the file is in its place by then.
    await database.query('select pg_advisory_lock(hashtextextended($1, 0))', [`the original ${sha256}`]);
    const answer = sent(content).catch((error: Error) => error.name);
    await until(() => filesOf(dataDir).originals.includes(sha256));
    server.kill('SIGKILL');
    expect([await server.ended, await answer]).toEqual(['SIGKILL', 'TypeError']);
    await database.query('select pg_advisory_unlock_all()');
    expect(await database.query('select from photo where sha256 = $1', [sha256])).toEqual([]);

    const app = await startApp({ dataDir }, database);
    const sweep = app.app.get(PhotoSweep, { strict: false });
    await sweep.runOnce();
    expect(filesOf(dataDir).originals).toContain(sha256);
    await sweep.runOnce(new Date(Date.now() + 2 * HOUR_MS));
    const photos = await database.query<{ sha256: string }>('select sha256 from photo order by 1');
    expect(filesOf(dataDir).originals.sort()).toEqual(photos.map((photo) => photo.sha256));
    expect(photos.length).toBeGreaterThan(0);
    await app.close();
  });
});

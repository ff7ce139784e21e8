import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PhotoSweep } from '../src/photos/store/photo-sweep.js';
import { largeJpeg, photoFile } from './corpus/photos/pictures.js';
import { filesOf } from './factories/photos.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp } from './harness/app.js';
import { cloneDatabase, type TestDatabase } from './harness/database.js';
import { multipart } from './harness/multipart.js';
import { killAll, type Server, startServer } from './harness/server.js';

const MIB = 1024 * 1024;
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

describe('a server with four connections to its database', () => {
  it('takes a photo of 40 MB with less than 100 MB of memory', async () => {
    const content = await largeJpeg(4600, 3200);
    expect(content.length).toBeGreaterThan(40_000_000);
    const grown = await growth(async () => expect(await sent(content)).toBe(201));
    expect(grown).toBeLessThan(100 * MIB);
  });

  it('takes two hundred at once, in little memory, and answers its staff meanwhile', async () => {
    const jpeg = await photoFile();
    const photos = Array.from({ length: 200 }, (_, index) =>
      Buffer.concat([jpeg, Buffer.alloc(100_000 + index)]),
    );
    const statuses: number[] = [];
    const others: number[] = [];
    const grown = await growth(async () => {
      const uploads = Promise.all(photos.map(async (photo) => statuses.push(await sent(photo))));
      while (statuses.length < photos.length / 2) {
        const answer = await fetch(`${server.url}/api/v1/photos?limit=1`, { headers: bearer() });
        await answer.arrayBuffer();
        others.push(answer.status);
      }
      await uploads;
    });
    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    expect(others.filter((status) => status !== 200)).toEqual([]);
    expect(others.length).toBeGreaterThan(0);
    expect(grown).toBeLessThan(100 * MIB);
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it('tells a sender in the middle that the file is too large, and keeps nothing of it', async () => {
    const before = filesOf(dataDir).originals.length;
    let status = 0;
    const grown = await growth(async () => (status = await sent(Buffer.alloc(80 * MIB, 1))));
    expect(status).toBe(413);
    expect(grown).toBeLessThan(50 * MIB);
    expect(filesOf(dataDir).incoming).toEqual([]);
    expect(filesOf(dataDir).originals).toHaveLength(before);
  });

  it('tells a sender who listens only afterwards as well, and serves them on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const small = { filename: 'a.jpg', content: Buffer.alloc(20 * MIB, 1) };
    for (const [parts, refusal] of [
      [[{ filename: 'a.jpg', content: Buffer.alloc(80 * MIB, 1) }], 413],
      [[small, small], 400],
      [[{ ...small, name: 'photo' }], 400],
    ] as const) {
      const { body, headers } = multipart(...parts);
      const call = request(`${server.url}/api/v1/photos`, {
        method: 'POST',
        agent,
        headers: { ...bearer(), ...headers, 'content-length': body.length },
      });
      const answered = new Promise<IncomingMessage>((done, failed) => {
        call.on('response', done).on('error', failed);
      });
      await new Promise<void>((done) => call.end(body, done));
      expect((await answered).resume().statusCode).toBe(refusal);
      const next = request(`${server.url}/health/live`, { agent }).end();
      const health = await new Promise<IncomingMessage>((done, failed) => {
        next.on('response', done).on('error', failed);
      });
      expect(health.resume().statusCode).toBe(200);
    }
    agent.destroy();
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it('keeps nothing of an upload whose sender is gone', async () => {
    const before = filesOf(dataDir).originals.length;
    const { body, headers } = multipart({ filename: 'a.jpg', content: Buffer.alloc(MIB) });
    for (const isWholePart of [false, true]) {
      const call = request(`${server.url}/api/v1/photos`, {
        method: 'POST',
        headers: { ...bearer(), ...headers, 'content-length': body.length },
      });
      call.on('error', () => undefined);
      // Without its last bytes, the part may have ended already; the body has not.
      call.write(body.subarray(0, isWholePart ? body.length - 4 : body.length / 2));
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

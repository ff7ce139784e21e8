import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { paragraphs } from './factories/items.js';
import { section } from './factories/records.js';
import { signedIn } from './factories/staff.js';
import { becomes } from './harness/becomes.js';
import { cloneDatabase, type TestDatabase } from './harness/database.js';
import { ensureBuilt, freePort, killAll, type Server, startServer } from './harness/server.js';
import { slowProxy } from './harness/slow-proxy.js';

interface Got {
  status: number;
  body: { id: string; version: number; slug: string; headline: string; code: string; accessToken: string };
}

/** How many ask at once, so that each process gets some of them. */
const CROWD = 12;

const folder = mkdtempSync(join(tmpdir(), 'copydesk-workers-'));
let database: TestDatabase;
let server: Server;
let token: string;
let sectionId: string;
let metricsPort: number;

beforeAll(async () => {
  ensureBuilt();
  database = await cloneDatabase();
  ({ token } = await signedIn({ database }, { roles: [{ role: 'managing_editor' }, { role: 'admin' }] }));
  ({ id: sectionId } = await section(database));
  metricsPort = await freePort();
  server = await startServer({
    DATABASE_URL: database.url,
    WEB_CONCURRENCY: '2',
    LOG_LEVEL: 'info',
    METRICS_PORT: String(metricsPort),
  });
});
afterAll(async () => {
  await killAll();
  await database.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** One request on a connection of its own, which goes to either of the processes. */
async function call(
  path: string,
  method = 'GET',
  body?: object,
  headers: Record<string, string> = {},
): Promise<Got> {
  return await new Promise((resolve, reject) => {
    const url = `${server.url}${path}`;
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const sent = { Authorization: `Bearer ${token}`, ...json, ...headers };
    const request = httpRequest(url, { method, agent: false, headers: sent }, (answer) => {
      let text = '';
      answer.on('data', (data: Buffer) => (text += data.toString()));
      answer.on('error', reject);
      answer.on('end', () => {
        const isJson = String(answer.headers['content-type']).includes('json');
        // What the answer holds is the test's claim, which its expectations then check.
        resolve({ status: answer.statusCode ?? 0, body: (isJson ? JSON.parse(text) : {}) as Got['body'] });
      });
    });
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** 0 where there is no answer. */
async function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    ({ status }) => status,
    () => 0,
  );
}

/** Who has answered requests so far, by the log. */
function pids(program: { output(): string } = server): number[] {
  const found = program.output().matchAll(/^\{.*"pid":(\d+)/gm);
  return [...new Set([...found].map(([, pid]) => Number(pid)))];
}

/**
 * Several who ask at once. A new connection goes to the process that is first at it, which can be the same one for half a
 * minute; so this is nothing that is answered from memory, and keeps whoever answers busy when the next one comes.
 */
async function crowd(): Promise<PromiseSettledResult<Got>[]> {
  return await Promise.allSettled(Array.from({ length: CROWD }, async () => call('/api/v1/me')));
}

/** Has both processes answer. */
async function bothAnswer(): Promise<void> {
  const before = server.output().length;
  await becomes(async () => {
    await crowd();
    return pids({ output: () => server.output().slice(before) }).length >= 2;
  }, true);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function article(headline: string): Promise<Got['body']> {
  const content = { headline, sectionId, source: 'Staff', body: paragraphs('A sentence.') };
  const { body } = await call('/api/v1/articles', 'POST', { content });
  return body;
}

describe('two processes from one start', () => {
  it('both answer, and what there is to announce is announced once', async () => {
    await bothAnswer();
    expect(pids()).not.toContain(server.pid);
    expect(server.output().match(/Copydesk is ready/g)).toHaveLength(1);
  });

  it('show the new text on every connection within a second, whichever of them published it', async () => {
    const { id, slug } = await article('Ferry sails at one');
    let { body } = await call(`/api/v1/items/${id}/publish`, 'POST', {}, { 'If-Match': '"1"' });
    for (const headline of ['Ferry sails at two', 'Ferry sails at three']) {
      // So that both have a copy that can be old.
      await Promise.all([1, 2, 3, 4].map(async () => call(`/delivery/v1/articles/${slug}`)));
      const content = { content: { headline } };
      const match = (version: number): Record<string, string> => ({ 'If-Match': `"${version}"` });
      ({ body } = await call(`/api/v1/articles/${id}`, 'PATCH', content, match(body.version)));
      ({ body } = await call(`/api/v1/items/${id}/publish`, 'POST', {}, match(body.version)));
      expect(body.version).toBeGreaterThan(1);
      const publishedAt = performance.now();
      const late: string[] = [];
      while (late.length < 3) {
        const askedAt = performance.now();
        const read = await call(`/delivery/v1/articles/${slug}`);
        if (askedAt > publishedAt + 1_000) late.push(read.body.headline);
      }
      expect(new Set(late)).toEqual(new Set([headline]));
    }
    const killed = await call(
      `/api/v1/items/${id}/kill`,
      'POST',
      { reason: 'A test', notice: 'Gone' },
      { 'If-Match': `"${body.version}"` },
    );
    expect(killed.status).toBe(200);
    await becomes(async () => (await call(`/delivery/v1/articles/${slug}`)).status, 410);
  });

  it('are measured together, kept answers as well, on a port of their own', async () => {
    const counted = async (kept: boolean): Promise<number> => {
      const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('version=0.0.4'),
      ]);
      const series = `copydesk_http_request_seconds_count{api="delivery",status="2xx",kept="${kept}"}`;
      const line = (await answer.text()).split('\n').find((one) => one.startsWith(series));
      return Number(line?.slice(series.length) ?? 0);
    };
    await bothAnswer();
    const before = { kept: await counted(true), made: await counted(false) };
    const ids = Array.from({ length: 40 }, (_, number) => `measured-${number}`);
    // One after the other: who asks while an answer is made gets that one, which was not kept.
    for (const id of ids) await call('/delivery/v1/sections', 'GET', undefined, { 'X-Request-Id': id });
    const after = { kept: await counted(true), made: await counted(false) };
    expect(after.kept + after.made - before.kept - before.made).toBe(40);
    expect(after.kept).toBeGreaterThan(before.kept);
    // Kept or made, each has its line in the log.
    const lines = (): string[] => server.output().match(/^.*"requestId":"measured-.*$/gm) ?? [];
    await becomes(async () => Promise.resolve(lines().length), ids.length);
    const logged = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(logged.map(({ requestId }) => requestId))).toEqual(new Set(ids));
    for (const line of logged) {
      expect(line).toEqual({
        level: 'info',
        time: expect.any(String),
        pid: expect.any(Number),
        requestId: line['requestId'],
        method: 'GET',
        url: '/delivery/v1/sections',
        status: 200,
        durationMs: expect.any(Number),
        msg: 'request',
      });
    }
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    for (const name of [
      'copydesk_kept_answer_bytes',
      'copydesk_database_connections',
      'nodejs_eventloop_lag',
    ]) {
      expect(text).toContain(`# TYPE ${name}`);
    }
    expect(text).toMatch(/^copydesk_kept_answers_trusted 1$/m);
    expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);
    expect((await call('/metrics')).status).toBe(404);
  });

  it('know one another’s sign-ins and keys: a command that is sent to both is done once', async () => {
    const content = { headline: 'Sent twice', sectionId, source: 'Staff', body: paragraphs('A sentence.') };
    const key = { 'Idempotency-Key': 'sent-to-both' };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async () => call('/api/v1/articles', 'POST', { content }, key)),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    for (const { status, body } of answers) {
      if (status !== 201) expect([status, body.code]).toEqual([409, 'idempotency_in_progress']);
    }
  });

  it('count refused sign-ins together', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const body = { email: 'nobody@newsroom.example', password: 'wrong, and wrong again' };
      statuses.push((await call('/api/v1/auth/login', 'POST', body)).status);
    }
    const allowed = statuses.indexOf(429);
    expect(allowed).toBeGreaterThan(0);
    // Had each counted by itself, one of them would still have listened.
    expect(new Set(statuses.slice(allowed))).toEqual(new Set([429]));
  });

  it('replaces one that was killed, while the other goes on', async () => {
    await bothAnswer();
    const [victim = 0] = pids();
    const before = pids().length;
    process.kill(victim, 'SIGKILL');
    let answered = 0;
    // So one that has just been started is asked for its metrics before it is told of its database.
    const measured: Promise<number>[] = [];
    const measuring = setInterval(() => {
      measured.push(statusOf(`http://127.0.0.1:${metricsPort}/metrics`));
      if (measured.length === 100) clearInterval(measuring);
    }, 20);
    await becomes(async () => {
      // Who was just talking to the killed one is cut off; nobody else is.
      const answers = await crowd();
      answered += answers.filter(
        (answer) => answer.status === 'fulfilled' && answer.value.status === 200,
      ).length;
      return pids().length;
    }, before + 1);
    clearInterval(measuring);
    for (const status of await Promise.all(measured)) expect([200, 503]).toContain(status);
    expect(answered).toBeGreaterThan(4);
    expect(server.output()).toContain(`The process ${victim} has ended (SIGKILL)`);
    await bothAnswer();
  });

  it('finish and end with SIGTERM', async () => {
    const workers = pids();
    const underWay = article('Saved on the way out');
    // Its connection is there before the doors close.
    await call('/health/live');
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect((await underWay).id).toMatch(/^[\da-f-]{36}$/);
    expect(workers.filter(isAlive)).toEqual([]);
  });
});

describe('a start with several processes', () => {
  it('that is killed leaves none behind, nor its PostgreSQL, and has made the demo once', async () => {
    const dataDir = join(folder, 'data');
    const settings = { DATA_DIR: dataDir, SECRET: '', WEB_CONCURRENCY: '2', LOG_LEVEL: 'info' };
    server = await startServer(settings);
    await bothAnswer();
    expect(server.output().match(/The demo newsroom is open/g)).toHaveLength(1);
    const processes = [
      ...pids(),
      Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    ];
    expect(processes.length).toBeGreaterThanOrEqual(3);
    server.kill('SIGKILL');
    await becomes(async () => Promise.resolve(processes.filter(isAlive).length), 0);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('ends with 1 once no process serves, and none starts any more', async () => {
    const proxy = await slowProxy(database.url);
    server = await startServer({ DATABASE_URL: proxy.url, WEB_CONCURRENCY: '2', LOG_LEVEL: 'info' });
    await bothAnswer();
    proxy.close();
    for (const pid of pids()) process.kill(pid, 'SIGKILL');
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain('cannot be reached');
    expect(server.output()).toContain('none of its processes starts any more');
  });
});

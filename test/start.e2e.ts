import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { emptyDatabase, type TestDatabase } from './harness/database.js';
import { oldPostgres } from './harness/old-postgres.js';
import { ensureBuilt, freePort, killAll, run, type Server, startServer } from './harness/server.js';
import { slowProxy, type SlowProxy } from './harness/slow-proxy.js';

const SECRET = 'a secret that signs the cursors of tests';
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-start-'));
  folders.push(folder);
  return folder;
}

async function isReady(server: Server): Promise<boolean> {
  return (await fetch(`${server.url}/health/ready`)).status === 200;
}

/** The process id and the port in the embedded server's `postmaster.pid`. */
function postmaster(dataDir: string): { pid: number; port: number } {
  const lines = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

async function embeddedQuery(dataDir: string, sql: string): Promise<unknown[]> {
  const password = readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim();
  const client = new Client({
    connectionString: `postgres://copydesk:${password}@127.0.0.1:${postmaster(dataDir).port}/copydesk`,
  });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await happened());) {
    if (Date.now() > deadline) throw new Error('It does not happen.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Starts what must not start, and gives the one thing that it says. */
async function refusal(env: Record<string, string>): Promise<string> {
  const program = run({ PORT: String(await freePort()), SECRET, ...env });
  expect(await program.ended).toBe(1);
  expect(program.output()).not.toMatch(/^\s+at /m);
  return program.output().trim();
}

beforeAll(() => ensureBuilt());
afterAll(async () => {
  await killAll();
  for (const folder of folders)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

describe('with the embedded PostgreSQL', () => {
  const dataDir = join(newFolder(), 'data');
  let server: Server;

  it('starts from nothing, and keeps what it generated to its owner', async () => {
    server = await startServer({ DATA_DIR: dataDir, SECRET: '' });
    expect(await isReady(server)).toBe(true);
    for (const line of ['/docs', '/delivery/v1', 'curl http']) expect(server.output()).toContain(line);
    for (const name of ['secret', 'postgres-password']) {
      expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
    }
    await embeddedQuery(dataDir, 'create table kept as select 1 as one');
  });

  it('refuses a second process on its folder, and points to DATABASE_URL', async () => {
    const message = await refusal({ DATA_DIR: dataDir });
    expect(message).toContain(`in use by the Copydesk with process id ${server.pid}`);
    expect(message).toContain('DATABASE_URL');
    expect(message.split('\n')).toHaveLength(1);
    expect(await isReady(server)).toBe(true);
  });

  it('lets a start that comes while it stops wait, and then serve the same data', async () => {
    server.kill('SIGTERM');
    server.kill('SIGINT');
    const [next, code] = await Promise.all([startServer({ DATA_DIR: dataDir }), server.ended]);
    expect(code).toBe(0);
    server = next;
    expect(await isReady(server)).toBe(true);
    expect(await embeddedQuery(dataDir, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('recovers when it was killed, and its PostgreSQL left alone', async () => {
    server.kill('SIGKILL');
    await server.ended;
    server = await startServer({ DATA_DIR: dataDir });
    expect(await isReady(server)).toBe(true);
  });

  it('recovers when everything was killed, and the process id went to somebody else', async () => {
    await embeddedQuery(dataDir, 'insert into kept values (2)');
    const { pid } = postmaster(dataDir);
    server.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await server.ended;
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(pid), String(process.pid)));

    server = await startServer({ DATA_DIR: dataDir });
    expect(await embeddedQuery(dataDir, 'select one from kept')).toEqual([{ one: 1 }, { one: 2 }]);
  });

  it('ends when its PostgreSQL does, and says so', async () => {
    process.kill(postmaster(dataDir).pid, 'SIGKILL');
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain('has ended on its own');
  });

  it('ends when the npm start that it belongs to is killed', async () => {
    const started = await startServer({ DATA_DIR: dataDir }, 'scripts/start.mjs');
    const { pid } = postmaster(dataDir);
    started.kill('SIGKILL');
    await started.ended;
    // The server drains; what ends last is its PostgreSQL, which takes its file along only when it ends in order.
    await until(() => !existsSync(join(dataDir, 'postgres', 'postmaster.pid')));
    await until(() => !isAlive(pid));
  });

  it('refuses a folder that it cannot make', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await refusal({ DATA_DIR: file })).toContain('DATA_DIR');
  });
});

async function refusesConnections(server: Server): Promise<boolean> {
  return fetch(`${server.url}/health/live`, { headers: { connection: 'close' } }).then(
    () => false,
    () => true,
  );
}

describe('with a database of its own', () => {
  let database: TestDatabase;
  let proxy: SlowProxy;
  /** Reaches its database through the proxy. */
  let behind: Server;

  beforeAll(async () => {
    database = await emptyDatabase();
    proxy = await slowProxy(database.url);
  });
  afterAll(async () => {
    proxy.close();
    await database.close();
  });

  it('starts two processes at once on an empty database: both serve', async () => {
    const servers = await Promise.all(
      [database.url, proxy.url].map(async (url) => await startServer({ DATABASE_URL: url })),
    );
    expect(await Promise.all(servers.map(isReady))).toEqual([true, true]);
    const [{ count } = { count: '' }] = await database.query<{ count: string }>(
      'select count(*) from (select distinct name from migrations) as once having count(*) = (select count(*) from migrations)',
    );
    expect(Number(count)).toBeGreaterThan(0);
    const [first, second] = servers as [Server, Server];
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    behind = second;
  });

  it('finishes what is under way after SIGTERM, and accepts nothing new', async () => {
    proxy.pause();
    const underWay = isReady(behind);
    await new Promise((resolve) => setTimeout(resolve, 300));
    behind.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    behind.kill('SIGINT');
    // The signal takes a moment to arrive; what counts is that the door closes while the request is under way.
    await until(async () => refusesConnections(behind));
    proxy.resume();
    expect(await underWay).toBe(true);
    expect(await behind.ended).toBe(0);
  });

  it('refuses one that does not answer, does not let it in, or is not there', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'wrong-and-never-printed';
    const missing = new URL(database.url);
    missing.pathname = '/missing';
    const nobody = `postgres://desk:hidden@127.0.0.1:${await freePort()}/desk`;
    const messages = await Promise.all(
      [nobody, wrong.href, missing.href].map(async (url) => await refusal({ DATABASE_URL: url })),
    );
    expect(messages).toEqual([
      expect.stringMatching(/^The database server at 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/),
      expect.stringContaining('does not let the user copydesk in'),
      expect.stringContaining('There is no database missing'),
    ]);
    for (const message of messages) expect(message).not.toMatch(/hidden|wrong-and-never/);
  });

  it('refuses a server older than 15', async () => {
    const { url, server } = await oldPostgres('14.13');
    expect(await refusal({ DATABASE_URL: url })).toBe(
      'The database server is PostgreSQL 14.13, and Copydesk needs 15 or later: upgrade it, or correct DATABASE_URL.',
    );
    server.close();
  });

  it('refuses a taken port before it opens anything', async () => {
    const port = String(await freePort());
    const other = createServer().listen(Number(port), '127.0.0.1');
    const dataDir = join(newFolder(), 'data');
    expect(await refusal({ PORT: port, DATA_DIR: dataDir })).toBe(
      `Another program listens on port ${port} of 127.0.0.1: stop it, or set PORT to a free one.`,
    );
    expect(statSync(dataDir, { throwIfNoEntry: false })).toBeUndefined();
    other.close();
  });
});

describe('the settings', () => {
  it('refuses wrong ones with the whole list', async () => {
    const message = await refusal({
      PORT: 'x',
      TIME_ZONE: 'Mars',
      DATABASE_URL: 'postgres://db/desk',
      SECRET: '',
    });
    expect(message.split('\n')).toHaveLength(4);
  });

  it('lists all with --help', async () => {
    const program = run({}, 'dist/src/main.js', ['--help']);
    expect(await program.ended).toBe(0);
    expect(program.output()).toContain('DATABASE_URL');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { DatabaseClient } from '../src/database/database-client.js';
import { Readiness } from '../src/health/readiness.js';
import { Desk, readyArticle } from './factories/items.js';
import { section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';
import { cloneDatabase } from './harness/database.js';
import { slowProxy } from './harness/slow-proxy.js';

describe('a connection to the database', () => {
  it('is given up where the server says nothing to what it was asked, and not for being at rest', async () => {
    const database = await cloneDatabase();
    const proxy = await slowProxy(database.url);
    const client: Client = new DatabaseClient({ connectionString: proxy.url, silenceMs: 1_000 });
    await client.connect();
    await client.query('select pg_sleep(0.1)');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await expect(client.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
    proxy.pause();
    await expect(client.query('select 1 as one')).rejects.toThrow('Query read timeout');
    proxy.close();
    await database.close();
  });
});

/** Waits of five seconds and more: everything that is held up here is held up at once. */
describe('what is held up', () => {
  let app: TestApp;
  let desk: Desk;
  let chief: SignedIn;

  beforeAll(async () => {
    app = await startApp({ databasePoolSize: 2 });
    desk = new Desk(app);
    chief = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  });
  afterAll(async () => await app.close());

  function expectUnavailable(answer: Answer): void {
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', status: 503 } });
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('application/problem+json'),
      'retry-after': expect.stringMatching(/^\d+$/),
      'cache-control': 'no-store',
    });
    expect(answer.text).not.toMatch(/select|lock|timeout|pg_|at .*\.js/i);
  }

  it('by a lock answers 503 with Retry-After, and goes through once the lock is gone', async () => {
    const { id: sectionId } = await section(app.database);
    const item = await desk.made(chief, 'article', readyArticle(sectionId));
    await app.database.query('begin');
    await app.database.query('select from item where id = $1 for update', [item.id]);
    const save = async (): Promise<Answer> =>
      app.request('PATCH', `/api/v1/articles/${item.id}`, {
        token: chief.token,
        ifMatch: `"${item.version}"`,
        body: { content: { kicker: 'Late' } },
      });
    // Two of them take the whole pool, so that a third waits for a connection instead.
    const [first, second, read] = await Promise.all([
      save(),
      save(),
      new Promise((resolve) => setTimeout(resolve, 100)).then(() =>
        app.request('GET', `/api/v1/articles/${item.id}`, { token: chief.token }),
      ),
    ]);
    await app.database.query('rollback');
    expectUnavailable(first);
    expectUnavailable(second);
    expect([200, 503]).toContain(read.status);
    expect(await save()).toMatchObject({ status: 200, body: { version: item.version + 1 } });
  });

  it('by a lost database answers 503, is not ready, and serves when it is back', async () => {
    const lost = await startApp({ databaseStatementSeconds: 1 });
    const { token } = await signedIn(lost, { roles: [{ role: 'admin' }] });
    const [{ name } = { name: '' }] = await lost.database.query<{ name: string }>(
      'select current_database() as name',
    );
    await app.database.query(`alter database ${name} allow_connections false`);
    await app.database.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ]);
    expectUnavailable(await lost.request('GET', '/health/ready'));
    expect(await lost.request('GET', '/health/live')).toMatchObject({ status: 200 });
    expectUnavailable(await lost.request('GET', '/delivery/v1/articles'));
    expectUnavailable(await lost.request('GET', '/api/v1/items', { token }));
    expectUnavailable(await lost.request('POST', '/api/v1/sections', { token, body: { name: 'News' } }));

    await app.database.query(`alter database ${name} allow_connections true`);
    // A connection that was cut may be taken from the pool once more before its end is noticed.
    for (const url of ['/health/ready', '/delivery/v1/articles']) {
      let back = await lost.request('GET', url);
      for (let n = 0; back.status !== 200 && n < 50; n += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        back = await lost.request('GET', url);
      }
      expect([url, back.status]).toEqual([url, 200]);
    }
    await lost.close();
  });
});

describe('the probes', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => await app.close());

  it.each(['/health/live', '/health/ready'])('%s is ok', async (url) => {
    expect(await app.request('GET', url)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('say that it is not ready while it drains', async () => {
    app.app.get(Readiness, { strict: false }).drain();
    expect(await app.request('GET', '/health/ready')).toMatchObject({ status: 503 });
    expect(await app.request('GET', '/health/live')).toMatchObject({ status: 200 });
  });
});

describe('the statements of transactions', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp({ databasePoolSize: 1 })));
  afterAll(async () => await app.close());

  it('are prepared once per connection, and no more of them than it may keep', async () => {
    const dataSource = app.app.get(DataSource);
    const prepared = async (): Promise<number> => {
      const [row] = await dataSource.query<{ n: number }[]>(
        `select count(*)::int as n from pg_prepared_statements where statement like '%of this test%'`,
      );
      return row?.n ?? 0;
    };
    const ask = (n: number): string => `select $1::int + ${n} as sum -- of this test`;

    await dataSource.query(ask(0), [1]);
    expect(await prepared()).toBe(0);
    await dataSource.transaction(async (tx) => {
      for (const n of [1, 2]) expect(await tx.query(ask(0), [n])).toEqual([{ sum: n }]);
    });
    expect(await prepared()).toBe(1);
    await dataSource.transaction(async (tx) => {
      for (let n = 0; n < 300; n += 1) expect(await tx.query(ask(n), [1])).toEqual([{ sum: n + 1 }]);
    });
    expect(await prepared()).toBe(250);
  });

  it('can be asked again after one of them failed', async () => {
    const divide = async (by: number): Promise<unknown> =>
      app.app.get(DataSource).transaction((tx) => tx.query('select 1 / $1::int as n', [by]));
    await expect(divide(0)).rejects.toThrow('division by zero');
    expect(await divide(1)).toEqual([{ n: 1 }]);
  });
});

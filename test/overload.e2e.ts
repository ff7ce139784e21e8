import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk, readyArticle } from './factories/items.js';
import { section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';

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

  it('by a lost database answers 503, for readers and staff alike, and serves when it is back', async () => {
    const other = await startApp();
    const { token } = await signedIn(other, { roles: [{ role: 'admin' }] });
    const [{ name } = { name: '' }] = await other.database.query<{ name: string }>(
      'select current_database() as name',
    );
    await app.database.query(`alter database ${name} allow_connections false`);
    await app.database.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ]);
    expectUnavailable(await other.request('GET', '/delivery/v1/articles'));
    expectUnavailable(await other.request('GET', '/api/v1/items', { token }));
    expectUnavailable(await other.request('POST', '/api/v1/sections', { token, body: { name: 'News' } }));

    await app.database.query(`alter database ${name} allow_connections true`);
    let back = await other.request('GET', '/delivery/v1/articles');
    for (let n = 0; back.status !== 200 && n < 50; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      back = await other.request('GET', '/delivery/v1/articles');
    }
    expect(back.status).toBe(200);
    await other.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readiness } from '../src/health/readiness.js';
import { startApp, type TestApp } from './harness/app.js';

describe('the probes', () => {
  let desk: TestApp;
  beforeAll(async () => {
    desk = await startApp();
  });
  afterAll(async () => await desk.close());

  it.each(['/health/live', '/health/ready'])('%s is ok', async (url) => {
    expect(await desk.request('GET', url)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('is not ready without its database, and live all the same', async () => {
    const lost = await startApp({ databaseStatementSeconds: 1 });
    const [{ name } = { name: '' }] = await lost.database.query<{ name: string }>(
      'SELECT current_database() AS name',
    );
    await desk.database.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await desk.database.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);

    const answer = await lost.request('GET', '/health/ready');
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', status: 503 } });
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('application/problem+json'),
      'retry-after': expect.any(String),
    });
    expect(await lost.request('GET', '/health/live')).toMatchObject({ status: 200 });

    await desk.database.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    // A connection that was cut may be taken from the pool once more before its end is noticed.
    const readyAgain = async (): Promise<boolean> =>
      (await lost.request('GET', '/health/ready')).status === 200;
    let ready = await readyAgain();
    for (let n = 0; !ready && n < 50; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ready = await readyAgain();
    }
    expect(ready).toBe(true);
    await lost.close();
  });

  it('is not ready while it drains', async () => {
    const draining = await startApp({}, desk.database);
    expect(await draining.request('GET', '/health/ready')).toMatchObject({ status: 200 });
    draining.app.get(Readiness, { strict: false }).drain();
    expect(await draining.request('GET', '/health/ready')).toMatchObject({ status: 503 });
    await draining.close();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { migrate } from '../src/database/migrate.js';
import { Statements } from '../src/database/statements.js';
import { Desk, type ItemBody, readyArticle, readyEditorial } from './factories/items.js';
import { author, section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';
import { becomes } from './harness/becomes.js';
import type { TestDatabase } from './harness/database.js';
import {
  hasStreamingPostgres,
  newPrimary,
  newReplica,
  type StreamingServer,
} from './harness/streaming-postgres.js';

const here = hasStreamingPostgres() ? describe : describe.skip;
if (!hasStreamingPostgres()) {
  console.warn('Replicas are NOT tried: this machine lacks Debian’s package postgresql.');
}

/** An application that counts the statements by which the primary is asked for readers. */
interface Counting extends TestApp {
  asked: () => number;
}

/** A second, once, and what a busy machine adds to it. */
const LONGEST_MS = 4_000;
const folder = mkdtempSync(join(tmpdir(), 'copydesk-replicas-'));
let primary: StreamingServer;
let replica: StreamingServer;
let database: TestDatabase;
let onReplica: Client;
/** Where the desk works. */
let one: Counting;
/** Where nothing is written, and answers are kept. */
let other: Counting;
let desk: Desk;
let managing: SignedIn;
let sectionId: string;
let story: ItemBody;

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function counting(app: TestApp): Promise<Counting> {
  const statements = app.app.get(Statements);
  const [query, queryPlanned] = [statements.query.bind(statements), statements.queryPlanned.bind(statements)];
  let count = 0;
  statements.query = async (name, sql, values) => {
    if (name !== 'publication clock' && name !== 'principal') count += 1;
    return query(name, sql, values);
  };
  statements.queryPlanned = async (sql, values) => {
    if (!sql.includes('pg_control_system')) count += 1;
    return queryPlanned(sql, values);
  };
  return { ...app, asked: () => count };
}

function read(app: TestApp = one, path = `articles/${story.slug}`): Promise<Answer<{ headline: string }>> {
  return app.request('GET', `/delivery/v1/${path}`);
}

/** Waits until the primary is not asked any more for what readers get. */
async function replicaIsUsed(app: Counting = one): Promise<void> {
  await becomes(async () => {
    const before = app.asked();
    await read(app);
    return app.asked() === before;
  }, true);
}

/** Reads for so long, one after the other; how often that was done, and the longest it took. */
async function readFor(ms: number): Promise<{ reads: number; longestMs: number }> {
  let [reads, longestMs] = [0, 0];
  for (const end = performance.now() + ms; performance.now() < end; reads += 1) {
    const askedAt = performance.now();
    const { status, body } = await read();
    expect([status, body.headline]).toEqual([200, story.content.headline]);
    longestMs = Math.max(longestMs, performance.now() - askedAt);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { reads, longestMs };
}

here('with a streaming replica', () => {
  beforeAll(async () => {
    primary = await newPrimary(join(folder, 'primary'));
    await migrate(primary.url);
    replica = await newReplica(primary, join(folder, 'replica'));
    onReplica = await connected(replica.url);
    const client = await connected(primary.url);
    database = {
      url: primary.url,
      query: async <Row extends object>(sql: string, values: unknown[] = []) =>
        (await client.query<Row>(sql, values)).rows,
      close: async () => await client.end(),
    };
    const settings = { databaseReplicaUrls: [replica.url] };
    one = await counting(await startApp(settings, database));
    other = await counting(await startApp(settings, database));
    await other.app.listen(0, '127.0.0.1');
    desk = new Desk(one);
    managing = await signedIn(one, { roles: [{ role: 'managing_editor' }, { role: 'admin' }] });
    ({ id: sectionId } = await section(database));
    story = await desk.live(managing, 'article', readyArticle(sectionId));
  });
  afterAll(async () => {
    await other.close();
    await one.close();
    await onReplica.end().catch(() => undefined);
    await database.close();
    await replica.stop();
    await primary.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('readers are answered from it, and the primary is asked for nothing of theirs', async () => {
    await desk.live(managing, 'editorial', readyEditorial(sectionId));
    const { slug } = await author(database);
    await replicaIsUsed();
    const before = one.asked();
    const paths = [
      `articles/${story.slug}`,
      'articles',
      'editorials',
      'sections',
      'authors',
      `authors/${slug}`,
      'corrections',
      'search?q=talks',
      'search?q=tolks',
      'articles/none-of-that-name',
    ];
    const answers: number[] = [];
    for (const path of paths) answers.push((await read(one, path)).status);
    expect(answers).toEqual([...paths.slice(1).map(() => 200), 404]);
    expect(one.asked()).toBe(before);
    // The newsroom is not, whatever it looks at.
    const { body } = await desk.read(managing, story.id);
    expect(body.id).toBe(story.id);
  });

  it('what it does not have yet comes from the primary at once', async () => {
    await onReplica.query('select pg_wal_replay_pause()');
    story = await desk.republished(managing, story, { headline: 'Talks are over' }, { changeType: 'update' });
    const before = one.asked();
    expect((await read()).body.headline).toBe('Talks are over');
    expect(one.asked()).toBe(before + 1);
    // Where nothing was written, it is heard of in a moment.
    await becomes(async () => (await read(other)).body.headline, 'Talks are over');

    const gone = await desk.live(managing, 'article', readyArticle(sectionId));
    await desk.done(managing, gone.id, 'kill', { reason: 'Wrong', notice: 'It was wrong.' });
    expect((await read(one, `articles/${gone.slug}`)).status).toBe(410);
    await becomes(async () => (await read(other, `articles/${gone.slug}`)).status, 410);
    expect(
      (await onReplica.query('select 1 from published_item where state = $1', ['killed'])).rowCount,
    ).toBe(0);

    await onReplica.query('select pg_wal_replay_resume()');
    await replicaIsUsed();
    expect((await read()).body.headline).toBe('Talks are over');
  });

  it('no reader sees an old text a second later, though it is always behind and answers are kept', async () => {
    await onReplica.query(`alter system set recovery_min_apply_delay = '400ms'`);
    await onReplica.query('select pg_reload_conf()');
    const { port } = other.app.getHttpServer().address() as AddressInfo;
    for (const headline of ['Talks again', 'Talks once more']) {
      story = await desk.republished(managing, story, { headline }, { changeType: 'update' });
      const publishedAt = performance.now();
      const late: string[] = [];
      while (performance.now() < publishedAt + 1_600) {
        const askedAt = performance.now();
        const answer = await fetch(`http://127.0.0.1:${port}/delivery/v1/articles/${story.slug}`);
        const body = (await answer.json()) as { headline: string };
        if (askedAt > publishedAt + 1_000) late.push(body.headline);
      }
      expect(new Set(late)).toEqual(new Set([headline]));
    }
    await onReplica.query('alter system reset recovery_min_apply_delay');
    await onReplica.query('select pg_reload_conf()');
    await replicaIsUsed(other);
  });

  it('one that does not answer any more costs readers a second once', async () => {
    await replicaIsUsed();
    replica.signal('SIGSTOP');
    const { reads, longestMs } = await readFor(3_000);
    replica.signal('SIGCONT');
    // Most are as fast as ever: it is not waited for again and again.
    expect(reads).toBeGreaterThan(10);
    expect(longestMs).toBeLessThan(LONGEST_MS);
    await replicaIsUsed();
  });

  it('one that is stopped is not missed, and used again once it is back', async () => {
    const told = [jest.spyOn(Logger.prototype, 'warn'), jest.spyOn(Logger.prototype, 'log')];
    const during = readFor(1_000);
    await replica.stop();
    expect((await during).longestMs).toBeLessThan(LONGEST_MS);
    await replica.start();
    await replicaIsUsed();
    await replicaIsUsed(other);
    // Once by each process that it is lost, and once that it is back.
    const texts = told.flatMap(({ mock }) => mock.calls.map(([, text]) => String(text)));
    jest.restoreAllMocks();
    expect(texts.filter((text) => text.includes('cannot be asked'))).toHaveLength(2);
    expect(texts.filter((text) => text.includes('can be asked again'))).toHaveLength(2);
  });

  it('one that has become a primary is asked no more', async () => {
    onReplica = await connected(replica.url);
    await onReplica.query('select pg_promote()');
    const before = one.asked();
    await becomes(async () => {
      await read();
      return one.asked() > before;
    }, true);
    await onReplica.query(
      `update published_item set document = '{"headline": "A split brain"}' where state = 'live'`,
    );
    await onReplica.query('update publication_clock set generation = generation + 1000');
    await readFor(600);
  });
});

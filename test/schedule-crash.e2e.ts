import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { copyItem } from './factories/copies.js';
import { Desk, readyArticle } from './factories/items.js';
import { section } from './factories/records.js';
import { signedIn } from './factories/staff.js';
import { startApp } from './harness/app.js';
import type { TestDatabase } from './harness/database.js';
import { killAll, type Server, startServer } from './harness/server.js';

const ITEMS = 900;
/** The end of so many is planned as well, some time after their publication. */
const ENDS = 100;
/** So many fall due while no process runs. */
const OVERDUE = 60;
/** Within which the others fall due. */
const SPREAD_SECONDS = 12;
/** A start costs more than what is carried out between two. */
const MOST_KILLS = 4;
/** Without one more schedule carried out in so long, they have come to a stand; how fast they go is the machine's affair. */
const STANDSTILL_MS = 60_000;
/** Ten seconds on a machine that is at rest. */
const SOON_MS = 45_000;
const CLOCK_AHEAD = `--import ${pathToFileURL(resolve(import.meta.dirname, 'harness/shifted-clock.mjs')).href}`;

jest.setTimeout(12 * 60_000);

afterAll(async () => {
  await killAll();
});

describe('a thousand schedules on two processes that are killed at random, one with a clock an hour ahead', () => {
  it('are all carried out, each once, and none early', async () => {
    const { database, planner } = await approvedItems(ITEMS);
    const start = [
      async () => startServer({ DATABASE_URL: database.url }),
      async () => startServer({ DATABASE_URL: database.url, NODE_OPTIONS: CLOCK_AHEAD }),
    ] as const;
    const servers: Server[] = [await start[0](), await start[1]()];
    await plan(database, planner, { action: 'publish', items: [1, ITEMS - OVERDUE], after: 2 });
    await plan(database, planner, { action: 'unpublish', items: [1, ENDS], after: 2 + SPREAD_SECONDS });

    let kills = 0;
    const isMoving = progress();
    for (let left = await pending(database); left > 0; left = await pending(database)) {
      if (!isMoving(left)) throw new Error('The schedules do not come to their end.');
      const goesOn = kills === MOST_KILLS ? 100 : 1_500 + Math.random() * 3_000;
      await new Promise((done) => setTimeout(done, goesOn));
      if (kills === MOST_KILLS) continue;
      const victim = Math.random() < 0.5 ? 0 : 1;
      servers[victim]?.kill('SIGKILL');
      await servers[victim]?.ended;
      kills += 1;
      servers[victim] = await start[victim]();
    }
    expect(kills).toBeGreaterThan(2);

    await plan(database, planner, {
      action: 'publish',
      items: [ITEMS - OVERDUE + 1, ITEMS],
      after: 2,
      spread: 1,
    });
    for (const [index, signal] of (['SIGKILL', 'SIGTERM'] as const).entries()) {
      servers[index]?.kill(signal);
      expect(await servers[index]?.ended).toBe(signal === 'SIGKILL' ? signal : 0);
    }
    while ((await pending(database, 'at > clock_timestamp()')) > 0) {
      await new Promise((done) => setTimeout(done, 100));
    }
    expect(await pending(database)).toBe(OVERDUE);
    await start[0]();
    const [{ started } = { started: new Date() }] = await database.query<{ started: Date }>(
      'select clock_timestamp() as started',
    );
    const isStillMoving = progress();
    for (let left = OVERDUE; left > 0; left = await pending(database)) {
      if (!isStillMoving(left)) throw new Error('What was overdue is not carried out.');
      await new Promise((done) => setTimeout(done, 50));
    }
    const [{ latest } = { latest: new Date(0) }] = await database.query<{ latest: Date }>(
      'select max(ended_at) as latest from schedule',
    );
    expect(latest.getTime() - started.getTime()).toBeLessThan(SOON_MS);
    await expectEachOnce(database);
    await database.close();
  });
});

/** Items with an approved draft: one made by the desk, and copies of it. */
async function approvedItems(count: number): Promise<{ database: TestDatabase; planner: string }> {
  const app = await startApp();
  const desk = new Desk(app);
  const { id: sectionId } = await section(app.database);
  const managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  const { id } = await desk.made(managing, 'article', readyArticle(sectionId));
  await desk.done(managing, id, 'submit');
  await desk.done(managing, id, 'approve');
  // The app's own connections end here; the servers have the database to themselves.
  const { database } = app;
  await app.app.close();
  await copyItem(database, id, count - 1);
  return { database, planner: managing.id };
}

interface Plan {
  action: 'publish' | 'unpublish';
  /** The first and the last, by their order. */
  items: [number, number];
  /** Seconds until the first may fall due. */
  after: number;
  /** Seconds within which they all do. */
  spread?: number;
}

/** Plans as the desk does, with many at one moment. */
async function plan(
  database: TestDatabase,
  planner: string,
  { action, items, after, spread = SPREAD_SECONDS }: Plan,
): Promise<void> {
  await database.query(
    `insert into schedule (id, item_id, action, revision, at, terms, planned_by, planned_at)
     select gen_random_uuid(), id, $1, 1, clock_timestamp() + ($2 + random() * $3) * interval '1 second',
         $4, $5, clock_timestamp()
       from (select id, row_number() over (order by id) as n from item) item where n between $6 and $7`,
    [
      action,
      after,
      spread,
      action === 'publish' ? {} : { type: 'withdrawn', reason: 'Rights end' },
      planner,
      ...items,
    ],
  );
}

async function pending(database: TestDatabase, condition = 'true'): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from schedule where outcome is null and ${condition}`,
  );
  return row?.count ?? 0;
}

/** Whatever was running when a process died was either committed whole, or done by the next. */
async function expectEachOnce(database: TestDatabase): Promise<void> {
  const [found] = await database.query<Record<string, number>>(`
    select count(*)::int as schedules,
        count(*) filter (where outcome <> 'done')::int as not_done,
        count(*) filter (where ended_at < at)::int as early,
        (select count(*)::int from item where visibility = 'unpublished') as lost,
        (select count(*)::int from (select from publication group by item_id having count(*) > 1) twice)
          as published_twice,
        (select count(*)::int from publication) as publications,
        (select count(*)::int from audit_entry where action = 'publish') as publish_entries,
        (select count(*)::int from audit_entry where action = 'unpublish') as unpublish_entries,
        (select count(*)::int from audit_entry where action = 'schedule.done') as done_entries,
        (select count(*)::int from outbox where event = 'published') as published_events,
        (select count(*)::int from outbox) - (select n::int from publication_clock) as ticks_without_event,
        (select count(*)::int from published_item where state = 'live') as live,
        (select count(*)::int from published_item where state = 'withdrawn') as withdrawn
      from schedule`);
  expect(found).toEqual({
    schedules: ITEMS + ENDS,
    not_done: 0,
    early: 0,
    lost: 0,
    published_twice: 0,
    publications: ITEMS,
    publish_entries: ITEMS,
    unpublish_entries: ENDS,
    done_entries: ITEMS + ENDS,
    published_events: ITEMS,
    ticks_without_event: 0,
    live: ITEMS - ENDS,
    withdrawn: ENDS,
  });
}

/** Tells, of what is left at each call, whether it still becomes less. */
function progress(): (left: number) => boolean {
  let least = Infinity;
  let at = Date.now();
  return (left) => {
    if (left < least) [least, at] = [left, Date.now()];
    return Date.now() - at < STANDSTILL_MS;
  };
}

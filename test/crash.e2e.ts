import { afterAll, describe, expect, it } from '@jest/globals';
import { signedIn } from './factories/staff.js';
import { section } from './factories/records.js';
import { cloneDatabase } from './harness/database.js';
import { ensureBuilt, killAll, startServer } from './harness/server.js';

interface Item {
  id: string;
  version: number;
  slug: string;
  draft: { revision: number } | null;
  live: { revision: number } | null;
}

/** What a client was told before the server died. */
interface Acknowledged {
  revisions: Map<string, number>;
  live: Map<string, number>;
  versions: Map<string, number>;
}

const ITEMS = 10;
const ROUNDS = 10;

afterAll(async () => {
  await killAll();
});

describe('kill -9 of the server during a hundred saves and publications', () => {
  it('loses none that was acknowledged, and leaves none half done', async () => {
    ensureBuilt();
    const database = await cloneDatabase();
    const { token } = await signedIn({ database }, { roles: [{ role: 'managing_editor' }] });
    const { id: sectionId } = await section(database);
    const env = { DATABASE_URL: database.url };
    let server = await startServer(env);

    const call = async (method: string, path: string, body: object, version?: number): Promise<Item> => {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
        },
        body: JSON.stringify(body),
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${answer}`);
      return JSON.parse(answer) as Item;
    };

    const told: Acknowledged = { revisions: new Map(), live: new Map(), versions: new Map() };
    const note = (item: Item): Item => {
      told.versions.set(item.id, item.version);
      if (item.draft) told.revisions.set(item.id, item.draft.revision);
      if (item.live) told.live.set(item.id, item.live.revision);
      return item;
    };
    const items = await Promise.all(
      Array.from({ length: ITEMS }, async (_, n) =>
        note(
          await call('POST', '/articles', {
            content: { headline: `Story ${n}`, sectionId, source: 'Staff', body: text('As it began.') },
          }),
        ),
      ),
    );
    let acknowledged = 0;
    let killed = false;
    const write = async (start: Item): Promise<void> => {
      let item = start;
      try {
        for (let round = 1; round <= ROUNDS; round += 1) {
          const content = { body: text(`As it was in round ${round}.`) };
          item = note(await call('PATCH', `/articles/${item.id}`, { content }, item.version));
          acknowledged += 1;
          item = note(await call('POST', `/items/${item.id}/publish`, {}, item.version));
          acknowledged += 1;
        }
      } catch (error) {
        // The server is gone: what it had not answered may have happened or not.
        if (!killed) throw error;
      }
    };
    const writers = items.map(write);
    const halfWay = async (): Promise<void> => {
      while (acknowledged < ITEMS * 6) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await Promise.race([halfWay(), Promise.all(writers)]);
    killed = true;
    server.kill('SIGKILL');
    await server.ended;
    await Promise.all(writers);
    expect(acknowledged).toBeGreaterThanOrEqual(ITEMS * 6);
    expect(acknowledged).toBeLessThan(ITEMS * ROUNDS * 2);

    server = await startServer(env);
    for (const { id } of items) {
      const now = await fetch(`${server.url}/api/v1/items/${id}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      const item = (await now.json()) as Item;
      // Nothing acknowledged is lost; at most the one request that was under way has happened besides.
      expect(item.version).toBeGreaterThanOrEqual(told.versions.get(id) ?? 0);
      expect(item.version).toBeLessThanOrEqual((told.versions.get(id) ?? 0) + 1);
      expect(item.live?.revision ?? 0).toBeGreaterThanOrEqual(told.live.get(id) ?? 0);
      const shown = Math.max(item.draft?.revision ?? 0, item.live?.revision ?? 0);
      expect(shown).toBeGreaterThanOrEqual(told.revisions.get(id) ?? 0);
      if (item.live) {
        const read = await fetch(`${server.url}/delivery/v1/articles/${item.slug}`);
        const document = (await read.json()) as { bodyHtml: string };
        const live = await fetch(`${server.url}/api/v1/items/${id}/revisions/${item.live.revision}`, {
          headers: { Authorization: `Bearer ${token}` },
        });
        const revision = (await live.json()) as { content: { body: object } };
        expect(JSON.stringify(revision.content.body)).toContain(document.bodyHtml.replace(/<\/?p>/g, ''));
      }
    }
    await expectWhole(database);
    server.kill('SIGTERM');
    await server.ended;
    await database.close();
  });
});

/** What a publication writes is there together: record, pointers, document, audit entry and outbox event. */
async function expectWhole(database: {
  query<Row extends object>(sql: string): Promise<Row[]>;
}): Promise<void> {
  const [counts] = await database.query<Record<string, number>>(`
    select (select count(*)::int from publication) as publications,
      (select count(*)::int from audit_entry where action = 'publish') as entries,
      (select count(*)::int from outbox where event = 'published') as events,
      (select n::int from publication_clock) as clock,
      (select count(*)::int from outbox) as ticks,
      (select count(*)::int from revision) as revisions,
      (select count(*)::int from audit_entry where action in ('create', 'save')) as saves,
      (select count(*)::int from item i where i.live_revision is distinct from
        (select revision from publication p where p.item_id = i.id and p.live_to is null)) as torn,
      (select count(*)::int from item i where i.visibility = 'live'
        and not exists (select from published_item d where d.item_id = i.id and d.state = 'live')) as unread`);
  expect(counts).toMatchObject({ torn: 0, unread: 0 });
  expect(counts?.entries).toBe(counts?.publications);
  expect(counts?.events).toBe(counts?.publications);
  expect(counts?.saves).toBe(counts?.revisions);
  // The publication clock has no gaps.
  expect(counts?.ticks).toBe(counts?.clock);
}

function text(words: string): object {
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] };
}

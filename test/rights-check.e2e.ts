import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RightsLoop } from '../src/publishing/rights/rights-loop.js';
import { StaleDocumentLoop } from '../src/publishing/rendering/stale-document-loop.js';
import { Desk, type ItemBody, readyArticle, readyCaption } from './factories/items.js';
import { photoRow, rightsOf } from './factories/photo-rights.js';
import { section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { becomes } from './harness/becomes.js';
import { cloneDatabase, type TestDatabase } from './harness/database.js';
import { killAll, startServer } from './harness/server.js';

const DAY_MS = 86_400_000;
const LONG_AGO = '2020-01-01T00:00:00.000Z';
/** Far below the time after which the check looks by itself. */
const AT_ONCE_MS = 10_000;

interface Entry {
  action: string;
  actor: object | null;
  details: Record<string, unknown>;
}

/** A newsroom with a photo editor. */
class Room {
  readonly desk: Desk;

  private constructor(
    readonly app: TestApp,
    readonly editor: SignedIn,
    readonly managing: SignedIn,
    readonly sectionId: string,
  ) {
    this.desk = new Desk(app);
  }

  static async of(app: TestApp): Promise<Room> {
    const editor = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
    const managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
    return new Room(app, editor, managing, (await section(app.database)).id);
  }

  async photo(): Promise<string> {
    return photoRow(this.app, this.editor);
  }

  async liveCaption(photoId: string): Promise<ItemBody> {
    return this.desk.live(this.editor, 'photo_caption', readyCaption({ photoId }));
  }

  async liveStory(photoCaptionId: string): Promise<ItemBody> {
    return this.desk.live(
      this.managing,
      'article',
      readyArticle(this.sectionId, { leadPhoto: { photoCaptionId } }),
    );
  }

  async until(photoId: string, validUntil: string | null): Promise<void> {
    await rightsOf(this.app, this.editor, photoId, { validUntil });
  }

  /** What was done about rights, newest first, with what was taken off by it. */
  async told(id: string): Promise<Entry[]> {
    const { body } = await this.desk.get<{ items: Entry[] }>(this.managing, `items/${id}/history`);
    return body.items.filter(({ action }) => action.startsWith('rights.') || action === 'unpublish');
  }

  async becomesTold(id: string, actions: string[]): Promise<Entry[]> {
    await becomes(
      async () => (await this.told(id)).map(({ action }) => action).join(),
      actions.toReversed().join(),
    );
    // Done once and not again, however often it is looked.
    await this.drain();
    const told = await this.told(id);
    expect(told.map(({ action }) => action)).toEqual(actions.toReversed());
    return told;
  }

  async drain(): Promise<void> {
    await this.app.app.get(RightsLoop, { strict: false }).drain();
  }

  async warnings(id: string): Promise<string[]> {
    const { body } = await this.desk.read(this.editor, id);
    return body.warnings.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

async function events(database: TestDatabase, itemId: string): Promise<string[]> {
  const rows = await database.query<{ event: string }>(
    `select event from outbox where item_id = $1 and event <> 'published' order by n`,
    [itemId],
  );
  return rows.map(({ event }) => event);
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

describe('rights that end, where the newsroom is warned', () => {
  let app: TestApp;
  let room: Room;

  beforeAll(async () => {
    app = await startApp();
    room = await Room.of(app);
  });
  afterAll(async () => app.close());

  it('are told of some days before, once for each live caption of the photo', async () => {
    const photoId = await room.photo();
    const [placed, alone] = [await room.liveCaption(photoId), await room.liveCaption(photoId)];
    const draft = await room.desk.made(room.editor, 'photo_caption', readyCaption({ photoId }));
    await room.liveStory(placed.id);
    const validUntil = inDays(3);
    await room.until(photoId, validUntil);
    for (const [caption, liveUses] of [
      [placed, 1],
      [alone, 0],
    ] as const) {
      const [entry] = await room.becomesTold(caption.id, ['rights.ending']);
      expect(entry).toMatchObject({ actor: null, details: { photoId, validUntil, liveUses } });
      expect(await events(app.database, caption.id)).toEqual(['rights_ending']);
      expect((await room.desk.read(room.editor, caption.id)).body.version).toBe(caption.version);
    }
    expect(await room.told(draft.id)).toEqual([]);
  });

  it('are told of for each end anew, and not long before', async () => {
    const photoId = await room.photo();
    const { id } = await room.liveCaption(photoId);
    await room.until(photoId, inDays(8));
    await room.drain();
    expect(await room.told(id)).toEqual([]);
    const soon = inDays(6);
    await room.until(photoId, soon);
    await room.becomesTold(id, ['rights.ending']);
    await room.until(photoId, inDays(30));
    await room.drain();
    await room.until(photoId, inDays(5));
    await room.becomesTold(id, ['rights.ending', 'rights.ending']);
  });

  it('are told of at their end, on the minute', async () => {
    const photoId = await room.photo();
    const { id } = await room.liveCaption(photoId);
    await room.until(photoId, new Date(Date.now() + 2_000).toISOString());
    const [ended] = await room.becomesTold(id, ['rights.ending', 'rights.ended']);
    expect(ended).toMatchObject({ actor: null, details: { photoId, policy: 'warn' } });
    expect(await events(app.database, id)).toEqual(['rights_ending', 'rights_ended']);
    expect((await room.desk.read(room.editor, id)).body.visibility).toBe('live');
    const [mark] = await app.database.query<{ late: number }>(
      `select extract(epoch from marked_at - valid_until)::float8 * 1000 as late from rights_mark
        where item_id = $1 and step = 'ended'`,
      [id],
    );
    expect(mark?.late).toBeGreaterThanOrEqual(0);
    expect(mark?.late).toBeLessThan(AT_ONCE_MS);
  });

  it('show as a warning in the caption and in what places it, and in the search', async () => {
    const photoId = await room.photo();
    const caption = await room.liveCaption(photoId);
    const story = await room.liveStory(caption.id);
    const found = async (rights: string): Promise<boolean> => {
      const { body } = await room.desk.get<{ items: { id: string }[] }>(
        room.editor,
        `photos?rights=${rights}`,
      );
      return body.items.some(({ id }) => id === photoId);
    };
    const listed = async (): Promise<string[]> => {
      const { body } = await room.desk.get<{ items: ItemBody[] }>(room.managing, 'items?limit=100');
      const row = body.items.find(({ id }) => id === story.id);
      return row?.warnings.map(({ pointer, code }) => `${pointer} ${code}`) ?? [];
    };
    for (const [validUntil, code, states] of [
      [null, null, ['valid']],
      [inDays(8), null, ['valid']],
      [inDays(6), 'rights_ending', ['valid', 'ending']],
      [LONG_AGO, 'rights_ended', ['ended']],
    ] as const) {
      await room.until(photoId, validUntil);
      expect(await room.warnings(caption.id)).toEqual(code === null ? [] : [`/content/photoId ${code}`]);
      const inStory = code === null ? [] : [`/content/leadPhoto/photoCaptionId ${code}`];
      expect(await room.warnings(story.id)).toEqual(inStory);
      expect(await listed()).toEqual(inStory);
      const all = ['valid', 'not_begun', 'ending', 'ended'];
      const holding = await Promise.all(all.map(async (state) => ((await found(state)) ? [state] : [])));
      expect(holding.flat()).toEqual(states);
    }
  });
});

describe('rights that end, where the photo is withdrawn, on two processes', () => {
  let database: TestDatabase;
  let apps: TestApp[];
  let room: Room;
  const captions: ItemBody[] = [];
  let story: ItemBody;

  beforeAll(async () => {
    database = await cloneDatabase();
    const before = await startApp({}, database);
    const first = await Room.of(before);
    const photoId = await first.photo();
    for (let n = 0; n < 6; n += 1) captions.push(await first.liveCaption(photoId));
    story = await first.liveStory(captions[0]?.id ?? '');
    await before.close();
    await database.query('update photo set rights_valid_until = $2 where id = $1', [photoId, LONG_AGO]);
    apps = await Promise.all([1, 2].map(async () => startApp({ rightsEnd: 'withdraw' }, database)));
    const [app] = apps;
    if (app) room = await Room.of(app);
  });
  afterAll(async () => {
    await Promise.all(apps.map(async (app) => app.close()));
    await database.close();
  });

  it('are dealt with after a downtime, each caption once, and the stories lose the photo', async () => {
    for (const { id } of captions) {
      const [ended, taken] = (await room.becomesTold(id, ['rights.ended', 'unpublish'])).toReversed();
      expect(ended).toMatchObject({ actor: null, details: { policy: 'withdraw' } });
      expect(taken).toMatchObject({
        actor: null,
        details: { type: 'withdrawn', reason: `The rights to the photo ended on ${LONG_AGO}.` },
      });
      expect((await events(database, id)).toSorted()).toEqual(['rights_ended', 'unpublished']);
      expect((await room.desk.read(room.editor, id)).body.visibility).toBe('withdrawn');
      expect(await room.app.request('GET', `/delivery/v1/photo-captions/${id}`)).toMatchObject({
        status: 410,
        body: { code: 'withdrawn', notice: null },
      });
    }
    await room.app.app.get(StaleDocumentLoop, { strict: false }).drain();
    await becomes(async () => {
      const { body } = await room.app.request('GET', `/delivery/v1/articles/${story.slug ?? ''}`);
      return body.leadPhoto;
    }, null);
  });

  it('do nothing where they were prolonged in time', async () => {
    const photoId = await room.photo();
    const { id } = await room.liveCaption(photoId);
    const end = new Date(Date.now() + 1_500);
    await room.until(photoId, end.toISOString());
    await room.until(photoId, inDays(30));
    await becomes(async () => {
      const [row] = await database.query<{ over: boolean }>('select clock_timestamp() > $1 as over', [end]);
      return row?.over;
    }, true);
    await room.drain();
    expect((await room.desk.read(room.editor, id)).body.visibility).toBe('live');
  });

  it('leave alone what somebody answered for, until they are moved again', async () => {
    const photoId = await room.photo();
    await room.until(photoId, LONG_AGO);
    const { id } = await room.desk.made(room.managing, 'photo_caption', readyCaption({ photoId }));
    await room.desk.done(room.managing, id, 'publish', { overrideRights: 'Agreed by telephone.' });
    await room.becomesTold(id, []);
    await room.until(photoId, '2021-01-01T00:00:00.000Z');
    await room.becomesTold(id, ['rights.ended', 'unpublish']);
    await room.desk.done(room.managing, id, 'republish', { overrideRights: 'Agreed by letter.' });
    await room.becomesTold(id, ['rights.ended', 'unpublish']);
    expect((await room.desk.read(room.editor, id)).body.visibility).toBe('live');
  });

  it('leave nothing half done where something breaks, and are dealt with once it is mended', async () => {
    const photoId = await room.photo();
    const { id } = await room.liveCaption(photoId);
    await database.query(`
      create sequence tries;
      create function break_ending() returns trigger language plpgsql as $$
      begin
        perform nextval('tries');
        raise exception 'broken';
      end $$;
      create trigger published_item_broken before update on published_item
        for each row when (new.item_id = '${id}') execute function break_ending()`);
    await room.until(photoId, LONG_AGO);
    await becomes(async () => {
      const [row] = await database.query<{ is_called: boolean }>('select is_called from tries');
      return row?.is_called;
    }, true);
    await room.drain();
    expect(await room.told(id)).toEqual([]);
    expect(await events(database, id)).toEqual([]);
    expect((await room.desk.read(room.editor, id)).body.visibility).toBe('live');
    await database.query('drop trigger published_item_broken on published_item');
    await becomes(async () => {
      await room.drain();
      return (await room.told(id)).length;
    }, 2);
    await room.becomesTold(id, ['rights.ended', 'unpublish']);
  });
});

describe('rights that end, where the process dies', () => {
  afterAll(async () => {
    await killAll();
  });

  it('are dealt with by the next one, each caption once and whole', async () => {
    const app = await startApp();
    const room = await Room.of(app);
    const photoId = await room.photo();
    const captions: ItemBody[] = [];
    for (let n = 0; n < 4; n += 1) captions.push(await room.liveCaption(photoId));
    const [held] = captions;
    const { slug } = await room.liveStory(held?.id ?? '');
    const { database, config } = app;
    await app.app.close();
    await database.query('update photo set rights_valid_until = $2 where id = $1', [photoId, LONG_AGO]);
    const dealtWith = async (): Promise<string[]> => {
      const rows = await database.query<{ done: string }>(
        `select a.action || ' ' || a.item_id as done from audit_entry a
          where a.action in ('rights.ended', 'unpublish')
         union all select o.event || ' ' || o.item_id from outbox o where o.event in ('rights_ended', 'unpublished')
         union all select m.step || ' ' || m.item_id from rights_mark m`,
      );
      return rows.map(({ done }) => done).toSorted();
    };
    const wholly = (items: readonly ItemBody[]): string[] =>
      ['rights.ended', 'unpublish', 'rights_ended', 'unpublished', 'ended']
        .flatMap((what) => items.map(({ id }) => `${what} ${id}`))
        .toSorted();
    const settings = { DATABASE_URL: database.url, PUBLIC_URL: config.publicUrl, RIGHTS_END: 'withdraw' };

    // One comes as far as its document, which is written after mark and history, and no further.
    await database.query('begin');
    await database.query('select from published_item where item_id = $1 for no key update', [held?.id]);
    const dying = await startServer(settings);
    await becomes(async () => {
      const [row] = await database.query<{ waits: boolean }>(
        `select exists (select from pg_stat_activity where datname = current_database()
           and wait_event_type = 'Lock' and query like '%published_item%') as waits`,
      );
      return row?.waits === true && (await dealtWith()).length === wholly(captions.slice(1)).length;
    }, true);
    dying.kill('SIGKILL');
    expect(await dying.ended).toBe('SIGKILL');
    await database.query('rollback');
    expect(await dealtWith()).toEqual(wholly(captions.slice(1)));

    const next = await startServer(settings);
    await becomes(async () => (await dealtWith()).length, wholly(captions).length);
    expect(await dealtWith()).toEqual(wholly(captions));
    await becomes(async () => {
      const answer = await fetch(`${next.url}/delivery/v1/articles/${slug ?? ''}`);
      return (await answer.text()).includes('"leadPhoto":null');
    }, true);
    next.kill('SIGTERM');
    await next.ended;
    await database.close();
  });
});

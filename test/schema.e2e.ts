import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrate, migrateDown } from '../src/database/migrate.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from './harness/database.js';
import { startApp } from './harness/app.js';
import { newId } from '../src/database/id.js';

describe('migrations', () => {
  it('go up, down to nothing, and up again', async () => {
    const database = await emptyDatabase();
    await migrate(database.url);
    const first = await schemaOf(database);
    await migrateDown(database.url);
    expect(await schemaOf(database)).toEqual([{ name: 'migrations' }]);
    await migrate(database.url);
    expect(await schemaOf(database)).toEqual(first);
    expect(first.length).toBeGreaterThan(15);
    await database.close();
  });

  it('leave nothing that the entities would have otherwise', async () => {
    const app = await startApp();
    const statements = await app.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(statements.upQueries.map(({ query }) => query)).toEqual([]);
    // That the comparison sees anything at all:
    await app.database.query('alter table item drop column live_headline cascade');
    const drifted = await app.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(drifted.upQueries.map(({ query }) => query).join()).toContain('live_headline');
    await app.close();
  });
});

async function schemaOf(database: TestDatabase): Promise<{ name: string }[]> {
  return database.query<{ name: string }>(
    `select table_name::text as name from information_schema.tables where table_schema = 'public'
     union select routine_name::text from information_schema.routines r
       where routine_schema = 'public' and not exists (
         select from pg_depend d join pg_proc p on p.oid = d.objid
          where d.deptype = 'e' and p.proname = r.routine_name)
     union select conname::text from pg_constraint where connamespace = 'public'::regnamespace
       and conrelid <> coalesce(to_regclass('public.migrations'), 0) and conrelid <> 0
     order by 1`,
  );
}

describe('the database refuses', () => {
  let database: TestDatabase;
  let member: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    member = newId();
    await database.query(
      `insert into staff_member (id, name, email, password_hash) values ($1, 'A', 'a@newsroom.example', 'none')`,
      [member],
    );
  });
  afterAll(async () => {
    await database.close();
  });

  /** An item with one revision; live under one publication where asked. */
  async function item(options: { live?: boolean } = {}): Promise<string> {
    const id = newId();
    const live = options.live === true;
    await database.query('begin');
    await database.query(
      `insert into item (id, kind, visibility, stage, last_revision, draft_revision, live_revision,
         last_live_revision, first_published_at, created_by, created_at, modified_at)
       values ($1, 'article', $2, $3, 1, $4, $5, $5, $6, $7, now(), now())`,
      [
        id,
        live ? 'live' : 'unpublished',
        live ? null : 'draft',
        live ? null : 1,
        live ? 1 : null,
        live ? new Date() : null,
        member,
      ],
    );
    await revision(id, 1);
    if (live) await publication(id, 'now()', 'null');
    await database.query('commit');
    return id;
  }

  async function revision(itemId: string, number: number): Promise<void> {
    await database.query(
      `insert into revision (item_id, number, content, hash, saved_by, saved_at)
       values ($1, $2, '{}', 'h', $3, now())`,
      [itemId, number, member],
    );
  }

  async function publication(itemId: string, from: string, to: string): Promise<string> {
    const id = newId();
    await database.query(
      `insert into publication (id, item_id, revision, change_type, published_by, live_from, live_to)
       values ($1, $2, 1, 'minor', $3, ${from}, ${to})`,
      [id, itemId, member],
    );
    return id;
  }

  /** Runs the statements in one transaction and gives the name of the constraint that refused them. */
  async function refusal(...statements: [string, unknown[]?][]): Promise<string | null> {
    try {
      await database.query('begin');
      for (const [sql, parameters] of statements) await database.query(sql, parameters);
      await database.query('commit');
      return null;
    } catch (error) {
      await database.query('rollback');
      const constraint: unknown = error instanceof Error ? Reflect.get(error, 'constraint') : null;
      return typeof constraint === 'string' ? constraint : String(error);
    }
  }

  it('more than one live publication of an item', async () => {
    const id = await item({ live: true });
    const second: [string, unknown[]] = [
      `insert into publication (id, item_id, revision, change_type, published_by, live_from)
       values ($1, $2, 1, 'minor', $3, now() + interval '1 day')`,
      [newId(), id, member],
    ];
    expect(await refusal(second)).toMatch(/^publication_(one_live|no_overlap)$/);
    expect(await refusal(['update publication set live_to = now() where item_id = $1', [id]], second)).toBe(
      null,
    );
  });

  it('publications of one item that overlap in time', async () => {
    const id = await item();
    await publication(id, `'2026-01-01'`, `'2026-01-10'`);
    const insert = (from: string, to: string): [string, unknown[]] => [
      `insert into publication (id, item_id, revision, change_type, published_by, live_from, live_to)
       values ($1, $2, 1, 'minor', $3, $4, $5)`,
      [newId(), id, member, from, to],
    ];
    expect(await refusal(insert('2026-01-09', '2026-01-20'))).toBe('publication_no_overlap');
    expect(await refusal(insert('2026-01-10', '2026-01-20'))).toBe(null);
    expect(await refusal(insert('2026-02-10', '2026-02-01'))).toMatch(
      /lower bound|publication_ends_after_start/,
    );
  });

  it.each(['draft_revision', 'last_revision'])(
    'a pointer to another item’s revision: %s',
    async (pointer) => {
      const [one, other] = [await item(), await item()];
      await revision(other, 2);
      const point: [string, unknown[]] = [`update item set ${pointer} = 2 where id = $1`, [one]];
      expect(await refusal(point)).toBe(
        `item_${pointer.replace('_revision', '')}_is_own_revision`.replace(
          'item_last_is',
          'item_last_revision_is',
        ),
      );
      await revision(one, 2);
      expect(await refusal(point)).toBe(null);
    },
  );

  it('a changed or deleted revision, approval, publication or audit entry', async () => {
    const id = await item({ live: true });
    const approval = newId();
    await database.query(
      `insert into approval (id, item_id, revision, approved_by, approved_at) values ($1, $2, 1, $3, now())`,
      [approval, id, member],
    );
    await database.query(`insert into audit_entry (action, item_id) values ('save', $1)`, [id]);
    for (const [table, key] of [
      ['revision', 'item_id'],
      ['publication', 'item_id'],
      ['approval', 'item_id'],
      ['audit_entry', 'item_id'],
    ]) {
      expect(await refusal([`delete from ${table} where ${key} = $1`, [id]])).toBe(`${table}_append_only`);
      expect(await refusal([`truncate ${table} cascade`])).toMatch(/_append_only$/);
    }
    expect(await refusal([`update revision set content = '{"a":1}' where item_id = $1`, [id]])).toBe(
      'revision_append_only',
    );
    expect(await refusal([`update audit_entry set action = 'kill' where item_id = $1`, [id]])).toBe(
      'audit_entry_append_only',
    );
    expect(await refusal([`update publication set public_note = 'x' where item_id = $1`, [id]])).toBe(
      'publication_append_only',
    );
    expect(await refusal([`update approval set revision = 2 where id = $1`, [approval]])).toBe(
      'approval_append_only',
    );
    // The open end is set once, and then stands.
    const withdraw: [string, unknown[]] = [
      'update approval set withdrawn_by = $2, withdrawn_at = now() where id = $1',
      [approval, member],
    ];
    expect(await refusal(withdraw)).toBe(null);
    expect(
      await refusal([
        `update approval set withdrawn_at = now() + interval '1 day' where id = $1`,
        [approval],
      ]),
    ).toBe('approval_append_only');
    expect(
      await refusal([
        'update approval set withdrawn_by = null, withdrawn_at = null where id = $1',
        [approval],
      ]),
    ).toBe('approval_append_only');
  });

  it('two standing approvals of one revision', async () => {
    const id = await item();
    const approve = (): [string, unknown[]] => [
      `insert into approval (id, item_id, revision, approved_by, approved_at) values ($1, $2, 1, $3, now())`,
      [newId(), id, member],
    ];
    expect(await refusal(approve())).toBe(null);
    expect(await refusal(approve())).toBe('approval_one_standing');
  });

  it('two items with one address, and two current addresses of one item', async () => {
    const [one, other] = [await item(), await item()];
    const address = (slug: string, of: string): [string, unknown[]] => [
      `insert into address (kind, slug, item_id, current) values ('article', $1, $2, true)`,
      [slug, of],
    ];
    expect(await refusal(address('flood', one))).toBe(null);
    expect(await refusal(address('flood', other))).toBe('address_pkey');
    expect(await refusal(address('flood-2', one))).toBe('address_one_current');
    expect(await refusal(address('flood-2', other))).toBe(null);
  });

  it('a visibility that its pointers contradict', async () => {
    const [draft, live] = [await item(), await item({ live: true })];
    const set = (columns: string, id: string): [string, unknown[]] => [
      `update item set ${columns} where id = $1`,
      [id],
    ];
    expect(await refusal(set(`visibility = 'live'`, draft))).toBe('item_visibility_fits_pointers');
    expect(await refusal(set(`visibility = 'withdrawn'`, live))).toBe('item_visibility_fits_pointers');
    expect(await refusal(set(`visibility = 'killed', draft_revision = 1, stage = 'draft'`, live))).toBe(
      'item_visibility_fits_pointers',
    );
    expect(await refusal(set(`visibility = 'trash'`, draft))).toBe('item_visibility');
    expect(await refusal(set('stage = null', draft))).toBe('item_stage_with_draft');
    expect(await refusal(set(`stage = 'printed'`, draft))).toBe('item_stage');
    expect(await refusal(set('first_published_at = null', live))).toBe('item_first_published');
    expect(await refusal(set(`updated_at = '1999-01-01'`, live))).toBe('item_updated_after_published');
    // Live without an open publication, and an open publication that is not what is live.
    expect(await refusal(['update publication set live_to = now() where item_id = $1', [live]])).toBe(
      'item_live_has_publication',
    );
    expect(
      await refusal(
        ['update publication set live_to = now() where item_id = $1', [live]],
        set(`visibility = 'withdrawn', live_revision = null`, live),
      ),
    ).toBe(null);
    expect(
      await refusal([
        `insert into publication (id, item_id, revision, change_type, published_by, live_from)
         values ($1, $2, 1, 'minor', $3, now())`,
        [newId(), draft, member],
      ]),
    ).toBe('item_live_has_publication');
  });

  it('a correction without a public note', async () => {
    const id = await item();
    const correct = (note: string | null): [string, unknown[]] => [
      `insert into publication (id, item_id, revision, change_type, public_note, published_by, live_from, live_to)
       values ($1, $2, 1, 'correction', $3, $4, now(), now())`,
      [newId(), id, note, member],
    ];
    expect(await refusal(correct(null))).toBe('publication_note_for_correction');
    expect(await refusal(correct('The date was wrong.'))).toBe(null);
  });

  it('a section whose path is not its own, or is too deep', async () => {
    const insert = (slug: string, path: string): [string, unknown[]] => [
      'insert into section (id, name, slug, path) values ($1, $2, $2, $3)',
      [newId(), slug, path],
    ];
    expect(await refusal(insert('news', 'sport'))).toBe('section_path_ends_with_slug');
    expect(await refusal(insert('b', 'a/b'))).toBe('section_root_has_no_parent');
    expect(await refusal(insert('news', 'news'))).toBe(null);
    expect(await refusal(insert('news', 'news'))).toBe('section_path_key');
  });

  it('removing an author or a section that something rests on', async () => {
    const id = await item();
    const [author, section] = [newId(), newId()];
    await database.query(`insert into author (id, name, slug) values ($1, 'A B', 'a-b')`, [author]);
    await database.query(`insert into section (id, name, slug, path) values ($1, 'City', 'city', 'city')`, [
      section,
    ]);
    await database.query(
      `insert into reference (item_id, state, role, author_id) values ($1, 'draft', 'byline', $2)`,
      [id, author],
    );
    await database.query('update item set section_id = $2 where id = $1', [id, section]);
    expect(await refusal(['delete from author where id = $1', [author]])).toBe('reference_author_id_fkey');
    expect(await refusal(['delete from section where id = $1', [section]])).toBe('item_section_id_fkey');
  });

  it('a reference to nothing or to two things, and a second publication clock', async () => {
    const id = await item();
    expect(
      await refusal([`insert into reference (item_id, state, role) values ($1, 'draft', 'related')`, [id]]),
    ).toBe('reference_one_target');
    expect(await refusal(['insert into publication_clock (n) values (7)'])).toBe('publication_clock_pkey');
    expect(await refusal(['insert into publication_clock (single, n) values (false, 7)'])).toBe(
      'publication_clock_one_row',
    );
  });

  it('a published document that is neither live nor a tombstone', async () => {
    const id = await item();
    const insert = (state: string, document: string | null): [string, unknown[]] => [
      `insert into published_item (item_id, kind, state, document, card, etag, last_modified, renderer,
         first_published_at, changed_at) values ($1, 'article', $2, $3, $3, '"x"', now(), 'r', now(), now())`,
      [id, state, document],
    ];
    expect(await refusal(insert('live', null))).toBe('published_item_state_fits_document');
    expect(await refusal(insert('killed', '{}'))).toBe('published_item_state_fits_document');
    expect(await refusal(insert('live', '{}'))).toBe(null);
  });
});

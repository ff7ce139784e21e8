import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { claimOf, headOf, SEGMENT_COLUMNS, type SegmentRow } from '../src/audit/chain/chain-text.js';
import { AuditSealer } from '../src/audit/chain/audit-sealer.js';
import { type Verdict, verifyChain } from '../src/audit/chain/verify-chain.js';
import { withTrail } from '../src/audit/chain/open-trail.js';
import { readConfig } from '../src/config.js';
import { Transactions } from '../src/database/transactions.js';
import { signedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { cloneDatabase, type TestDatabase } from './harness/database.js';
import { ensureBuilt, killAll, run, startServer } from './harness/server.js';

const SECRET = 'a secret that signs the cursors of tests';

afterAll(killAll);

/** Seals all that is committed, whether it is this or the loop of one of the processes that comes first. */
async function seal({ app }: TestApp): Promise<void> {
  const sealer = app.get(AuditSealer, { strict: false });
  while ((await sealer.sealOne()) !== null);
}

async function verify({ app }: TestApp, anchor: string | null = null): Promise<Verdict> {
  return app.get(DataSource).transaction('REPEATABLE READ', async (tx) => verifyChain(tx, anchor));
}

async function write(database: TestDatabase, action: string, count = 1): Promise<void> {
  await database.query(`insert into audit_entry (action) select $1 from generate_series(1, $2)`, [
    action,
    count,
  ]);
}

async function connect(database: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return client;
}

describe('sealing', () => {
  let app: TestApp;
  let other: TestApp;
  beforeAll(async () => {
    app = await startApp();
    other = await startApp({}, app.database);
  });
  afterAll(async () => {
    await other.close();
    await app.close();
  });

  it('waits for no transaction, loses none, and takes each once', async () => {
    const { database } = app;
    const slow = await connect(database);
    await slow.query(`begin`);
    await slow.query(`insert into audit_entry (action) values ('slow')`);
    await write(database, 'quick', 3);
    await seal(app);
    await slow.query(`insert into audit_entry (action) values ('slow')`);
    await write(database, 'quick');
    await seal(other);
    expect(await verify(app)).toMatchObject({ faults: [], entries: 4, pending: 0 });
    await slow.query('commit');
    await slow.end();
    const { faults, entries, pending } = await verify(app);
    expect([faults, entries + pending]).toEqual([[], 6]);
    await seal(app);
    await seal(other);
    expect(await verify(app)).toMatchObject({ faults: [], entries: 6, pending: 0 });
  });

  it('holds up nobody who writes', async () => {
    const { database } = app;
    const sealing = await connect(database);
    await sealing.query('begin');
    await sealing.query(`select pg_advisory_xact_lock(hashtextextended('audit sealer', 0))`);
    await sealing.query('lock table audit_segment in exclusive mode');
    await database.query(`set lock_timeout = '1s'`);
    await write(database, 'meanwhile');
    expect(await app.app.get(AuditSealer, { strict: false }).sealOne()).toBe('busy');
    await sealing.query('rollback');
    await sealing.end();
    await seal(app);
    expect(await verify(app)).toMatchObject({ faults: [], entries: 7, pending: 0 });
  });

  it('seals in two processes at once what many write, of whom some roll back', async () => {
    const { database } = app;
    let writing = true;
    const before = (await verify(app)).entries;
    const writers = Array.from({ length: 6 }, async (_, index) => {
      const client = await connect(database);
      let written = 0;
      for (let turn = 0; turn < 25; turn += 1) {
        const commits = (turn + index) % 3 > 0;
        const count = 1 + (turn % 3);
        await client.query('begin');
        await client.query(`insert into audit_entry (action) select 'many' from generate_series(1, $1)`, [
          count,
        ]);
        if (turn % 5 === index % 5) await client.query('select pg_sleep(0.01)');
        await client.query(`insert into audit_entry (action) values ('many')`);
        await client.query(commits ? 'commit' : 'rollback');
        if (commits) written += count + 1;
      }
      await client.end();
      return written;
    });
    const sealers = [app, other, app].map(async (one) => {
      while (writing) await seal(one);
    });
    const written = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0);
    writing = false;
    await Promise.all(sealers);
    await seal(app);
    expect(await verify(app)).toMatchObject({ faults: [], entries: before + written, pending: 0 });
    expect(await database.query(`select 1 from audit_entry where action = 'many'`)).toHaveLength(written);
    expect((await verify(app)).segments).toBeGreaterThan(5);
  });

  it('takes a trail of any length, a segment at a time', async () => {
    await write(app.database, 'old', 10_001);
    await seal(app);
    const segments = await app.database.query<{ count: number }>(
      `select count from audit_segment order by number desc limit 3`,
    );
    expect(segments.map(({ count }) => count)).toEqual([1, 5_000, 5_000]);
    expect(await verify(app)).toMatchObject({ faults: [], pending: 0 });
  });

  it('refuses to change or remove a segment', async () => {
    for (const sql of [
      'update audit_segment set count = count',
      'delete from audit_segment',
      'truncate audit_segment',
    ]) {
      await expect(app.database.query(sql)).rejects.toMatchObject({
        constraint: 'audit_segment_append_only',
      });
    }
  });

  it('goes on after a dump was restored to another server, whose transactions count from the start', async () => {
    const restored = await startApp();
    const { database } = restored;
    await write(database, 'there', 2);
    await seal(restored);
    // As if the former server had sealed these, in transactions far above the ones of this server.
    const [row] = await database.query<SegmentRow>(`select ${SEGMENT_COLUMNS} from audit_segment`);
    if (!row) throw new Error('Nothing was sealed');
    const there = { ...row, transaction_id: '9000000000', snapshot: '9000000000:9000000000:' };
    await database.query(`set session_replication_role = replica`);
    await database.query(`update audit_segment set transaction_id = $1, snapshot = $2, head = $3`, [
      there.transaction_id,
      there.snapshot,
      headOf(claimOf(there)),
    ]);
    await database.query(`set session_replication_role = origin`);
    // The first was not sealed before the dump.
    await database.query(
      `insert into audit_entry (action, transaction_id) values ('there', '9000000001'), ('here', default), ('here', default)`,
    );
    await seal(restored);
    await write(database, 'here', 2);
    await seal(restored);
    expect(await verify(restored)).toMatchObject({ faults: [], entries: 7, pending: 0 });
    expect(await database.query(`select era from audit_segment order by number`)).toEqual([
      { era: 1 },
      { era: 2 },
      { era: 2 },
    ]);
    await restored.close();
  });
});

/** PostgreSQL's text of a JSON value: members by the length of their names in UTF-8, then by its bytes. */
function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => ({
    name: Buffer.from(name),
    member: member as unknown,
  }));
  members.sort((a, b) => a.name.length - b.name.length || Buffer.compare(a.name, b.name));
  return `{${members.map(({ name, member }) => `${JSON.stringify(String(name))}: ${jsonbText(member)}`).join(', ')}}`;
}

function sha256(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest();
}

interface Line {
  id: string;
  at: string;
  transactionId: string;
  actor: { id: string } | null;
  tokenId: string | null;
  requestId: string | null;
  action: string;
  itemId?: string;
  revision?: number;
  subject?: { kind: string; id: string };
  details: unknown;
  segment: string | null;
}

describe('an export', () => {
  it('can be verified by whoever has it, without the database and without this program', async () => {
    const app = await startApp();
    const auditor = await signedIn(app, { roles: [{ role: 'legal' }] });
    const { token } = auditor;
    await app.database.query(
      `insert into audit_entry (actor_id, request_id, action, subject_kind, subject_id, revision, details) values
         ($1, 'request-1', 'odd', 'section', 'x', 3, $2), (null, null, 'plain', null, null, null, '{}')`,
      [
        auditor.id,
        { é: 'ü\u2028"\\ \u0007', zz: [1, -0.5, null, true, {}], b: { bb: '', a: 'x' }, aaa: '😀', z: [] },
      ],
    );
    await seal(app);
    await app.request('POST', '/api/v1/sections', { token, body: { name: 'Refused' } });
    await write(app.database, 'later', 3);
    await seal(app);
    await write(app.database, 'not sealed yet');

    const accept = { accept: 'application/x-ndjson' };
    const exported = await app.request('GET', '/api/v1/audit', { token, headers: accept });
    const lines = exported.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const digests = lines.reverse().map((line) => ({
      segment: line.segment,
      digest: sha256(
        jsonbText([
          Number(line.id),
          line.at,
          line.transactionId,
          line.actor?.id ?? null,
          line.tokenId,
          line.requestId,
          line.action,
          line.itemId ?? null,
          line.revision ?? null,
          line.subject?.kind ?? null,
          line.subject?.id ?? null,
          line.details,
        ]),
      ),
    }));
    const { body } = await app.request<{ items: Record<string, string>[] }>('GET', '/api/v1/audit/segments', {
      token,
    });
    let head = '0'.repeat(64);
    for (const segment of body.items.toReversed()) {
      const own = digests.filter((entry) => entry.segment === segment['number']);
      const digest = sha256(Buffer.concat(own.map((entry) => entry.digest))).toString('hex');
      expect(digest).toBe(segment['digest']);
      head = sha256(
        JSON.stringify([
          head,
          ...['number', 'era', 'ids', 'drawnThrough', 'transactionId', 'snapshot', 'closedThrough'].map(
            (name) => segment[name],
          ),
          ...['complete', 'count', 'digest', 'sealedAt'].map((name) => segment[name]),
        ]),
      ).toString('hex');
      expect(head).toBe(segment['head']);
    }
    expect(body.items.length).toBeGreaterThanOrEqual(2);
    expect(lines.at(-1)?.action).toBe('not sealed yet');
    await app.close();
  });
});

describe('what was tampered with', () => {
  let app: TestApp;
  let heads: string[];

  beforeAll(async () => {
    app = await startApp();
    await write(app.database, 'kept', 3);
    await seal(app);
    await write(app.database, 'kept', 2);
    await seal(app);
    await app.database.query(
      `insert into audit_entry (action, details) select 'kept', jsonb_build_object('n', 9007199254740988 + n) from generate_series(1, 4) n`,
    );
    await seal(app);
    heads = (
      await app.database.query<{ head: string }>(
        `select encode(head, 'hex') as head from audit_segment order by number`,
      )
    ).map(({ head }) => head);
  });
  afterAll(async () => await app.close());

  /** What is found after these statements of somebody whom no trigger stops; nothing of it stays. */
  async function found(statements: string[], anchor: string | null = null): Promise<string> {
    const taken = new Error('taken back');
    let faults: string[] = [];
    const work = async (tx: EntityManager): Promise<void> => {
      await tx.query('set local session_replication_role = replica');
      for (const sql of statements) await tx.query(sql);
      ({ faults } = await verifyChain(tx, anchor));
      throw taken;
    };
    await expect(app.app.get(DataSource).transaction(work)).rejects.toBe(taken);
    return faults.join('\n');
  }

  it('is nothing while nobody did', async () => {
    expect(await found([])).toBe('');
    expect(heads).toHaveLength(3);
    for (const head of heads) expect(await found([], head)).toBe('');
    expect(await verify(app, heads[1])).toMatchObject({ head: heads[2], anchoredAt: expect.any(Date) });
  });

  it.each([
    `action = 'other'`,
    `at = at + interval '1 millisecond'`,
    `details = '{"n": 1.0}'`,
    `item_id = '01990000-0000-7000-8000-000000000001'`,
    `actor_id = '01990000-0000-7000-8000-000000000001'`,
    `token_id = '01990000-0000-7000-8000-000000000001'`,
    `request_id = ''`,
    `revision = 0`,
    `subject_kind = 'item'`,
    `subject_id = 'x'`,
    `transaction_id = '3'`,
  ])('an entry in which %s', async (change) => {
    expect(await found([`update audit_entry set ${change} where id = 4`])).toMatch(
      /^Entry 4 \(\w+, 20.*Z, by [\w -]+\) was changed: it is not what segment 2 sealed\.$/,
    );
  });

  it('a number that differs beyond what floating point tells apart', async () => {
    const set = (n: string): string => `update audit_entry set details = '{"n": ${n}}' where id = 9`;
    expect(await found([set('9007199254740992')])).toBe('');
    expect(await found([set('9007199254740993')])).toMatch(/^Entry 9 .* was changed/);
  });

  it.each([1, 5, 9])('a missing entry: %d', async (id) => {
    const segment = id <= 3 ? 1 : id <= 5 ? 2 : 3;
    expect(await found([`delete from audit_entry where id = ${id}`])).toBe(
      `Entry ${id} is missing: segment ${segment} sealed it.`,
    );
  });

  it('an entry under another id', async () => {
    const faults = await found([
      `alter table audit_entry alter column id set generated by default`,
      `update audit_entry set id = -4 where id = 4`,
    ]);
    expect(faults).toContain('Entry 4 is missing: segment 2 sealed it.');
    expect(faults).toMatch(/Entry -4 \(kept, .*\) was added/);
  });

  it('an entry put in where all was sealed', async () => {
    const insert = (id: number): string =>
      `insert into audit_entry (id, action) overriding system value values (${id}, 'forged')`;
    expect(await found([insert(0)])).toMatch(/^Entry 0 \(forged, .*\) was added/);
    expect(await found([`delete from audit_entry where id = 2`, insert(2)])).toMatch(
      /^Entry 2 \(forged, .*\) was changed/,
    );
  });

  it('two entries that changed places', async () => {
    const swap = `update audit_entry set at = (select at from audit_entry o where o.id = 5 - audit_entry.id), details = '{"swapped": true}'
                   where id in (2, 3)`;
    expect(await found([swap])).toMatch(/^Entry 2 .* was changed.*\nEntry 3 .* was changed/);
  });

  it.each([
    [
      `update audit_segment set sealed_at = sealed_at + interval '1 second' where number = 2`,
      /^Segment 2 .* was changed/,
    ],
    [`update audit_segment set ids = '{[1,5)}' where number = 2`, /^Segment 2 .* was changed/],
    [`update audit_segment set digest = sha256('x') where number = 2`, /^Segment 2 .* was changed/],
    [
      `update audit_segment set entry_digests = set_byte(entry_digests, 3, 7) where number = 2`,
      /^Segment 2 .* was changed/,
    ],
    [
      `update audit_segment set head = sha256('x') where number = 2`,
      /^Segment 2 .* was changed.*\nSegment 3 .* does not follow/,
    ],
    [`delete from audit_segment where number = 2`, /^Segment 2 is missing\.\nEntry 4 .*\nEntry 5 /],
    [`delete from audit_segment where number <= 2`, /^Segments 1 to 2 are missing\./],
    [
      `update audit_segment set number = case number when 1 then 12 when 2 then 1 end where number < 3`,
      /^Segment 1 .* was changed/,
    ],
  ])('a segment: %s', async (sql, expected) => {
    expect(await found([sql])).toMatch(expected);
  });

  it('a chain that was cut short or written anew, by a head that was kept', async () => {
    const cut = ['delete from audit_segment where number = 3', 'delete from audit_entry where id > 5'];
    expect(await found(cut)).toBe('');
    expect(await found(cut, heads[2])).toMatch(/^The head [0-9a-f]{64} is not in the chain/);
    expect(await found(cut, heads[1])).toBe('');
  });
});

describe('an entry that was sealed although somebody put it in', () => {
  /** Sealed entries, one hole in their ids, then one forged entry, sealed as well. */
  async function foundAfter(forge: string): Promise<string> {
    const database = await cloneDatabase();
    const faults = await withTrail(readConfig({ DATABASE_URL: database.url, SECRET }), async (dataSource) => {
      const sealer = new AuditSealer(new Transactions(dataSource));
      await write(database, 'kept', 3);
      await database.query(`begin; insert into audit_entry (action) values ('hole'); rollback`);
      const running = await connect(database);
      // Keeps the hole open: while this runs, its entry might have been the one.
      await running.query('begin; select pg_current_xact_id()');
      await write(database, 'kept', 2);
      await sealer.sealOne();
      await database.query(forge);
      await running.query('rollback');
      await running.end();
      await sealer.sealOne();
      const verdict = await dataSource.transaction('REPEATABLE READ', async (tx) => verifyChain(tx, null));
      return verdict.faults;
    });
    await database.close();
    return faults.join('\n');
  }

  it.each([
    [`insert into audit_entry (action) values ('honest')`, /^$/],
    [
      `insert into audit_entry (id, action) overriding system value values (4, 'forged')`,
      /^Entry 4 \(forged, .*\) was added: its number had been given out before segment \d/,
    ],
    [
      `insert into audit_entry (action, transaction_id) values ('forged', '5')`,
      /^Entry 7 .* was added: its transaction had ended before segment \d/,
    ],
    [
      `insert into audit_entry (action, at) values ('forged', now() - interval '1 hour')`,
      /^Entry 7 .* was added: it was written after segment \d was sealed, and its time is before/,
    ],
    [
      `insert into audit_entry (id, action) overriding system value values (999, 'forged')`,
      /^Entry 999 .* was added: its number had not been given out/,
    ],
  ])('%s', async (forge, expected) => {
    expect(await foundAfter(forge)).toMatch(expected);
  });
});

describe('npm run audit:verify', () => {
  beforeAll(() => ensureBuilt());

  async function audit(
    env: Record<string, string>,
    ...args: string[]
  ): Promise<{ code: unknown; output: string }> {
    const program = run({ SECRET, ...env }, 'dist/src/audit/chain/verify.js', args);
    return { code: await program.ended, output: program.output() };
  }

  it('seals first, tells the head, and exits by what it found', async () => {
    const database = await cloneDatabase();
    const env = { DATABASE_URL: database.url };
    expect(await audit(env)).toEqual({
      code: 0,
      output: 'The audit trail is whole: 0 entries in 0 segments.\nHead: none yet\n',
    });
    await write(database, 'kept', 3);
    const whole = await audit(env);
    expect(whole).toMatchObject({
      code: 0,
      output: expect.stringContaining('Sealed 3 pending entries first.'),
    });
    const head = /Head: ([0-9a-f]{64})/.exec(whole.output)?.[1] ?? '';
    expect(
      await audit(
        env,
        '--head',
        head.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ),
    ).toMatchObject({
      code: 1,
    });

    await database.query(`alter table audit_entry disable trigger all`);
    await database.query(`update audit_entry set action = 'other' where id = 2`);
    await database.query(`alter table audit_entry enable trigger all`);
    const found = await audit(env);
    expect(found.code).toBe(1);
    expect(found.output).toMatch(
      /NOT whole.*:\n- Entry 2 \(other, .*\) was changed: it is not what segment 1 sealed\.\n/,
    );
    await database.close();
  });

  it('exits with 2 where it cannot look', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-audit-'));
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const [nothing, unreachable, wrong, unknown] = await Promise.all([
      audit({ DATA_DIR: join(folder, 'none') }),
      audit(env),
      audit(env, '--head', 'abc'),
      audit(env, '--what'),
    ]);
    expect(nothing).toMatchObject({ code: 2, output: expect.stringContaining('There is no database in') });
    expect(unreachable).toMatchObject({ code: 2, output: expect.stringContaining('cannot be reached') });
    expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('64 hex digits') });
    expect(unknown).toMatchObject({ code: 2, output: expect.stringContaining('--what') });
    const old = await cloneDatabase();
    await old.query('drop table audit_segment');
    expect(await audit({ DATABASE_URL: old.url })).toMatchObject({
      code: 2,
      output: expect.stringContaining('older Copydesk'),
    });
    await old.close();
    rmSync(folder, { recursive: true });
  });

  it('looks into an embedded database beside the running server, and without one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-audit-'));
    const server = await startServer({
      DATA_DIR: folder,
      DEMO: 'false',
      LOG_LEVEL: 'info',
      ADMIN_EMAIL: 'a@a.example',
      ADMIN_PASSWORD: 'correct horse battery',
    });
    // The server seals by itself, and its log has the heads.
    const told = /"segment":"1".*"head":"([0-9a-f]{64})"/;
    while (!told.test(server.output())) await new Promise((resolve) => setTimeout(resolve, 50));
    const head = told.exec(server.output())?.[1] ?? '';
    const beside = await audit({ DATA_DIR: folder }, '--head', head);
    expect(beside).toMatchObject({ code: 0, output: expect.stringContaining('is whole') });
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    server.kill('SIGTERM');
    await server.ended;
    const without = await audit({ DATA_DIR: folder }, '--head', head);
    expect(without).toMatchObject({
      code: 0,
      output: expect.stringContaining('The head that was kept was sealed'),
    });
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });
});

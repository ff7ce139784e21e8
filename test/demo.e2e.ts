import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConfigValues } from '../src/config.js';
import { DemoCalendar } from '../src/demo/demo-calendar.js';
import { LAST_PUBLICATION } from '../src/demo/demo-newsroom.js';
import { DEMO_ROLES, demoAddress } from '../src/demo/demo-staff.js';
import { demoPassword } from '../src/demo/demo-password.js';
import { FirstStart, type StartOutcome } from '../src/demo/first-start.js';
import { dateLabel } from '../src/text/date-label.js';
import { signedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { cloneDatabase, type TestDatabase } from './harness/database.js';
import { ensureBuilt, killAll, type Server, startServer } from './harness/server.js';

interface Card {
  slug: string;
  headline: string;
  teaser: string;
  publishedAt: string;
  updatedAt: string | null;
  dateLabel: string;
  editionDate: string;
  editionRank: number;
}

interface Story extends Card {
  bodyHtml: string;
  byline: { text: string; authors: { slug: string }[] } | null;
  dateline: { text: string } | null;
  source: string | null;
  leadPhoto: { caption: string; credit: string } | null;
  corrections: { type: string; text: string }[];
  related: { headline: string }[];
}

interface BoardItem {
  id: string;
  kind: string;
  visibility: string;
  draft: { stage: string } | null;
  content: Record<string, unknown>;
}

interface DemoPhoto {
  id: string;
  mediaType: string;
  width: number;
  metadata: { creator: string[]; creditLine: string; jobId: string };
  conflicts: { field: string }[];
}

type List<T> = { items: T[]; nextCursor: string | null };

/** The stories are moved into the past where the clock of this machine is behind them. */
const calendar = new DemoCalendar(LAST_PUBLICATION, new Date());

const labelOf = (published: string): string => dateLabel(calendar.instant(published), null, 'UTC');

const folder = (): string => mkdtempSync(join(tmpdir(), 'copydesk-demo-'));

/** A start as main.ts makes it: what it finds or fills in, and the app. */
async function firstStart(
  settings: Partial<ConfigValues>,
  database?: TestDatabase,
): Promise<{ desk: TestApp; outcome: StartOutcome }> {
  const desk = await startApp({ dataDir: folder(), ...settings }, database);
  return { desk, outcome: await desk.app.get(FirstStart, { strict: false }).run() };
}

async function all<T>(desk: TestApp, path: string, token?: string): Promise<T[]> {
  const { status, body } = await desk.request<List<T>>('GET', path, { token });
  expect([path, status]).toEqual([path, 200]);
  if (body.nextCursor === null) return body.items;
  const cursor = `${path.includes('?') ? '&' : '?'}cursor=${body.nextCursor}`;
  return [...body.items, ...(await all<T>(desk, `${path.replace(/[?&]cursor=.*/, '')}${cursor}`, token))];
}

async function count(database: TestDatabase, table: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(`select count(*)::integer as n from ${table}`);
  return row?.n ?? -1;
}

/** Whether the programs that the tour is written for are on this machine. */
function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** The shell blocks of the README's tour, in order. */
function tour(): string[] {
  const readme = readFileSync('README.md', 'utf8');
  const [, chapter = ''] = /## A tour of five minutes\n([\s\S]*?)\n## /.exec(readme) ?? [];
  return [...chapter.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

describe('an empty database with DEMO', () => {
  let desk: TestApp;
  let outcome: StartOutcome;
  let password: string;
  let managingEditor: string;

  async function signIn(email: string): Promise<string> {
    const { body } = await desk.request<{ accessToken: string }>('POST', '/api/v1/auth/login', {
      body: { email, password },
    });
    return body.accessToken;
  }

  beforeAll(async () => {
    ({ desk, outcome } = await firstStart({ demo: true }));
    password = demoPassword(desk.config);
    managingEditor = await signIn('managing_editor@newsroom.example');
  });
  afterAll(async () => await desk.close());

  it('gets the demo newsroom, with every stage and visibility', async () => {
    expect(outcome).toEqual({ administratorMade: false, hasStaff: true, demo: 'made', demoRefusal: null });
    expect(await count(desk.database, 'section')).toBe(8);
    expect(await count(desk.database, 'author')).toBe(6);

    const items = await all<BoardItem>(desk, '/api/v1/items?limit=100', managingEditor);
    const ofKind = (kind: string): number => items.filter((item) => item.kind === kind).length;
    expect([ofKind('article'), ofKind('editorial'), ofKind('photo_caption')]).toEqual([24, 10, 16]);
    expect(new Set(items.map(({ visibility }) => visibility))).toEqual(
      new Set(['unpublished', 'live', 'withdrawn', 'killed', 'spiked']),
    );
    expect(new Set(items.map(({ draft }) => draft?.stage ?? null))).toEqual(
      new Set([null, 'draft', 'submitted', 'in_edit', 'approved', 'changes_requested']),
    );
    expect(await count(desk.database, 'stale_document')).toBe(0);
  });

  it('has photos with the metadata of a wire, of which its captions are made', async () => {
    const photos = await all<DemoPhoto>(desk, '/api/v1/photos?limit=100', managingEditor);
    expect(photos.map(({ mediaType, width }) => [mediaType, width])).toEqual(
      Array(16).fill(['image/jpeg', 960]),
    );
    const [cranes, ...others] = photos.filter(({ metadata }) => metadata.jobId === 'MOMBASA-CRANES');
    expect(others).toEqual([]);
    expect(cranes?.metadata).toMatchObject({ creator: ['Grace Wanjala'], creditLine: 'AP' });
    const captions = await all<BoardItem>(desk, '/api/v1/photo-captions?limit=100', managingEditor);
    expect(captions.find(({ content }) => content.photoId === cranes?.id)?.content).toMatchObject({
      creator: ['Grace Wanjala'],
      place: { city: 'Mombasa', countryName: 'Kenya', countryCode: 'KE' },
      source: 'AP',
      dateTaken: calendar.instant('2026-09-24T04:15:00Z').toISOString(),
    });
    // The camera of the photo that was withdrawn for its date tells another one.
    expect(
      photos.flatMap(({ conflicts, metadata }) => conflicts.map(({ field }) => [metadata.jobId, field])),
    ).toEqual([['ALMOND-HILL-WORKS', 'dateTaken']]);
  });

  it('keeps the generated password for its owner alone', () => {
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(statSync(join(desk.config.dataDir, 'demo-password')).mode & 0o777).toBe(0o600);
  });

  it('lets every demo member sign in, with the rights of the role', async () => {
    for (const role of DEMO_ROLES) {
      const token = await signIn(demoAddress(role));
      const me = await desk.request<{ roles: { role: string }[] }>('GET', '/api/v1/me', { token });
      expect([role, me.status]).toEqual([role, 200]);
      expect(new Set(me.body.roles.map((grant) => grant.role))).toEqual(new Set([role]));
    }
    const reporter = await signIn('reporter@newsroom.example');
    const seen = await all<BoardItem>(desk, '/api/v1/items?limit=100', reporter);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(50);
  });

  it('went through the workflow: history, revisions and approvals tell of it', async () => {
    const items = await all<BoardItem>(desk, '/api/v1/items?limit=100', managingEditor);
    const strike = items.find(({ content }) => content.slugline === 'KENYA-PORT/STRIKE');
    const history = await all<{ action: string; actor: { name: string } | null }>(
      desk,
      `/api/v1/items/${strike?.id}/history?limit=100`,
      managingEditor,
    );
    expect(history.map(({ action }) => action).toReversed()).toEqual(
      'create submit claim save approve publish save submit approve publish comment comment'.split(' '),
    );
    expect(new Set(history.map(({ actor }) => actor?.name)).size).toBe(4);
    const publications = await all<{ changeType: string }>(
      desk,
      `/api/v1/items/${strike?.id}/publications`,
      managingEditor,
    );
    expect(publications.map(({ changeType }) => changeType)).toEqual(['correction', 'minor']);
    const [{ unapproved } = { unapproved: -1 }] = await desk.database.query<{ unapproved: number }>(
      'select count(*)::integer as unapproved from publication where approval_id is null',
    );
    expect(unapproved).toBe(0);
  });

  it('shows readers a front with nothing of the drafts in it', async () => {
    const front = await desk.request<{ articles: Card[] }>('GET', '/delivery/v1/sections/news');
    expect(front.status).toBe(200);
    const times = front.body.articles.map(({ publishedAt }) => publishedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(front.body.articles[0]).toMatchObject({
      headline: '‘We heard it sing’: swing bridge turns again after 14 months',
      dateLabel: labelOf('2026-11-19T06:15:00Z'),
    });

    const articles = await all<Card>(desk, '/delivery/v1/articles?limit=100');
    expect(articles).toHaveLength(16);
    const drafts = await desk.database.query<{ headline: string }>(
      `select r.content ->> 'headline' as headline from item i
         join revision r on r.item_id = i.id and r.number = i.draft_revision
        where i.kind <> 'photo_caption' and r.content ->> 'headline' is distinct from i.live_headline`,
    );
    expect(drafts.length).toBeGreaterThanOrEqual(8);
    const stories = await Promise.all(
      articles.map(async ({ slug }) => (await desk.request('GET', `/delivery/v1/articles/${slug}`)).text),
    );
    const delivered = [front.text, ...stories].join('\n');
    for (const { headline } of drafts) expect(delivered).not.toContain(headline);
    expect(delivered).not.toMatch(/Bagong Araw|TO COME|slugline/);
  });

  it('prints three leaders a day, in print order, two of them updated', async () => {
    const leaders = await all<Card>(desk, '/delivery/v1/editorials');
    const places = leaders.map(({ editionDate, editionRank }) => `${editionDate} ${editionRank}`);
    expect(places).toEqual(
      ['2026-11-19', '2026-11-18', '2026-11-17'].flatMap((day) =>
        [1, 2, 3].map((rank) => `${calendar.day(day)} ${rank}`),
      ),
    );
    const updated = leaders.filter(({ dateLabel }) => dateLabel.startsWith('Updated '));
    expect(updated.map(({ editionDate, editionRank }) => `${editionDate} ${editionRank}`)).toEqual([
      `${calendar.day('2026-11-19')} 1`,
      `${calendar.day('2026-11-18')} 3`,
    ]);
    for (const leader of leaders) expect(leader.teaser.length).toBeGreaterThan(0);
    expect(leaders.filter(({ teaser }) => teaser.endsWith('…')).length).toBeGreaterThan(0);
    expect(leaders[1]).not.toHaveProperty('byline');
  });

  it('delivers datelines, credits, bylines, corrections and related stories', async () => {
    const articles = await all<Card>(desk, '/delivery/v1/articles?limit=100');
    async function story(words: RegExp): Promise<Story> {
      const slug = articles.find(({ headline }) => words.test(headline))?.slug;
      return (await desk.request<Story>('GET', `/delivery/v1/articles/${slug}`)).body;
    }
    const strike = await story(/Mombasa/);
    expect(strike).toMatchObject({
      dateline: { text: 'MOMBASA:' },
      byline: null,
      source: 'AP',
      leadPhoto: { credit: '— Photo by AP' },
      corrections: [{ type: 'correction', text: expect.stringContaining('The number was 24.') }],
    });
    expect(strike.dateLabel).toMatch(/^Updated /);
    expect(strike.bodyHtml).toContain('24 ships');

    const bridge = await story(/swing bridge/);
    expect(bridge.byline).toMatchObject({ text: 'By Núria Öztürk', authors: [{ slug: 'nuria-ozturk' }] });
    expect(bridge.leadPhoto?.caption).toContain('(above)');
    expect(bridge.related).toHaveLength(2);
    expect(bridge.bodyHtml).toContain('Maud Tregenna and Owen Pascoe');

    expect(await story(/new opera/)).toMatchObject({
      updatedAt: null,
      dateLabel: labelOf('2026-10-18T09:00:00Z'),
    });
    expect((await story(/^One small step/)).slug).toBe('one-small-step');
  });

  it('answers 410 for what was withdrawn and killed', async () => {
    const gone = await desk.database.query<{ slug: string }>(
      `select slug from published_item where kind = 'article' and state <> 'live' order by state`,
    );
    const answers = await Promise.all(
      gone.map(async ({ slug }) => await desk.request('GET', `/delivery/v1/articles/${slug}`)),
    );
    expect(answers.map(({ status, body }) => [status, body.code, body.notice])).toEqual([
      [410, 'killed', 'This article has been removed for legal reasons.'],
      [410, 'withdrawn', expect.stringContaining('retracted the test results')],
    ]);
  });

  it('is left alone by a second start', async () => {
    const entries = await count(desk.database, 'audit_entry');
    const second = await firstStart({ demo: true, demoPassword: 'another password' }, desk.database);
    expect(second.outcome).toEqual({
      administratorMade: false,
      hasStaff: true,
      demo: 'there',
      demoRefusal: null,
    });
    const asked = await firstStart({ demo: true, demoAsked: true }, desk.database);
    expect(asked.outcome.demoRefusal).toBe('this database has items already');
    expect(await count(desk.database, 'audit_entry')).toBe(entries);
    await second.desk.close();
    await asked.desk.close();
  });
});

describe('other first starts', () => {
  const admin = { email: 'chief@paper.example', password: 'the chief comes first' };

  it('make the administrator alone where DEMO is off', async () => {
    const { desk, outcome } = await firstStart({ admin, demo: false });
    expect(outcome).toMatchObject({ administratorMade: true, hasStaff: true, demo: 'none' });
    expect(await count(desk.database, 'staff_member')).toBe(1);
    expect(await count(desk.database, 'item')).toBe(0);
    expect(await desk.request('POST', '/api/v1/auth/login', { body: admin })).toMatchObject({ status: 200 });

    const again = await firstStart({ admin: { ...admin, email: 'other@paper.example' } }, desk.database);
    expect(again.outcome).toMatchObject({ administratorMade: false, hasStaff: true });
    expect(await count(desk.database, 'staff_member')).toBe(1);
    const byDefault = await firstStart({ demo: true }, desk.database);
    expect(byDefault.outcome).toMatchObject({ demo: 'none', demoRefusal: null });
    expect(await count(desk.database, 'item')).toBe(0);
    await Promise.all([again, byDefault].map(async (start) => await start.desk.close()));
    await desk.close();
  });

  it('make nothing unless they are told to', async () => {
    const { desk, outcome } = await firstStart({});
    expect(outcome).toEqual({ administratorMade: false, hasStaff: false, demo: 'none', demoRefusal: null });
    await desk.close();
  });

  it('do nothing, and say so, with DEMO=true on a database that has items', async () => {
    const { desk } = await firstStart({});
    const editor = await signedIn(desk, { roles: [{ role: 'managing_editor' }] });
    const body = { content: { headline: 'Ours, and not the demo’s' } };
    const made = await desk.request('POST', '/api/v1/articles', { token: editor.token, body });
    expect(made.status).toBe(201);
    const { outcome, desk: second } = await firstStart({ demo: true, demoAsked: true }, desk.database);
    expect(outcome).toMatchObject({ demo: 'none', demoRefusal: 'this database has items already' });
    expect(await count(desk.database, 'item')).toBe(1);
    expect(await count(desk.database, 'staff_member')).toBe(1);
    await second.close();
    await desk.close();
  });

  it('fill in both, under four-eyes, whoever has the address of the demo’s administrator', async () => {
    const { desk, outcome } = await firstStart({
      admin: { ...admin, email: 'Admin@newsroom.example' },
      demo: true,
      demoAsked: true,
      demoPassword: 'a password for the demo',
      fourEyes: true,
    });
    expect(outcome).toMatchObject({ administratorMade: true, demo: 'made' });
    expect(await count(desk.database, 'staff_member')).toBe(7);
    expect(await count(desk.database, 'item')).toBe(50);
    const login = { email: 'admin@newsroom.example', password: admin.password };
    expect(await desk.request('POST', '/api/v1/auth/login', { body: login })).toMatchObject({ status: 200 });
    await desk.close();
  });

  it('leave a database alone in which somebody else has a demo address', async () => {
    const database = await cloneDatabase();
    await signedIn({ database }, { email: 'Legal@newsroom.example' });
    const { outcome, desk } = await firstStart({ demo: true, demoAsked: true }, database);
    expect(outcome.demoRefusal).toBe('the address legal@newsroom.example belongs to a member of staff');
    expect(await count(database, 'section')).toBe(0);
    await desk.close();
    await database.close();
  });

  it('make all or nothing', async () => {
    const database = await cloneDatabase();
    await database.query(`
      create function fail() returns trigger language plpgsql as $$ begin raise 'no leaders today'; end $$;
      create trigger fail before insert on item for each row when (new.kind = 'article') execute function fail()`);
    const failing = await startApp({ admin, demo: true, dataDir: folder() }, database);
    const start = failing.app.get(FirstStart, { strict: false });
    await expect(start.run()).rejects.toThrow('no leaders today');
    for (const table of ['staff_member', 'section', 'item', 'audit_entry']) {
      expect([table, await count(database, table)]).toEqual([table, 0]);
    }
    await failing.close();
    await database.close();
  });
});

describe('the start of the program', () => {
  let database: TestDatabase;
  let dataDir: string;
  /** Not the first one on this database. */
  let later: Server;

  beforeAll(async () => {
    ensureBuilt();
    database = await cloneDatabase();
    dataDir = folder();
  });
  afterAll(async () => {
    await killAll();
    await database.close();
  });

  async function start(settings: Record<string, string> = {}): Promise<Server> {
    const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'info', ...settings };
    return startServer(env);
  }

  it('announces addresses and sign-ins, with commands that work as they are printed', async () => {
    const server = await start({ DEMO: 'true' });
    const said = server.output();
    for (const role of DEMO_ROLES) expect(said).toContain(demoAddress(role));
    const example = /curl (http:\S+)/.exec(said)?.[1] ?? '';
    expect((await fetch(example)).status).toBe(200);

    const [, url = '', body = ''] = /curl (http:\S+) -H .* -d '(.*)'/.exec(said) ?? [];
    const headers = { 'Content-Type': 'application/json' };
    const signIn = await fetch(url, { method: 'POST', headers, body });
    expect(signIn.status).toBe(200);
    const { accessToken } = (await signIn.json()) as { accessToken: string };
    const me = await fetch(`${server.url}/api/v1/me?token=hidden-in-a-query`, {
      headers: { authorization: `Bearer ${accessToken}`, 'X-Request-Id': 'asked-by-the-test' },
    });
    expect(me.status).toBe(200);
    await fetch(`${server.url}/api/v1/nothing`);
    await fetch(`${server.url}/health/live`);
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);

    const logged = server.output().slice(said.length);
    const lines = logged
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ method, url: path, status }) => [method, path, status])).toEqual([
      ['GET', new URL(example).pathname, 200],
      ['POST', '/api/v1/auth/login', 200],
      ['GET', '/api/v1/me?token=[redacted]', 200],
      ['GET', '/api/v1/nothing', 404],
    ]);
    const [{ id } = { id: '' }] = await database.query<{ id: string }>(
      `select id from staff_member where email = 'managing_editor@newsroom.example'`,
    );
    expect(lines[2]).toMatchObject({ level: 'info', requestId: 'asked-by-the-test', staffId: id });
    expect(lines[2]?.durationMs).toEqual(expect.any(Number));
    expect(logged).not.toContain(accessToken);
    expect(logged).not.toContain('hidden-in-a-query');
    expect(logged).not.toContain(JSON.parse(body).password);
  });

  it('says at later ones where the password is kept, and not what it is', async () => {
    later = await start({ DEMO: 'true' });
    expect(later.output()).toContain('DEMO=true did nothing: this database has items already.');
    expect(later.output()).toContain(`is kept in ${join(dataDir, 'demo-password')}`);
    expect(later.output()).not.toContain(readFileSync(join(dataDir, 'demo-password'), 'utf8').trim());
  });

  it('serves the README’s tour as it is written', async () => {
    if (!hasCurl()) {
      console.warn('SKIPPED: the README’s tour needs curl, which is not installed.');
      return;
    }
    const script = tour()
      .join('\necho -----\n')
      .replaceAll('http://127.0.0.1:3000', later.url)
      .replaceAll('.data/demo-password', `${dataDir}/demo-password`);
    const output = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
    const [, caption, filed, refused, approved, read, pictured, corrected, recaptioned] = output
      .split('-----\n')
      .map((part) => part.trim().split('\n'));

    expect(caption).toEqual(['live']);
    expect(filed).toEqual(['submitted']);
    expect(JSON.parse(refused?.[0] ?? '')).toMatchObject({ status: 403, permission: 'item.publish' });
    expect(JSON.parse(refused?.[1] ?? '')).toMatchObject({ items: expect.any(Array) });
    expect(approved).toEqual(['in_edit', 'in_edit', 'approved', 'live']);
    expect(JSON.parse(read?.[0] ?? '')).toMatchObject({
      kicker: 'Harbour',
      dateline: { text: 'PORT ELLERY:' },
      leadPhoto: { credit: '— Photo by Reuters' },
    });
    expect(JSON.parse(read?.[1] ?? '')).toMatchObject({ section: { path: 'news' } });
    expect(pictured?.map((line) => line.trim())).toEqual(
      expect.arrayContaining(['HTTP/1.1 200 OK', 'content-type: image/jpeg']),
    );
    expect(JSON.parse(corrected?.[0] ?? '')).toMatchObject({ code: 'stale_version', current: '"6"' });
    expect(corrected?.slice(1, 4)).toEqual(['draft', 'submitted', 'approved']);
    expect(JSON.parse(corrected?.[4] ?? '')).toMatchObject({ code: 'public_note_required' });
    expect(corrected?.[5]).toBe('live');
    expect(corrected?.[6]).toContain('There was none.');
    expect(recaptioned?.slice(0, 3)).toEqual([
      'draft',
      'live',
      '"caption":"Dockers wait for the night ferry in Port Ellery on Tuesday."',
    ]);
    expect(JSON.parse(recaptioned?.[3] ?? '')).toMatchObject({ items: expect.any(Array) });
    later.kill('SIGTERM');
    expect(await later.ended).toBe(0);
  });
});

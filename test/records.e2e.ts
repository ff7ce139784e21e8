import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SEEDED_ROLES } from '../src/staff/roles/seeded-roles.js';
import { newId } from '../src/database/id.js';
import { Housekeeping } from '../src/jobs/housekeeping.js';
import { publishedRow } from './factories/published.js';
import { author, draftItem, section, type SectionRow, uniqueName } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';

const NOBODY = '01990000-0000-7000-8000-000000000000';
const WRITERS = ['managing_editor', 'admin'];
const ROLES = SEEDED_ROLES.map((role) => role.key);

let app: TestApp;
let editor: SignedIn;
let reporter: SignedIn;
const byRole = new Map<string, SignedIn>();

beforeAll(async () => {
  app = await startApp();
  for (const role of ROLES) byRole.set(role, await signedIn(app, { roles: [{ role }] }));
  editor = memberWith('managing_editor');
  reporter = memberWith('reporter');
});
afterAll(async () => app.close());

function memberWith(role: string): SignedIn {
  const member = byRole.get(role);
  if (!member) throw new Error(`There is no role ${role}`);
  return member;
}

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  by = editor,
): Promise<Answer> {
  return app.request('POST', `/api/v1/${path}`, { token: by.token, body, headers });
}

async function get<Body = Record<string, unknown>>(path: string, by = editor): Promise<Answer<Body>> {
  return app.request<Body>('GET', `/api/v1/${path}`, { token: by.token });
}

async function patch(path: string, body: unknown, ifMatch?: string, by = editor): Promise<Answer> {
  return app.request('PATCH', `/api/v1/${path}`, {
    token: by.token,
    body,
    ...(ifMatch !== undefined && { ifMatch }),
  });
}

async function remove(path: string, ifMatch?: string, by = editor): Promise<Answer> {
  return app.request('DELETE', `/api/v1/${path}`, {
    token: by.token,
    ...(ifMatch !== undefined && { ifMatch }),
  });
}

function idOf(answer: Answer): string {
  return String(answer.body['id']);
}

async function pathOf(id: string): Promise<unknown> {
  return (await get(`sections/${id}`)).body['path'];
}

async function chain(depth: number, below: SectionRow | null = null): Promise<SectionRow[]> {
  const rows: SectionRow[] = [];
  for (let level = 0; level < depth; level += 1) rows.push(await section(app.database, rows.at(-1) ?? below));
  return rows;
}

async function staleIds(): Promise<string[]> {
  const rows = await app.database.query<{ item_id: string }>('select item_id from stale_document');
  return rows.map((row) => row.item_id);
}

/** A live document in the section or by the author. */
async function liveDocument(place: { sectionId?: string; authorId?: string }): Promise<string> {
  const id = await draftItem(app.database, { createdBy: editor.id, authorId: place.authorId, state: 'live' });
  await publishedRow(app.database, { id, sectionId: place.sectionId ?? null });
  await app.database.query('set session_replication_role = default');
  return id;
}

describe.each([
  { route: 'sections', permission: 'section.write', seed: async () => (await section(app.database)).id },
  { route: 'authors', permission: 'author.write', seed: async () => (await author(app.database)).id },
])('/$route', ({ route, permission, seed }) => {
  it('is read by every role and written by those that hold the permission', async () => {
    for (const role of ROLES) {
      const by = memberWith(role);
      const id = await seed();
      const read = await get(`${route}/${id}`, by);
      expect([role, read.status, read.headers['etag']]).toEqual([role, 200, '"1"']);
      expect((await get(route, by)).status).toBe(200);

      const answers = [
        await post(route, { name: uniqueName('Role') }, {}, by),
        await patch(`${route}/${id}`, { name: uniqueName('Role') }, '"1"', by),
        await remove(`${route}/${id}`, '"2"', by),
      ];
      const statuses = answers.map((answer) => answer.status);
      if (WRITERS.includes(role)) {
        expect([role, ...statuses]).toEqual([role, 201, 200, 204]);
      } else {
        expect([role, ...statuses]).toEqual([role, 403, 403, 403]);
        for (const { body } of answers) expect(body).toMatchObject({ code: 'forbidden', permission });
      }
    }
  });

  it('is shut without a token', async () => {
    const id = await seed();
    for (const [method, url] of [
      ['GET', route],
      ['POST', route],
      ['GET', `${route}/${id}`],
      ['PATCH', `${route}/${id}`],
      ['DELETE', `${route}/${id}`],
    ] as const) {
      const answer = await app.request(method, `/api/v1/${url}`);
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  it('answers a creation with Location and ETag, and the record is there', async () => {
    const name = uniqueName('Núria Öztürk');
    const made = await post(route, { name: ` ${name} ` });
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({
      etag: '"1"',
      location: `http://copydesk.test/api/v1/${route}/${idOf(made)}`,
      'cache-control': 'no-store',
    });
    expect(made.body).toMatchObject({ name, slug: expect.stringMatching(/^nuria-ozturk-\d+$/) });
    const read = await get(`${route}/${idOf(made)}`);
    expect(read.body).toEqual(made.body);
    expect(read.headers['etag']).toBe('"1"');
  });

  it('asks for If-Match, and takes the current version alone', async () => {
    const id = await seed();
    const change = { name: uniqueName('Renamed') };
    for (const method of ['PATCH', 'DELETE'] as const) {
      const path = `${route}/${id}`;
      const send = async (ifMatch?: string): Promise<Answer> =>
        method === 'PATCH' ? patch(path, change, ifMatch) : remove(path, ifMatch);
      expect(await send()).toMatchObject({ status: 428, body: { code: 'precondition_required' } });
      expect(await send('*')).toMatchObject({ status: 428 });
      expect(await send('"9"')).toMatchObject({
        status: 412,
        body: { code: 'stale_version', current: method === 'PATCH' ? '"1"' : '"2"' },
      });
      if (method === 'PATCH') {
        const changed = await send('W/"1"');
        expect(changed).toMatchObject({ status: 200, body: change });
        expect(changed.headers['etag']).toBe('"2"');
        expect((await get(path)).headers['etag']).toBe('"2"');
      } else {
        expect(await send('"2"')).toMatchObject({ status: 204, text: '' });
        expect((await get(path)).status).toBe(404);
      }
    }
  });

  it('keeps the version where nothing changes', async () => {
    const id = await seed();
    const { body } = await get(`${route}/${id}`);
    const same = await patch(`${route}/${id}`, { name: body['name'], slug: body['slug'] }, '"1"');
    expect(same).toMatchObject({ status: 200, body });
    expect(same.headers['etag']).toBe('"1"');
    expect((await patch(`${route}/${id}`, {}, '"1"')).headers['etag']).toBe('"1"');
  });

  it('lets one of twenty racing changes win', async () => {
    const id = await seed();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => patch(`${route}/${id}`, { name: uniqueName('Race') }, '"1"')),
    );
    const winners = answers.filter((answer) => answer.status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(19);
    expect((await get(`${route}/${id}`)).body).toEqual(winners[0]?.body);
  });

  it('refuses in the order of the contract', async () => {
    const unknown = `${route}/${NOBODY}`;
    expect((await patch(unknown, { nonsense: 1 }, undefined, reporter)).status).toBe(403);
    expect((await patch(unknown, { nonsense: 1 })).status).toBe(400);
    expect((await patch(unknown, { name: 'x' })).status).toBe(404);
    expect((await remove(unknown)).status).toBe(404);
    expect((await get(unknown)).status).toBe(404);
    expect((await get(`${route}/no-id`)).status).toBe(404);
  });

  it('lists all faults of a body', async () => {
    const { status, body } = await post(route, { name: 7, slug: 'Not A Slug', id: NOBODY, version: 3 });
    expect(status).toBe(400);
    const faults = body['errors'] as { pointer: string; code: string }[];
    expect(faults.map((fault) => fault.pointer)).toEqual(
      expect.arrayContaining(['/name', '/slug', '/id', '/version']),
    );
  });

  it.each(['', '   ', 'a'.repeat(201), 'two\nlines', 'nul\u0000', '\ud800', null, ['x'], { a: 1 }])(
    'refuses the name %j',
    async (name) => {
      const id = await seed();
      expect(await post(route, { name })).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
      expect((await patch(`${route}/${id}`, { name }, '"1"')).status).toBe(400);
    },
  );

  it.each(['', 'A', 'a--b', '-a', 'a-', 'ä', 'a b', 'a/b', 'a'.repeat(81), 7])(
    'refuses the slug %j',
    async (slug) => {
      expect(await post(route, { name: uniqueName('Slug'), slug })).toMatchObject({ status: 400 });
    },
  );

  it('numbers a slug from a taken name, and refuses a taken one that was given', async () => {
    const name = uniqueName('Twins');
    const first = await post(route, { name });
    const second = await post(route, { name, slug: null });
    const third = await post(route, { name });
    const slug = String(first.body['slug']);
    expect(second.body['slug']).toBe(`${slug}-2`);
    expect(third.body['slug']).toBe(`${slug}-3`);
    expect(await post(route, { name: 'Other', slug })).toMatchObject({
      status: 409,
      body: { code: 'slug_taken' },
    });
    expect(await patch(`${route}/${idOf(second)}`, { slug }, '"1"')).toMatchObject({
      status: 409,
      body: { code: 'slug_taken' },
    });
    expect((await patch(`${route}/${idOf(second)}`, { slug: `${slug}-9` }, '"1"')).status).toBe(200);
  });

  it('gives ten racing creations of one name ten slugs', async () => {
    const name = uniqueName('Rush');
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(route, { name })));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map((answer) => answer.body['slug'])).size).toBe(10);
  });

  it('makes a slug even of a name without letters', async () => {
    expect((await post(route, { name: '🎉' })).body['slug']).toMatch(/^(section|author)(-\d+)?$/);
  });

  it('is paged by keyset, each record once, with links', async () => {
    const made = [];
    for (let count = 0; count < 5; count += 1) made.push(await seed());
    const seen: string[] = [];
    let url: string | null = `/api/v1/${route}?limit=2`;
    let pages = 0;
    while (url !== null) {
      const page: Answer<{ items: { id: string }[]; nextCursor: string | null }> = await app.request(
        'GET',
        url,
        {
          token: reporter.token,
        },
      );
      expect(page.status).toBe(200);
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.body.items.map((item) => item.id));
      const link = /^<(.*)>; rel="next"$/.exec(String(page.headers['link'] ?? ''))?.[1];
      expect(link === undefined).toBe(page.body.nextCursor === null);
      url = link === undefined ? null : link.replace('http://copydesk.test', '');
      pages += 1;
      // Made while the list is paged, it may turn up, and makes nothing turn up twice.
      if (pages === 2) await seed();
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(made));
  });

  it('refuses bad limits, cursors and filters', async () => {
    const first = await get<{ nextCursor: string }>(`${route}?limit=1`);
    expect((await get(`${route}?limit=1&cursor=${first.body.nextCursor}`)).status).toBe(200);
    for (const bad of ['limit=0', 'limit=101', 'limit=x', 'limit=1&limit=2', 'nonsense=1', 'sort=name']) {
      expect([bad, (await get(`${route}?${bad}`)).body['code']]).toEqual([bad, 'validation_failed']);
    }
    const elsewhere = route === 'sections' ? 'authors' : 'sections';
    for (const [url, cursor] of [
      [route, 'nonsense'],
      [route, `${first.body.nextCursor}x`],
      [elsewhere, first.body.nextCursor],
    ]) {
      expect((await get(`${url}?cursor=${cursor}`)).body['code']).toBe('invalid_cursor');
    }
  });
});

describe('the tree of sections', () => {
  it('has exactly the members of a section', async () => {
    const parent = await section(app.database);
    const made = await post('sections', { name: 'World', parentId: parent.id });
    expect(made.body).toEqual({
      id: expect.any(String),
      name: 'World',
      slug: 'world',
      parentId: parent.id,
      path: `${parent.path}/world`,
    });
  });

  it('lets one slug stand below different parents', async () => {
    const [one, other] = [await section(app.database), await section(app.database)];
    for (const parent of [one, other]) {
      expect((await post('sections', { name: 'City', slug: 'city', parentId: parent.id })).status).toBe(201);
    }
    expect((await post('sections', { name: 'City', slug: 'city', parentId: one.id })).status).toBe(409);
  });

  it('moves a section with all below it, and their versions', async () => {
    const [top, middle, leaf] = (await chain(3)) as [SectionRow, SectionRow, SectionRow];
    const decoy = await section(app.database);
    await app.database.query('update section set path = $2, slug = $2 where id = $1', [
      decoy.id,
      `${top.path}-x`,
    ]);
    const target = await section(app.database);

    const moved = await patch(`sections/${top.id}`, { parentId: target.id }, '"1"');
    expect(moved).toMatchObject({
      status: 200,
      body: { parentId: target.id, path: `${target.path}/${top.slug}` },
    });
    expect(await pathOf(middle.id)).toBe(`${target.path}/${top.slug}/${middle.slug}`);
    const below = await get(`sections/${leaf.id}`);
    expect(below.body['path']).toBe(`${target.path}/${top.slug}/${middle.slug}/${leaf.slug}`);
    expect(below.headers['etag']).toBe('"2"');
    expect(await pathOf(decoy.id)).toBe(`${top.path}-x`);

    const renamed = await patch(`sections/${top.id}`, { parentId: null, slug: `${top.slug}-new` }, '"2"');
    expect(renamed.body).toMatchObject({ parentId: null, path: `${top.slug}-new` });
    expect(await pathOf(leaf.id)).toBe(`${top.slug}-new/${middle.slug}/${leaf.slug}`);
  });

  it('renames without touching the address, and makes the slug from the name where it is null', async () => {
    const { id, slug } = await section(app.database);
    const name = uniqueName('Weather');
    expect((await patch(`sections/${id}`, { name }, '"1"')).body).toMatchObject({ name, slug });
    const { body } = await patch(`sections/${id}`, { slug: null }, '"2"');
    expect(body['slug']).toBe(name.toLowerCase().replace(' ', '-'));
  });

  it('knows no circle', async () => {
    const [top, middle, leaf] = (await chain(3)) as [SectionRow, SectionRow, SectionRow];
    for (const parentId of [top.id, middle.id, leaf.id]) {
      expect(await patch(`sections/${top.id}`, { parentId }, '"1"')).toMatchObject({
        status: 409,
        body: { code: 'section_cycle' },
      });
    }
    expect((await patch(`sections/${leaf.id}`, { parentId: top.id }, '"1"')).status).toBe(200);
  });

  it('refuses one of two moves that would make a circle together', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await section(app.database), await section(app.database)];
      const answers = await Promise.all([
        patch(`sections/${one.id}`, { parentId: other.id }, '"1"'),
        patch(`sections/${other.id}`, { parentId: one.id }, '"1"'),
      ]);
      // One moves; the other then finds its new parent below itself.
      expect(answers.map((answer) => answer.status)).toEqual(expect.arrayContaining([200, 409]));
      expect(answers.map((answer) => answer.body['code'])).toContain('section_cycle');
    }
  });

  it('keeps paths right when sections are made below one that moves', async () => {
    const [top, target] = [await section(app.database), await section(app.database)];
    const [moved, ...made] = await Promise.all([
      patch(`sections/${top.id}`, { parentId: target.id }, '"1"'),
      ...Array.from({ length: 8 }, () => post('sections', { name: uniqueName('Child'), parentId: top.id })),
    ]);
    expect(moved.status).toBe(200);
    for (const child of made) {
      expect(child.status).toBe(201);
      expect(await pathOf(idOf(child))).toBe(`${target.path}/${top.slug}/${String(child.body['slug'])}`);
    }
  });

  it('has six levels at most', async () => {
    const five = await chain(5);
    const parentId = five.at(-1)?.id;
    const sixth = await post('sections', { name: uniqueName('Sixth'), parentId });
    expect(sixth.status).toBe(201);
    const tooDeep = { status: 409, body: { code: 'section_too_deep' } };
    expect(await post('sections', { name: 'Seventh', parentId: idOf(sixth) })).toMatchObject(tooDeep);

    const two = await chain(2);
    expect(await patch(`sections/${two[0]?.id}`, { parentId }, '"1"')).toMatchObject(tooDeep);
    expect((await patch(`sections/${two[1]?.id}`, { parentId }, '"1"')).status).toBe(200);
  });

  it('refuses a parent that is none', async () => {
    const { id } = await section(app.database);
    const unknown = {
      code: 'validation_failed',
      errors: [{ pointer: '/parentId', code: 'unknown_section' }],
    };
    expect(await post('sections', { name: 'x', parentId: NOBODY })).toMatchObject({
      status: 400,
      body: unknown,
    });
    expect(await patch(`sections/${id}`, { parentId: NOBODY }, '"1"')).toMatchObject({
      status: 400,
      body: unknown,
    });
    expect((await post('sections', { name: 'x', parentId: 'no-id' })).status).toBe(400);
  });

  it('is not removed while something is in it, and says what', async () => {
    const used = await section(app.database);
    const child = await section(app.database, used);
    const item = await draftItem(app.database, {
      createdBy: reporter.id,
      headline: 'In it',
      sectionId: used.id,
    });
    const member = await signedIn(app, { roles: [{ role: 'reporter', sectionId: used.id }] });
    const refused = await remove(`sections/${used.id}`, '"1"');
    expect(refused).toMatchObject({ status: 409, body: { code: 'in_use', more: 0 } });
    expect(refused.body['usages']).toEqual([
      { kind: 'section', id: child.id, name: child.name },
      { kind: 'staff', id: member.id, name: member.name },
      { kind: 'item', id: item, name: 'In it' },
    ]);
    expect((await remove(`sections/${child.id}`, '"1"')).status).toBe(204);
  });

  it('lists twenty usages and counts the rest', async () => {
    const used = await section(app.database);
    for (let count = 0; count < 23; count += 1) {
      await draftItem(app.database, { createdBy: reporter.id, sectionId: used.id });
    }
    const { body } = await remove(`sections/${used.id}`, '"1"');
    expect(body['usages']).toHaveLength(20);
    expect(body['more']).toBe(3);
  });

  it('marks what is live in it and below as stale, once it changes for readers', async () => {
    const [top, below] = (await chain(2)) as [SectionRow, SectionRow];
    const [inside, outside] = [
      await liveDocument({ sectionId: below.id }),
      await liveDocument({ sectionId: (await section(app.database)).id }),
    ];
    await patch(`sections/${top.id}`, { name: top.name }, '"1"');
    expect(await staleIds()).not.toContain(inside);
    await patch(`sections/${top.id}`, { name: uniqueName('Renamed') }, '"1"');
    expect(await staleIds()).toContain(inside);
    expect(await staleIds()).not.toContain(outside);
  });
});

describe('a change of a record', () => {
  it.each(['sections', 'authors'])('of %s empties what may be empty, and never the name', async (route) => {
    const id = String((await post(route, { name: uniqueName('Kept') })).body['id']);
    expect(await patch(`${route}/${id}`, { name: null }, '"1"')).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ pointer: '/name' })]) },
    });
    expect((await patch(`${route}/${id}`, { slug: null }, '"1"')).status).toBe(200);
    expect((await patch(`${route}/${id}`, {}, '"1"')).status).toBe(200);
  });
});

describe('a grant of section.write for one section', () => {
  it('reaches that section and what is below it', async () => {
    await app.database.query(
      `insert into role (key, name, permissions) values ('section_keeper', 'Keeper', '{section.write}')`,
    );
    const [own, below] = (await chain(2)) as [SectionRow, SectionRow];
    const foreign = await section(app.database);
    const keeper = await signedIn(app, { roles: [{ role: 'section_keeper', sectionId: own.id }] });
    const refused = { status: 403, body: { code: 'forbidden', permission: 'section.write' } };

    expect((await patch(`sections/${below.id}`, { name: 'Mine' }, '"1"', keeper)).status).toBe(200);
    expect((await post('sections', { name: 'Mine too', parentId: own.id }, {}, keeper)).status).toBe(201);
    expect(await patch(`sections/${foreign.id}`, { name: 'Theirs' }, '"1"', keeper)).toMatchObject(refused);
    expect(await patch(`sections/${below.id}`, { parentId: foreign.id }, '"2"', keeper)).toMatchObject(
      refused,
    );
    expect(await patch(`sections/${below.id}`, { parentId: null }, '"2"', keeper)).toMatchObject(refused);
    expect(await post('sections', { name: 'Root' }, {}, keeper)).toMatchObject(refused);
    expect(await remove(`sections/${foreign.id}`, '"1"', keeper)).toMatchObject(refused);
    // It is a stranger's version first, and only then a stranger's section.
    expect((await patch(`sections/${foreign.id}`, { name: 'x' }, '"9"', keeper)).status).toBe(412);
  });

  it('tells no headline that its holder may not read', async () => {
    const used = await section(app.database);
    const item = await draftItem(app.database, {
      createdBy: reporter.id,
      headline: 'Secret',
      sectionId: used.id,
    });
    const keeper = await signedIn(app, { roles: [{ role: 'section_keeper' }] });
    const { body } = await remove(`sections/${used.id}`, '"1"', keeper);
    expect(body['usages']).toEqual([{ kind: 'item', id: item, name: null }]);

    // Who may edit an item reads it by that alone.
    await app.database.query(
      `insert into role (key, name, permissions) values ('section_editing_keeper', 'Both', '{section.write,item.edit}')`,
    );
    const editor = await signedIn(app, { roles: [{ role: 'section_editing_keeper' }] });
    const known = await remove(`sections/${used.id}`, '"1"', editor);
    expect(known.body['usages']).toEqual([{ kind: 'item', id: item, name: 'Secret' }]);
  });
});

describe('an author', () => {
  it('has exactly the members of an author', async () => {
    const name = uniqueName('Sadia Mirza');
    const bare = await post('authors', { name });
    const nothing = { jobTitle: null, bio: null, email: null, links: [] };
    expect(bare.body).toEqual({ id: idOf(bare), name, slug: bare.body['slug'], ...nothing });

    const profile = {
      jobTitle: 'Correspondent',
      bio: 'Reports from Karachi.\n\nMostly on water.',
      email: 'sadia@newsroom.example',
      links: [
        { label: 'Site', url: 'https://sadia.example' },
        { label: 'Write to her', url: 'mailto:sadia@newsroom.example' },
      ],
    };
    const full = await post('authors', { name, slug: null, ...profile });
    expect(full.body).toMatchObject(profile);
    expect((await get(`authors/${idOf(full)}`)).body).toEqual(full.body);

    const changed = await patch(`authors/${idOf(full)}`, { bio: null, links: null, email: null }, '"1"');
    expect(changed.body).toMatchObject({ ...nothing, jobTitle: 'Correspondent', name });
  });

  it.each([
    ['/links/0/url', { links: [{ label: 'x', url: 'javascript:alert(1)' }] }],
    ['/links/0/url', { links: [{ label: 'x', url: 'java\tscript:alert(1)' }] }],
    ['/links/0/url', { links: [{ label: 'x', url: '//evil.example' }] }],
    ['/links/0/url', { links: [{ label: 'x', url: 7 }] }],
    ['/links/0/label', { links: [{ label: '', url: 'https://a.example' }] }],
    ['/links/0/rel', { links: [{ label: 'x', url: 'https://a.example', rel: 'me' }] }],
    ['/links', { links: Array.from({ length: 21 }, () => ({ label: 'x', url: 'https://a.example' })) }],
    ['/links', { links: ['https://a.example'] }],
    ['/links', { links: [null] }],
    ['/links', { links: [[]] }],
    ['/links', { links: {} }],
    ['/links', { links: 'https://a.example' }],
    ['/email', { email: 'no address' }],
    ['/bio', { bio: 'a'.repeat(5001) }],
    ['/bio', { bio: 7 }],
    ['/jobTitle', { jobTitle: 'two\nlines' }],
  ])('refuses at %s what %j says', async (pointer, members) => {
    const { status, body } = await post('authors', { name: uniqueName('Bad'), ...members });
    expect(status).toBe(400);
    expect((body['errors'] as { pointer: string }[]).map((fault) => fault.pointer)).toContain(pointer);
  });

  it('is found by a part of the name, which is text and no pattern', async () => {
    const tag = uniqueName('Zafar');
    for (const name of [`${tag} 100% Khan`, `${tag} Öz_türk`, `Khan ${tag}`]) await post('authors', { name });
    const names = async (q: string): Promise<unknown[]> => {
      const { body } = await get<{ items: { name: string }[] }>(`authors?q=${encodeURIComponent(q)}`);
      return body.items.map((item) => item.name);
    };
    expect(await names(tag.toUpperCase())).toHaveLength(3);
    expect(await names(`${tag} 100%`)).toEqual([`${tag} 100% Khan`]);
    expect(await names(`${tag}%Khan`)).toEqual([]);
    expect(await names(`${tag} Öz_`)).toEqual([`${tag} Öz_türk`]);
    expect(await names(`${tag}_100`)).toEqual([]);
    for (const bad of ['q=', `q=${'a'.repeat(201)}`, 'q=a&q=b', 'q=%00']) {
      expect([bad, (await get(`authors?${bad}`)).status]).toEqual([bad, 400]);
    }
    const first = await get<{ nextCursor: string }>(`authors?q=${tag.slice(0, 5)}&limit=1`);
    expect((await get(`authors?q=${tag.slice(0, 5)}&cursor=${first.body.nextCursor}`)).status).toBe(200);
    expect((await get(`authors?cursor=${first.body.nextCursor}`)).body['code']).toBe('invalid_cursor');
  });

  it('is not removed while an item names them', async () => {
    const { id } = await author(app.database);
    const item = await draftItem(app.database, { createdBy: reporter.id, headline: 'By them', authorId: id });
    expect(await remove(`authors/${id}`, '"1"')).toMatchObject({
      status: 409,
      body: { code: 'in_use', usages: [{ kind: 'item', id: item, name: 'By them' }], more: 0 },
    });
    await app.database.query('delete from reference where author_id = $1', [id]);
    expect((await remove(`authors/${id}`, '"1"')).status).toBe(204);
  });

  it('marks live documents stale with a new slug, and not with a new name', async () => {
    const { id } = await author(app.database);
    const document = await liveDocument({ authorId: id });
    expect((await patch(`authors/${id}`, { name: uniqueName('Renamed') }, '"1"')).status).toBe(200);
    expect(await staleIds()).not.toContain(document);
    expect((await patch(`authors/${id}`, { slug: `new-${id}` }, '"2"')).status).toBe(200);
    expect(await staleIds()).toContain(document);
  });
});

describe('an Idempotency-Key', () => {
  function key(): Record<string, string> {
    return { 'idempotency-key': `key ${newId()}` };
  }

  it('makes a change once and replays its answer', async () => {
    const headers = key();
    const body = { name: uniqueName('Once') };
    const first = await post('sections', body, headers);
    const again = await post('sections', body, headers);
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers).toMatchObject({ etag: first.headers['etag'], location: first.headers['location'] });
    const rows = await app.database.query('select 1 from section where name = $1', [body.name]);
    expect(rows).toHaveLength(1);
    expect(idOf(await post('sections', body, key()))).not.toBe(idOf(first));
  });

  it('belongs to its body, its route and its principal', async () => {
    const headers = key();
    const body = { name: uniqueName('Bound') };
    const first = await post('authors', body, headers);
    expect(first.status).toBe(201);
    expect(await post('authors', { name: 'Another' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect((await post('sections', body, headers)).status).toBe(201);
    const other = await post('authors', body, headers, memberWith('admin'));
    expect(other.status).toBe(201);
    expect(idOf(other)).not.toBe(idOf(first));
  });

  it('keeps no refusal', async () => {
    const headers = key();
    const taken = await section(app.database);
    const body = { name: 'Again', slug: taken.slug };
    expect((await post('sections', body, headers)).status).toBe(409);
    await app.database.query('delete from section where id = $1', [taken.id]);
    expect((await post('sections', body, headers)).status).toBe(201);
  });

  it('is asked for access again before it replays', async () => {
    const headers = key();
    const body = { name: uniqueName('Demoted') };
    const member = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
    expect((await post('sections', body, headers, member)).status).toBe(201);
    await app.database.query('delete from staff_role where staff_id = $1', [member.id]);
    expect((await post('sections', body, headers, member)).status).toBe(403);
  });

  it.each(['', 'a'.repeat(256), 'tab\there', 'é'])('is refused as %j', async (value) => {
    const answer = await post('sections', { name: uniqueName('Key') }, { 'idempotency-key': value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_idempotency_key' } });
  });

  it('refuses the second of two requests at once', async () => {
    const headers = key();
    const body = { name: uniqueName('Meanwhile') };
    await app.database.query('begin');
    await app.database.query('lock table author in share row exclusive mode');
    const first = post('authors', body, headers);
    await untilSomebodyWaits();
    expect(await post('authors', body, headers)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_in_progress' },
    });
    await app.database.query('commit');
    expect((await first).status).toBe(201);
    expect(await post('authors', body, headers)).toMatchObject({ status: 201, body: (await first).body });
  });

  it('lets ten racing requests make one record', async () => {
    const headers = key();
    const body = { name: uniqueName('Ten') };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('sections', body, headers)));
    for (const { status, body: problem } of answers) {
      if (status !== 201) expect(problem['code']).toBe('idempotency_in_progress');
    }
    const rows = await app.database.query('select 1 from section where name = $1', [body.name]);
    expect(rows).toHaveLength(1);
  });

  async function untilSomebodyWaits(): Promise<void> {
    for (let waiting = false; !waiting;) {
      const [row] = await app.database.query<{ waiting: boolean }>(
        `select exists (select from pg_locks join pg_database on pg_database.oid = database
           where datname = current_database() and not granted) as waiting`,
      );
      waiting = row?.waiting ?? false;
    }
  }
});

describe('/audit', () => {
  interface Entry {
    id: string;
    action: string;
    actor: { id: string; name: string } | null;
    at: string;
    subject?: { kind: string; id: string };
    details: Record<string, unknown>;
  }
  type Trail = { items: Entry[]; nextCursor: string | null };

  it('is read by those that hold audit.read', async () => {
    for (const role of ROLES) {
      const answer = await get('audit', memberWith(role));
      const allowed = ['managing_editor', 'legal', 'admin'].includes(role);
      expect([role, answer.status]).toEqual([role, allowed ? 200 : 403]);
      if (!allowed) expect(answer.body).toMatchObject({ code: 'forbidden', permission: 'audit.read' });
    }
    expect((await app.request('GET', '/api/v1/audit')).status).toBe(401);
  });

  it('has every change of records, newest first', async () => {
    const by = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
    const made = await post('sections', { name: uniqueName('Told') }, {}, by);
    const id = idOf(made);
    const slug = String(made.body['slug']);
    await patch(`sections/${id}`, { name: uniqueName('Told') }, '"1"', by);
    await patch(`sections/${id}`, { slug: `${slug}-moved` }, '"2"', by);
    await remove(`sections/${id}`, '"3"', by);
    const writer = await post('authors', { name: uniqueName('Told') }, {}, by);
    await patch(`authors/${idOf(writer)}`, { bio: 'A bio that is nobody’s business here.' }, '"1"', by);
    await remove(`authors/${idOf(writer)}`, '"2"', by);
    // What is refused, and what changes nothing, leaves no entry.
    await remove(`authors/${idOf(writer)}`, '"2"', by);

    const { body, text } = await get<Trail>(`audit?actor=${by.id}`);
    expect(body.items.map((entry) => entry.action)).toEqual([
      'author.delete',
      'author.change',
      'author.create',
      'section.delete',
      'section.move',
      'section.rename',
      'section.create',
    ]);
    expect(body.items[4]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      action: 'section.move',
      actor: { id: by.id, name: by.name },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      subject: { kind: 'section', id },
      details: { from: slug, to: `${slug}-moved` },
    });
    expect(text).not.toContain('business');
  });

  it('is filtered by actor, item, action and time', async () => {
    const item = await draftItem(app.database, { createdBy: editor.id });
    await app.database.query(
      `insert into audit_entry (at, actor_id, action, item_id, revision)
       values ('2020-01-01T10:00:00Z', $1, 'submit', $2, 3), ('2020-01-02T10:00:00Z', null, 'publish', $2, 3)`,
      [reporter.id, item],
    );
    const actions = async (query: string): Promise<string[]> =>
      (await get<Trail>(`audit?${query}`)).body.items.map((entry) => entry.action);
    expect(await actions(`item=${item}`)).toEqual(['publish', 'submit']);
    expect(await actions(`item=${item}&actor=${reporter.id}`)).toEqual(['submit']);
    expect(await actions(`item=${item}&action=publish`)).toEqual(['publish']);
    expect(await actions(`item=${item}&from=2020-01-02T10:00:00Z`)).toEqual(['publish']);
    expect(await actions(`item=${item}&to=2020-01-02T15:00:00%2B05:00`)).toEqual(['submit']);
    expect(await actions(`item=${item}&from=2020-01-03T00:00:00Z`)).toEqual([]);
    const [published] = (await get<Trail>(`audit?item=${item}`)).body.items;
    expect(published).toMatchObject({ actor: null, itemId: item, revision: 3, details: {} });
    expect(published).not.toHaveProperty('subject');
  });

  it.each([
    'actor=x',
    'item=x',
    'from=yesterday',
    'to=2024-02-30T00:00:00Z',
    'from=2024-05-05',
    'action=',
    'q=x',
  ])('refuses %s', async (query) => {
    expect((await get(`audit?${query}`)).body).toMatchObject({ code: 'validation_failed' });
    expect(
      (
        await app.request('GET', `/api/v1/audit?${query}`, {
          token: editor.token,
          headers: { accept: 'application/x-ndjson' },
        })
      ).status,
    ).toBe(400);
  });

  it('is paged, and comes as one stream of lines as well', async () => {
    const by = await signedIn(app, { roles: [{ role: 'legal' }] });
    await app.database.query(
      `insert into audit_entry (actor_id, action) select $1, 'bulk' from generate_series(1, 1203)`,
      [by.id],
    );
    const first = await get<Trail>(`audit?actor=${by.id}&limit=100`, by);
    expect(first.body.items).toHaveLength(100);
    const second = await get<Trail>(`audit?actor=${by.id}&limit=100&cursor=${first.body.nextCursor}`, by);
    expect(second.body.items).toHaveLength(100);
    expect(BigInt(second.body.items[0]?.id ?? 0)).toBe(BigInt(first.body.items[99]?.id ?? 0) - 1n);
    expect((await get(`audit?cursor=${first.body.nextCursor}`, by)).body['code']).toBe('invalid_cursor');

    const all = await app.request('GET', `/api/v1/audit?actor=${by.id}`, {
      token: by.token,
      headers: { accept: 'application/x-ndjson' },
    });
    expect(all).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-ndjson' } });
    expect(all.headers['cache-control']).toBe('no-store');
    const lines = all.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    expect(lines).toHaveLength(1203);
    expect(lines.slice(0, 100)).toMatchObject(first.body.items);
    expect(new Set(lines.map((line) => line.id)).size).toBe(1203);
  });
});

describe('housekeeping', () => {
  it('throws away what has expired, and nothing else', async () => {
    const { database } = app;
    const [old, ended, fresh] = [await signedIn(app), await signedIn(app), await signedIn(app)];
    await database.query(`update session set refresh_expires_at = now() - interval '8 days' where id = $1`, [
      old.sessionId,
    ]);
    await database.query(`update session set ended_at = now() - interval '8 days' where id = $1`, [
      ended.sessionId,
    ]);
    await database.query(`update session set ended_at = now() - interval '6 days' where id = $1`, [
      fresh.sessionId,
    ]);
    for (const { sessionId } of [old, fresh]) {
      await database.query(`insert into spent_refresh_token (hash, session_id) values ($1, $2)`, [
        Buffer.from(sessionId),
        sessionId,
      ]);
    }
    await database.query(
      `insert into idempotency_key (principal_id, route, key, body_hash, answer, created_at)
       select $1, 'POST /x', n::text, '', '{}', now() - n * interval '10 hours' from generate_series(1, 4) n`,
      [old.id],
    );
    await database.query(
      `insert into sign_in_failure (account_hash, address, failures, last_failed_at)
       select 'x', n::text, 1, now() - n * interval '10 hours' from generate_series(1, 4) n`,
    );

    const removed = await app.app.get(Housekeeping).runOnce();
    expect(removed).toEqual({ idempotency_key: 2, session: 2, sign_in_failure: 2 });
    const sessions = [old.sessionId, ended.sessionId, fresh.sessionId];
    expect(await database.query('select id from session where id = any($1)', [sessions])).toEqual([
      { id: fresh.sessionId },
    ]);
    expect(
      await database.query('select session_id from spent_refresh_token where session_id = any($1)', [
        sessions,
      ]),
    ).toEqual([{ session_id: fresh.sessionId }]);
    expect(await app.app.get(Housekeeping).runOnce()).toEqual({
      idempotency_key: 0,
      session: 0,
      sign_in_failure: 0,
    });
  });

  it('leaves the work to another process that is at it', async () => {
    await app.database.query('begin');
    await app.database.query(`select pg_advisory_xact_lock(hashtextextended('housekeeping', 0))`);
    await app.database.query(
      `insert into idempotency_key (principal_id, route, key, body_hash, answer, created_at)
       values ($1, 'POST /y', 'k', '', '{}', now() - interval '2 days')`,
      [newId()],
    );
    expect(await app.app.get(Housekeeping).runOnce()).toMatchObject({ idempotency_key: 0 });
    await app.database.query('commit');
    expect(await app.app.get(Housekeeping).runOnce()).toMatchObject({ idempotency_key: 1 });
  });
});

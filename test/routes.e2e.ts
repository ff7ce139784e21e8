import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '../src/access/permissions.js';
import { newId } from '../src/database/id.js';
import type { Kind } from '../src/kinds.js';
import { EXAMPLES } from '../src/openapi/examples.js';
import { operationIdOf } from '../src/openapi/names.js';
import { type Route, routeTable } from '../src/openapi/route-table.js';
import { Desk } from './factories/items.js';
import { photoFile } from './corpus/photos/pictures.js';
import { upload } from './factories/photos.js';
import { PLAIN_PHOTO } from './factories/plain-photo.js';
import { section, author, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { Description } from './harness/described.js';

type Method = Parameters<TestApp['request']>[0];

/** Everything that is open to everybody. A route that joins them is a decision, and is written down here. */
const PUBLIC_ROUTES = [
  'get /delivery/v1/articles',
  'get /delivery/v1/articles/{slug}',
  'get /delivery/v1/authors',
  'get /delivery/v1/authors/{slug}',
  'get /delivery/v1/corrections',
  'get /delivery/v1/editorials',
  'get /delivery/v1/editorials/{slug}',
  'get /delivery/v1/feeds/atom.xml',
  'get /delivery/v1/feeds/feed.json',
  'get /delivery/v1/feeds/rss.xml',
  'get /delivery/v1/photo-captions/{id}',
  'get /delivery/v1/photos/{id}/{rendition}',
  'get /delivery/v1/search',
  'get /delivery/v1/sections',
  'get /delivery/v1/sections/{path}',
  'get /delivery/v1/sitemap-news.xml',
  'get /delivery/v1/sitemap.xml',
  'get /delivery/v1/sitemaps/{page}',
  'get /health/live',
  'get /health/ready',
  'get /previews/{token}',
  'post /api/v1/auth/login',
  'post /api/v1/auth/refresh',
];

/** What is no handler of ours: the viewer of the description, and the description. */
const DOCS_ROUTES = [
  '/docs',
  '/docs/',
  '/docs/*',
  '/docs/LICENSE',
  '/docs/docs/swagger-ui-init.js',
  '/docs/index.html',
  '/docs/swagger-ui-init.js',
  '/openapi.json',
];

const UNKNOWN_ID = '01990000-0000-7000-8000-000000000000';

let app: TestApp;
let desk: Desk;
let routes: Route[];
let description: Description;
let world: SectionRow;
let sport: SectionRow;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  routes = routeTable(app.app);
  description = new Description();
  world = await section(app.database);
  sport = await section(app.database);
});
afterAll(async () => await app.close());

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

function methodOf({ method }: Pick<Route, 'method'>): Method {
  return method.toUpperCase() as Method;
}

/** The route's URL with ids that do not exist. */
function urlOf(path: string): string {
  return path
    .replaceAll('{number}', '1')
    .replaceAll('{key}', 'nobody_has_it')
    .replaceAll('{slug}', 'no-such-story')
    .replaceAll('{token}', 'no-such-preview')
    .replaceAll('{path}', 'no/such/section')
    .replaceAll(/\{\w+\}/g, UNKNOWN_ID);
}

/** What Fastify's own tree of routes holds, with whole paths; HEAD goes with GET. */
function servedRoutes(tree: string): string[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \((.*)\))?/.exec(line) ?? [];
    if (path === '') return [];
    const depth = indent.length / 4;
    parents.splice(depth, parents.length, path);
    return methods
      .split(', ')
      .filter((method) => method !== '' && method !== 'HEAD')
      .map((method) => `${method.toLowerCase()} ${parents.join('')}`);
  });
}

async function everywhere(role: string): Promise<SignedIn> {
  return signedIn(app, { roles: [{ role }] });
}

describe('the route table', () => {
  it('has a rule for every route', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter(({ rule }) => rule === null).map(nameOf)).toEqual([]);
  });

  it('is public where the list says so, and nowhere else', () => {
    const open = routes.filter(({ rule }) => rule?.access === 'public');
    expect(open.map(nameOf).sort()).toEqual(PUBLIC_ROUTES);
  });

  it('is all that the server knows, besides the docs', () => {
    const served = servedRoutes(app.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }));
    const expected = [
      ...routes.map(({ method, path }) => `${method} ${path.replace('{path}', '*')}`),
      ...DOCS_ROUTES.map((path) => `get ${path}`),
    ].map((route) => route.replaceAll(/\{(\w+)\}/g, ':$1'));
    // The tree is printed without the slash before a wildcard in some places, and with it in others.
    const plain = (names: string[]): string[] => names.map((name) => name.replace('/*', '*')).sort();
    expect(plain(served)).toEqual(plain(expected));
  });

  it('is what the description describes, with the same names and rights', () => {
    const described = description.operations().map(({ method, path, operation }) => ({
      name: `${method} ${path}`,
      id: operation.operationId,
      isPublic: operation.security.length === 0,
      permission: operation['x-permission'] ?? null,
    }));
    const known = routes.map((route) => ({
      name: nameOf(route),
      id: operationIdOf(route),
      isPublic: route.rule?.access === 'public',
      permission: route.rule?.access === 'permission' ? route.rule.permission : null,
    }));
    const byName = (one: { name: string }, other: { name: string }): number =>
      one.name < other.name ? -1 : 1;
    expect(described.sort(byName)).toEqual(known.sort(byName));
    expect(new Set(described.map(({ id }) => id)).size).toBe(described.length);
  });
});

describe('the docs', () => {
  it('come from this server alone, to everybody, under a policy that lets in no other script', async () => {
    const page = await app.request('GET', '/docs');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html' } });
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.text).not.toMatch(/<script(?! src="\.)|(src|href)="https?:/);
    const assets = [...page.text.matchAll(/(?:src|href)="\.(\/docs\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBeGreaterThan(3);
    for (const path of assets) expect(await app.request('GET', path)).toMatchObject({ status: 200 });
    expect(await app.request('GET', '/docs/..%2f..%2fpackage.json')).toMatchObject({ status: 404 });
  });

  it('describe the API at the address that it is reached at', async () => {
    const { status, body } = await app.request('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://copydesk.test' }] });
    expect(Object.keys(Object(body['paths']))).toHaveLength(new Set(routes.map(({ path }) => path)).size);
  });
});

describe('the door', () => {
  const agent = new Agent({ keepAlive: true });
  let port: number;

  beforeAll(async () => {
    const server = app.app.getHttpServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address: unknown = server.address();
    port = Number(Reflect.get(Object(address), 'port'));
  });
  afterAll(() => agent.destroy());

  /** The status of a request whose path goes out as it is written: nothing may tidy it up on the way. */
  async function statusOf(
    method: string,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<number> {
    const body = method === 'GET' || method === 'HEAD' || method === 'DELETE' ? '' : '{}';
    const length = body === '' ? {} : { 'content-type': 'application/json', 'content-length': '2' };
    const call = httpRequest({
      agent,
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { ...length, ...headers },
    });
    call.end(body);
    const [answer] = await once(call, 'response').catch((error: Error) => {
      throw new Error(`${method} ${path}: ${error.message}`);
    });
    answer.resume();
    await once(answer, 'end');
    return answer.statusCode;
  }

  /** The same address, spelled in ways that a router or a proxy may take for it. */
  function spellings(path: string, token: string): string[] {
    const last = path.lastIndexOf('/') + 1;
    const encoded = `%${path.charCodeAt(last).toString(16)}`;
    return [
      path,
      `${path}/`,
      `/${path}`,
      path.replace('/api/', '/api//'),
      `${path.slice(0, last)}${encoded}${path.slice(last + 1)}`,
      path.replace('/api/', '/%61pi/'),
      path.replace('/v1/', '%2Fv1%2F'),
      path.toUpperCase(),
      path.replace('/v1/', '/./v1/'),
      path.replace('/v1/', '/v1/../v1/'),
      `/delivery/v1/..%2f..${path}`,
      `/docs/..${path}`,
      `${path};x`,
      `${path}%00`,
      `${path}?`,
      `${path}?access_token=${token}`,
    ];
  }

  it('opens to no spelling of a path, and to no token but in its header', async () => {
    const { token } = await everywhere('admin');
    const opened: string[] = [];
    let asked = 0;
    for (const route of routes.filter(({ rule }) => rule?.access !== 'public')) {
      for (const path of spellings(urlOf(route.path), token)) {
        for (const method of [methodOf(route), 'HEAD', 'OPTIONS']) {
          asked += 1;
          const status = await statusOf(method, path);
          if (![400, 401, 404, 405].includes(status)) opened.push(`${method} ${path}: ${status}`);
        }
      }
    }
    expect(opened).toEqual([]);
    expect(asked).toBeGreaterThan(1_000);
  });

  it('opens to the plain path with a token in the header, and there alone asks for one', async () => {
    const { token } = await everywhere('admin');
    expect(await statusOf('GET', '/api/v1/me')).toBe(401);
    expect(await statusOf('GET', '/api/v1/me', { authorization: `Bearer ${token}` })).toBe(200);
    expect(await statusOf('HEAD', '/api/v1/me', { authorization: `Bearer ${token}` })).toBe(200);
    const shut: string[] = [];
    for (const route of routes.filter(({ rule }) => rule?.access !== 'public')) {
      const status = await statusOf(methodOf(route), urlOf(route.path));
      if (status !== 401) shut.push(`${nameOf(route)}: ${status}`);
    }
    expect(shut).toEqual([]);
  });
});

/**
 * Who holds what anywhere at all: the table of roles, written down by hand. `photo` stands for a photo
 * editor, who holds it for photo captions only.
 */
const HOLDERS: Readonly<Partial<Record<Permission, string[]>>> = {
  'item.create': ['reporter', 'copy_editor', 'section_editor', 'photo', 'managing_editor'],
  'item.edit': ['reporter', 'copy_editor', 'section_editor', 'photo', 'managing_editor'],
  'item.submit': ['reporter', 'copy_editor', 'section_editor', 'photo', 'managing_editor'],
  'item.review': ['copy_editor', 'section_editor', 'photo', 'managing_editor'],
  'item.approve': ['copy_editor', 'section_editor', 'photo', 'managing_editor'],
  'item.publish': ['section_editor', 'photo', 'managing_editor'],
  'item.unpublish': ['section_editor', 'photo', 'managing_editor'],
  'item.schedule': ['section_editor', 'photo', 'managing_editor'],
  'item.spike': ['reporter', 'copy_editor', 'section_editor', 'photo', 'managing_editor'],
  'item.kill': ['managing_editor', 'legal'],
  'embargo.set': ['copy_editor', 'section_editor', 'managing_editor', 'legal'],
  'embargo.lift': ['section_editor', 'managing_editor', 'legal'],
  'hold.set': ['copy_editor', 'section_editor', 'managing_editor', 'legal'],
  'hold.release': ['managing_editor', 'legal'],
  'photo.upload': ['reporter', 'copy_editor', 'section_editor', 'photo', 'managing_editor'],
  'author.write': ['managing_editor', 'admin'],
  'section.write': ['managing_editor', 'admin'],
  'staff.manage': ['admin'],
  'role.manage': ['admin'],
  'audit.read': ['managing_editor', 'legal', 'admin'],
};

const OF_ONE_SECTION = ['reporter', 'copy_editor', 'section_editor'];

describe.each([...OF_ONE_SECTION, 'photo_editor', 'managing_editor', 'legal', 'admin'])('%s', (role) => {
  function holds(permission: Permission, kind: Kind | undefined): boolean {
    const holders = HOLDERS[permission];
    if (!holders) throw new Error(`Say in this table who holds ${permission}.`);
    if (role !== 'photo_editor') return holders.includes(role);
    return holders.includes('photo') && (kind === undefined || kind === 'photo_caption');
  }

  it('is refused at the door exactly where the role holds nothing', async () => {
    const sectionId = OF_ONE_SECTION.includes(role) ? world.id : null;
    const { token } = await signedIn(app, { roles: [{ role, sectionId }] });
    const wrong: string[] = [];
    for (const route of routes) {
      const { rule } = route;
      // Signing out would end the session that the others are tried with.
      if (rule === null || rule.access === 'public' || route.path.endsWith('/auth/logout')) continue;
      const body = route.method === 'get' || route.method === 'delete' ? {} : { body: {} };
      const answer = await app.request(methodOf(route), urlOf(route.path), { token, ...body });
      const isHeld = rule.access === 'staff' || holds(rule.permission, rule.kind);
      const refused = answer.status === 403 && answer.body['code'] === 'forbidden';
      if (refused === isHeld || answer.status === 401 || answer.status >= 500) {
        wrong.push(`${nameOf(route)}: ${answer.status} ${answer.text.slice(0, 120)}`);
      }
      wrong.push(...description.faults(methodOf(route), urlOf(route.path), answer));
    }
    expect(wrong).toEqual([]);
  });
});

describe('an item that one may not see', () => {
  const ACTIONS: Readonly<Record<string, object>> = {
    submit: {},
    claim: {},
    'request-changes': { comment: 'Why?' },
    approve: {},
    publish: {},
    republish: {},
    unpublish: { type: 'gone', reason: 'Test' },
    spike: {},
    unspike: {},
    'discard-draft': {},
    restore: { revision: 1 },
    duplicate: {},
  };
  const DOORS = [
    'items/{id}',
    'articles/{id}',
    'items/{id}/revisions',
    'items/{id}/revisions/1',
    'items/{id}/history',
    'items/{id}/usages',
    'items/{id}/propagations',
    'items/{id}/comments',
    'items/{id}/publications',
    'items/{id}/allowed-actions',
  ];
  let insider: SignedIn;
  let outsider: SignedIn;
  let id: string;

  beforeAll(async () => {
    insider = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: world.id }] });
    outsider = await signedIn(app, { roles: [{ role: 'section_editor', sectionId: sport.id }] });
    const content = { headline: 'Not for everybody', sectionId: world.id };
    id = (await desk.made(insider, 'article', content)).id;
  });

  it.each(DOORS)('is not there behind GET %s either', async (door) => {
    const path = door.replace('{id}', id);
    const refused = await desk.get(outsider, path);
    expect(refused).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(refused.text).not.toContain('Not for everybody');
    expect(await desk.get(insider, path)).toMatchObject({ status: 200 });
  });

  it.each(Object.entries(ACTIONS))('is not there behind POST %s either', async (action, body) => {
    // Not even by its ETag: whether that fits is not for the outsider to learn.
    for (const ifMatch of ['"1"', '"999"']) {
      expect(await desk.act(outsider, id, action, body, ifMatch)).toMatchObject({ status: 404 });
    }
    const missing = await desk.act(outsider, UNKNOWN_ID, action, body, '"1"');
    const hidden = await desk.act(outsider, id, action, body, '"1"');
    expect({ ...hidden.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
  });

  it.each(Object.entries(ACTIONS))('answers its own section about POST %s', async (action, body) => {
    const own = await desk.made(insider, 'article', { headline: 'Ours', sectionId: world.id });
    const answer = await desk.act(insider, own.id, action, body);
    expect([200, 201, 409]).toContain(answer.status);
    expect(description.faults('POST', `/api/v1/items/${own.id}/${action}`, answer)).toEqual([]);
  });

  it('is saved, removed and commented on by nobody else', async () => {
    const item = { id, kind: 'article' as const };
    expect(await desk.save(outsider, item, { headline: 'Mine' })).toMatchObject({ status: 404 });
    expect(await desk.remove(outsider, item)).toMatchObject({ status: 404 });
    const comment = { body: { text: 'Hello' } };
    const url = `/api/v1/items/${id}/comments`;
    expect(await app.request('POST', url, { token: outsider.token, ...comment })).toMatchObject({
      status: 404,
    });
    expect(await app.request('POST', url, { token: insider.token, ...comment })).toMatchObject({
      status: 201,
    });
    expect(await desk.save(insider, item, { headline: 'Still not for everybody' })).toMatchObject({
      status: 200,
    });
  });

  it('is on no board, in no tag and in no count of theirs', async () => {
    const tag = `tag-${newId()}`;
    await desk.made(insider, 'article', { headline: 'Tagged', sectionId: world.id, tags: [tag] });
    const counted = async (by: SignedIn): Promise<boolean[]> => {
      const board = await desk.get<{ items: object[] }>(by, `items?tag=${tag}`);
      const tags = await desk.get<{ items: { tag: string }[] }>(by, 'tags?limit=100');
      return [board.body.items.length > 0, tags.body.items.some((known) => known.tag === tag)];
    };
    expect(await counted(outsider)).toEqual([false, false]);
    expect(await counted(insider)).toEqual([true, true]);
  });
});

describe('what the description says of headers', () => {
  let everything: SignedIn;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    everything = await signedIn(app, { roles: [{ role: 'managing_editor' }, { role: 'admin' }] });
    const made = async (kind: Kind): Promise<string> => (await desk.made(everything, kind, {})).id;
    const article = await made('article');
    const key = 'routes_test';
    const { token } = everything;
    await app.request('POST', '/api/v1/roles', { token, body: { key, name: 'Test', permissions: [] } });
    const comment = { token, body: { text: 'Hello' } };
    const commented = await app.request<{ id: string }>('POST', `/api/v1/items/${article}/comments`, comment);
    const other = await signedIn(app);
    ids = {
      articles: article,
      items: article,
      editorials: await made('editorial'),
      'photo-captions': await made('photo_caption'),
      sections: (await section(app.database)).id,
      authors: (await author(app.database)).id,
      photos: (await upload(app, token, await photoFile())).body.id,
      staff: other.id,
      'api-tokens': UNKNOWN_ID,
      roles: key,
      commentId: commented.body.id,
      correctionId: await correctionOf(article, everything),
    };
  });

  /** A correction of what was never live: as rows, because the item is to stay a draft. */
  async function correctionOf(itemId: string, by: SignedIn): Promise<string> {
    const id = newId();
    await app.database.query(
      `insert into publication (id, item_id, revision, change_type, public_note, published_by, live_from, live_to)
       values ($1, $2, 1, 'correction', 'The date was wrong.', $3, now(), now())`,
      [id, itemId, by.id],
    );
    await app.database.query(
      `insert into correction (id, item_id, publication_id, type, text, at)
       values ($1, $2, $1, 'correction', 'The date was wrong.', now())`,
      [id, itemId],
    );
    return id;
  }

  function realUrl(path: string): string {
    const area = path.split('/')[3] ?? '';
    return urlOf(
      path
        .replace('{commentId}', ids['commentId'] ?? '')
        .replace('{correctionId}', ids['correctionId'] ?? '')
        .replace('{id}', ids[area] ?? '')
        .replace('{key}', ids[area] ?? ''),
    );
  }

  /** The operation with a valid body, on a record that exists. */
  async function ask(
    { method, path, id }: { method: string; path: string; id: string },
    headers: Record<string, string>,
  ) {
    const body = method === 'get' || method === 'delete' ? {} : { body: EXAMPLES[id] ?? {} };
    return app.request(method.toUpperCase() as Method, realUrl(path), {
      token: everything.token,
      headers,
      ...body,
    });
  }

  function changing(): { method: string; path: string; id: string; ifMatch: boolean; key: boolean }[] {
    return description
      .operations()
      .filter(({ method, path }) => method !== 'get' && !path.endsWith('/logout'))
      .map(({ method, path, operation }) => ({
        method,
        path,
        id: operation.operationId,
        ifMatch: description.takes(operation, 'If-Match'),
        key: description.takes(operation, 'Idempotency-Key'),
      }));
  }

  it('holds for If-Match: 428 without and 412 with another, exactly where it is described', async () => {
    const wrong: string[] = [];
    for (const operation of changing()) {
      if (operation.ifMatch) {
        const without = await ask(operation, {});
        const star = await ask(operation, { 'if-match': '*' });
        const stale = await ask(operation, { 'if-match': '"999"' });
        const weak = await ask(operation, { 'if-match': 'W/"999", "998"' });
        const statuses = [without, star, stale, weak].map(({ status }) => status);
        if (statuses.join() !== '428,428,412,412') wrong.push(`${operation.id}: ${statuses.join()}`);
        for (const answer of [without, stale]) {
          wrong.push(...description.faults(operation.method.toUpperCase(), realUrl(operation.path), answer));
        }
        expect(stale.body['current']).toMatch(/^"\d+"$/);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('holds for Idempotency-Key: a key that is none is refused exactly where keys are taken', async () => {
    const wrong: string[] = [];
    for (const operation of changing()) {
      const answer = await ask(operation, { 'idempotency-key': 'x'.repeat(256), 'if-match': '"999"' });
      const refused = answer.body['code'] === 'invalid_idempotency_key';
      if (refused !== operation.key) wrong.push(`${operation.id}: ${answer.status} ${answer.text}`);
      if (answer.status === 428) wrong.push(`${operation.id} wants an If-Match that is not described`);
      wrong.push(...description.faults(operation.method.toUpperCase(), realUrl(operation.path), answer));
    }
    expect(wrong).toEqual([]);
  });

  it('holds for every example: it is a valid body', async () => {
    const wrong: string[] = [];
    for (const { method, path, operation } of description.operations()) {
      const content = operation.requestBody?.content['application/json'];
      const schema = content?.schema.$ref?.split('/').at(-1);
      if (content?.example === undefined || schema === undefined) continue;
      wrong.push(...description.valueFaults(schema, content.example));
      const answer = await ask({ method, path, id: operation.operationId }, { 'if-match': '"999"' });
      if (answer.status === 400) wrong.push(`${operation.operationId}: ${answer.text}`);
    }
    expect(wrong).toEqual([]);
    expect(Object.keys(EXAMPLES).length).toBeGreaterThan(20);
  });
});

describe('every answer is the one that is described', () => {
  const BODY = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'The river' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'The talks ' },
          { type: 'text', text: 'resumed', marks: [{ type: 'link', attrs: { href: 'https://a.example/' } }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'on Monday.', marks: [{ type: 'strong' }, { type: 'em' }] },
        ],
      },
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [{ type: 'paragraph', content: [{ type: 'text', text: 'One' }] }],
          },
        ],
      },
      { type: 'blockquote', content: [{ type: 'paragraph' }] },
      { type: 'horizontalRule' },
      { type: 'embed', attrs: { url: 'https://a.example/video' } },
    ],
  };
  let chief: SignedIn;
  let token: string;
  let writer: { id: string; slug: string };
  let caption: string;
  let article: { id: string; slug: string };
  let editorial: { id: string; slug: string };

  beforeAll(async () => {
    chief = await signedIn(app, { roles: [{ role: 'managing_editor' }, { role: 'admin' }] });
    token = chief.token;
    writer = await author(app.database);
    caption = (
      await desk.live(chief, 'photo_caption', {
        photoId: PLAIN_PHOTO,
        description: 'Ferries at dawn',
        creditLine: 'Reuters',
        altText: 'Two ferries',
        creator: ['Sam Okoro'],
        dateTaken: '2024-05-05T06:00:00+05:00',
        place: { city: 'Karachi', countryCode: 'PK' },
        persons: ['A pilot'],
      })
    ).id;
    const other = await desk.live(chief, 'article', {
      headline: 'Before the talks',
      sectionId: world.id,
      source: 'Reuters',
      body: BODY,
    });
    const made = await desk.live(chief, 'article', {
      headline: 'River talks resume',
      kicker: 'Water',
      standfirst: 'After three months',
      slugline: 'talks',
      sectionId: world.id,
      dateline: { place: 'ISLAMABAD', countryCode: 'PK', date: '2024-05-05' },
      byline: { authors: [{ authorId: writer.id }] },
      leadPhoto: { photoCaptionId: caption, caption: 'Dawn' },
      body: { ...BODY, content: [...BODY.content, { type: 'photo', attrs: { photoCaptionId: caption } }] },
      tags: ['water'],
      language: 'en',
      seo: { title: 'Talks', description: 'Talks resume' },
      related: [{ itemId: other.id }],
    });
    const change = { changeType: 'correction', publicNote: 'It was a Monday.' };
    const corrected = await desk.republished(chief, made, { kicker: 'Rivers' }, change);
    article = { id: corrected.id, slug: corrected.slug ?? '' };
    const leader = await desk.live(chief, 'editorial', {
      headline: 'Small steps',
      sectionId: world.id,
      body: BODY,
      editionDate: '2024-05-05',
      editionRank: 1,
      leadPhoto: { photoCaptionId: caption },
    });
    editorial = { id: leader.id, slug: leader.slug ?? '' };
  });

  /** Asks, expects the status, and gives the answer once it is what the description says. */
  async function described(
    method: Method,
    url: string,
    status: number,
    options: Parameters<TestApp['request']>[2] = {},
  ) {
    const answer = await app.request<Record<string, string>>(method, url, { token, ...options });
    expect([url, answer.status, description.faults(method, url, answer)]).toEqual([url, status, []]);
    return answer;
  }

  it('for readers: documents, lists, fronts and profiles, with what has been taken off', async () => {
    const slugs = [`articles/${article.slug}`, `editorials/${editorial.slug}`, `photo-captions/${caption}`];
    for (const path of [
      ...slugs,
      'articles',
      'articles?limit=1',
      `articles?section=${world.path}&author=${writer.slug}&tag=water&sort=-updatedAt`,
      'editorials',
      'search?q=water',
      `search?q=water&section=${world.path}&kind=article&limit=1`,
      'sections',
      `sections/${world.path}`,
      'authors',
      'authors?limit=1',
      `authors/${writer.slug}`,
    ]) {
      const url = `/delivery/v1/${path}`;
      const { headers } = await described('GET', url, 200);
      await described('HEAD', url, 200);
      await described('GET', url, 304, { headers: { 'if-none-match': String(headers['etag']) } });
      if (!path.includes('?')) await described('GET', `${url}?nonsense=1`, 400);
    }
    for (const path of ['articles/none', 'editorials/none', 'sections/none', 'authors/none']) {
      await described('GET', `/delivery/v1/${path}`, 404);
    }
    await described('GET', '/delivery/v1/articles?cursor=nonsense', 400);
    const withdrawn = await desk.live(chief, 'editorial', {
      headline: 'Taken off',
      sectionId: world.id,
      body: BODY,
      editionDate: '2024-05-05',
      editionRank: 2,
    });
    await desk.done(chief, withdrawn.id, 'unpublish', EXAMPLES['items.unpublish']);
    await described('GET', `/delivery/v1/editorials/${withdrawn.slug}`, 410);
    await desk.done(chief, withdrawn.id, 'kill', EXAMPLES['items.kill']);
    await described('GET', `/delivery/v1/editorials/${withdrawn.slug}`, 410);
    await described('GET', '/health/live', 200);
    await described('GET', '/health/ready', 200);
  });

  it('for the desk: items of all kinds from creation to history', async () => {
    for (const [kind, path, item] of [
      ['article', 'articles', article.id],
      ['editorial', 'editorials', editorial.id],
      ['photo_caption', 'photo-captions', caption],
    ] as const) {
      const url = `/api/v1/${path}`;
      await described('GET', `${url}/${item}`, 200);
      await described('GET', `/api/v1/items/${item}`, 200);
      await described('GET', `${url}?limit=1&sort=headline`, 200);
      const example = EXAMPLES[`${kind === 'photo_caption' ? 'photoCaptions' : path}.create`];
      const made = await described('POST', url, 201, { body: example });
      const id = made.body['id'] ?? '';
      const ifMatch = String(made.headers['etag']);
      const saved = await described('PATCH', `${url}/${id}`, 200, {
        body: { content: { sectionId: world.id } },
        ifMatch,
      });
      await described('DELETE', `${url}/${item}`, 409, { ifMatch: await desk.etag(item) });
      await described('DELETE', `${url}/${id}`, 204, { ifMatch: String(saved.headers['etag']) });
    }
    for (const door of [
      '',
      '/revisions',
      '/revisions/1',
      '/history',
      '/usages',
      '/propagations',
      '/publications',
      '/allowed-actions',
    ]) {
      await described('GET', `/api/v1/items/${article.id}${door}`, 200);
      await described('GET', `/api/v1/items/${caption}${door}`, 200);
    }
    await described('GET', '/api/v1/items?limit=2&visibility=live', 200);
    await described('GET', '/api/v1/tags', 200);
    const comments = `/api/v1/items/${article.id}/comments`;
    const comment = await described('POST', comments, 201, { body: { text: 'Is this right?' } });
    await described('GET', comments, 200);
    const resolve = `${comments}/${comment.body['id']}/resolve`;
    await described('POST', resolve, 200);
    await described('POST', resolve, 409);
    await described('GET', comments, 200);
  });

  it('for the desk: every action', async () => {
    const content = { headline: 'Step by step', sectionId: world.id, source: 'Reuters', body: BODY };
    const { id } = await desk.made(chief, 'article', content);
    const steps: [action: string, body: object, status: number][] = [
      ['publish', { changeType: 'correction' }, 400],
      ['unpublish', EXAMPLES['items.unpublish'] ?? {}, 409],
      ['spike', {}, 200],
      ['unspike', {}, 200],
      ['submit', {}, 200],
      ['claim', {}, 200],
      ['request-changes', EXAMPLES['items.requestChanges'] ?? {}, 200],
      ['submit', {}, 200],
      ['approve', {}, 200],
      ['publish', {}, 200],
      ['restore', { revision: 1 }, 200],
      ['discard-draft', {}, 200],
      ['unpublish', EXAMPLES['items.unpublish'] ?? {}, 200],
      ['republish', {}, 200],
      ['kill', EXAMPLES['items.kill'] ?? {}, 200],
    ];
    for (const [action, body, status] of steps) {
      const ifMatch = await desk.etag(id);
      await described('POST', `/api/v1/items/${id}/${action}`, status, { body, ifMatch });
    }
    await described('POST', `/api/v1/items/${id}/duplicate`, 409);
    const empty = await desk.made(chief, 'article', {});
    await described('POST', `/api/v1/items/${empty.id}/duplicate`, 201);
    await described('POST', `/api/v1/items/${empty.id}/publish`, 409, { body: {}, ifMatch: '"1"' });
  });

  it('for administrators: records, staff, roles, tokens and the trail', async () => {
    const areas: [path: string, id: string, changed: object][] = [
      ['sections', 'sections', EXAMPLES['sections.change'] ?? {}],
      ['authors', 'authors', EXAMPLES['authors.change'] ?? {}],
      ['staff', 'staff', EXAMPLES['staff.change'] ?? {}],
      ['roles', 'roles', EXAMPLES['roles.change'] ?? {}],
    ];
    for (const [path, id, change] of areas) {
      const unique =
        path === 'roles' ? { key: 'described' } : path === 'staff' ? { email: 'd@a.example' } : {};
      const body = { ...EXAMPLES[`${id}.create`], ...unique };
      const made = await described('POST', `/api/v1/${path}`, 201, { body });
      const url = `/api/v1/${path}/${made.body[path === 'roles' ? 'key' : 'id']}`;
      await described('GET', `/api/v1/${path}?limit=1`, 200);
      const read = await described('GET', url, 200);
      const ifMatch = String(read.headers['etag']);
      const changed = await described('PATCH', url, 200, { body: change, ifMatch });
      await described('DELETE', url, 204, { ifMatch: String(changed.headers['etag']) });
    }
    await described('DELETE', `/api/v1/sections/${world.id}`, 409, { ifMatch: '"1"' });
    const api = await described('POST', '/api/v1/api-tokens', 201, { body: EXAMPLES['apiTokens.create'] });
    await described('GET', '/api/v1/api-tokens', 200);
    await described('DELETE', `/api/v1/api-tokens/${api.body['id']}`, 204);
    await described('GET', '/api/v1/audit?limit=100', 200);
    await described('GET', '/api/v1/audit/segments', 200);
    await described('GET', '/api/v1/audit', 200, { headers: { accept: 'application/x-ndjson' } });
  });

  it('for sessions: signing in, refreshing, oneself, signing out', async () => {
    const credentials = { email: 'session@a.example', password: 'correct horse battery' };
    await described('POST', '/api/v1/staff', 201, { body: { name: 'Sam', ...credentials } });
    const anonymous = { token: undefined };
    const wrong = { ...credentials, password: 'wrong' };
    await described('POST', '/api/v1/auth/login', 401, { ...anonymous, body: wrong });
    const pair = await described('POST', '/api/v1/auth/login', 200, { ...anonymous, body: credentials });
    const { accessToken = '', refreshToken = '' } = pair.body;
    const me = await described('GET', '/api/v1/me', 200, { token: accessToken });
    const change = { token: accessToken, body: { name: 'Sam O.' }, ifMatch: String(me.headers['etag']) };
    await described('PATCH', '/api/v1/me', 200, change);
    const next = await described('POST', '/api/v1/auth/refresh', 200, {
      ...anonymous,
      body: { refreshToken },
    });
    await described('POST', '/api/v1/auth/refresh', 401, { ...anonymous, body: { refreshToken: 'none' } });
    await described('POST', '/api/v1/auth/logout', 204, { token: next.body['accessToken'] ?? '' });
    await described('GET', '/api/v1/me', 401, { token: accessToken });
    await described('POST', '/api/v1/auth/login', 400, { ...anonymous, body: '{' });
    const text = { ...anonymous, body: 'text', headers: { 'content-type': 'text/plain' } };
    await described('POST', '/api/v1/auth/login', 415, text);
  });
});

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/database/id.js';
import { Passwords } from '../src/staff/passwords.js';
import { Desk, type Problem, readyArticle } from './factories/items.js';
import { publishedRow } from './factories/published.js';
import { section, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';
import { leastProcessorTime } from './harness/processor-time.js';

/** Names that every object has, and a program can take for its own. */
const INHERITED = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'].filter(
  (name) => name !== '__proto__',
);
const MIB = 1024 * 1024;
/** Of processor time; unbounded reading took seconds. */
const SOON_MS = 600;

let app: TestApp;
let desk: Desk;
let editor: SignedIn;
let admin: SignedIn;
let world: SectionRow;
let port: number;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  editor = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  admin = await signedIn(app, { roles: [{ role: 'admin' }] });
  world = await section(app.database);
  await app.app.listen(0, '127.0.0.1');
  const address = app.app.getHttpServer().address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(async () => await app.close());

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Problem>> {
  return app.request<Problem>('POST', `/api/v1${path}`, { token: editor.token, body, headers });
}

async function get(path: string): Promise<Answer<Problem>> {
  return app.request<Problem>('GET', path, { token: admin.token });
}

function expectProblem(answer: Answer<Problem>, status: number, code: string): void {
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.any(String),
    'cache-control': 'no-store',
  });
}

function pointersOf({ body }: Answer<Problem>): string[] {
  return (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
}

/** What comes back for these bytes, sent as they are, until the server ends the connection. */
async function raw(...parts: string[]): Promise<Answer<Problem> & { received: string }> {
  const received = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
    for (const part of parts) socket.write(part);
  });
  const [head = '', body = ''] = received.split('\r\n\r\n', 2);
  const [line = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((each) => [
      each.slice(0, each.indexOf(':')).toLowerCase(),
      each.slice(each.indexOf(':') + 1).trim(),
    ]),
  );
  const isJson = String(headers['content-type']).startsWith('application/problem+json');
  return {
    status: Number(line.split(' ')[1]),
    headers,
    body: (isJson ? JSON.parse(body) : {}) as Problem,
    text: body,
    received,
  };
}

describe('a body that is meant to keep the process busy', () => {
  const many = (count: number): object =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, 1]));
  const numbers = Array.from({ length: 300_000 }, (_, index) => index);
  const ids = Array.from({ length: 20_000 }, () => ({ itemId: newId() }));

  it.each<[string, object]>([
    ['unknown members', many(60_000)],
    ['unknown members in content', { content: many(60_000) }],
    ['unknown members in a large body', { content: { body: { type: 'doc', attrs: many(60_000) } } }],
    ['a long list of tags', { content: { tags: numbers.map(String).slice(0, 100_000) } }],
    ['a long list of related items', { content: { related: ids } }],
    ['a long list of authors', { content: { byline: { authors: ids } } }],
    ['a list for content', { content: numbers.slice(0, 150_000) }],
    ['a list of texts for a body', { content: { body: numbers.slice(0, 150_000) } }],
    ['lists in a list for a body', { content: { body: numbers.slice(0, 10_000).map(() => [[[1]]]) } }],
    [
      'lists in lists for nodes',
      { content: { body: { type: 'doc', content: numbers.slice(0, 25_000).map(() => [[[[[[[1]]]]]]]) } } },
    ],
    ['a body where none belongs', { body: { type: 'doc', content: numbers.slice(0, 100_000) } }],
    ['members below members', { content: { headline: numbers.slice(0, 900).map(() => many(50)) } }],
    ['a text of a mebibyte', { content: { headline: 'é'.repeat(500_000), slug: 'a'.repeat(40_000) } }],
  ])('%s: is refused soon, in a short answer', async (_, body) => {
    expect(JSON.stringify(body).length).toBeLessThan(MIB);
    const least = await leastProcessorTime(SOON_MS, async () => {
      const answer = await post('/articles', body);
      expectProblem(answer, 400, 'validation_failed');
      expect(answer.text.length).toBeLessThan(50_000);
    });
    expect(least).toBeLessThan(SOON_MS);
  });

  it('is one to which nobody has signed in, too', async () => {
    const body = { content: { body: { type: 'doc', content: numbers.slice(0, 100_000) } } };
    const least = await leastProcessorTime(SOON_MS, async () => {
      expectProblem(await post('/auth/login', body), 400, 'validation_failed');
    });
    expect(least).toBeLessThan(SOON_MS);
  });

  it('lists a hundred faults and says how many there are', async () => {
    const answer = await post('/articles', { content: { headline: 'x' }, ...many(150) });
    expectProblem(answer, 400, 'validation_failed');
    expect(answer.body.errors).toHaveLength(100);
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('150 members') });
  });

  it('is not the longest story there can be', async () => {
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'A line.' }] };
    const content = Array.from({ length: 9_999 }, () => paragraph);
    const answer = await post('/articles', { content: { headline: 'Long', body: { type: 'doc', content } } });
    expect(answer.status).toBe(201);
    const longer = { type: 'doc', content: [...content, paragraph] };
    const refused = await post('/articles', { content: { body: longer } });
    expect(pointersOf(refused)).toEqual(['/content/body too_many_nodes']);
  });

  it('has its doubles refused up to the limit of a list, and only the limit beyond', async () => {
    const tags = (count: number): object => ({ content: { tags: Array.from({ length: count }, () => 'x') } });
    expect(pointersOf(await post('/articles', tags(2)))).toEqual(['/content/tags array_unique']);
    expect(pointersOf(await post('/articles', tags(51)))).toEqual(['/content/tags array_max_size']);
    expect((await post('/articles', tags(1))).status).toBe(201);
  });
});

describe('a member named like one that every object has', () => {
  it.each(INHERITED)('%s is unknown in bodies, in what they hold, and in queries', async (name) => {
    const bodies = [
      [`{"name":"A","${name}":1}`, '/sections', `/${name}`],
      [`{"content":{"${name}":{"a":1}}}`, '/articles', `/content/${name}`],
      [`{"content":{"seo":{"${name}":"x"}}}`, '/articles', `/content/seo/${name}`],
      [
        `{"content":{"body":{"type":"doc","content":[{"type":"paragraph","${name}":{}}]}}}`,
        '/articles',
        `/content/body/content/0/${name}`,
      ],
    ] as const;
    for (const [body, path, pointer] of bodies) {
      const answer = await post(path, body);
      expect([answer.status, pointersOf(answer)]).toEqual([
        400,
        expect.arrayContaining([`${pointer} unknown_member`]),
      ]);
    }
    for (const url of ['/api/v1/items', '/delivery/v1/articles', '/delivery/v1/sections']) {
      const answer = await get(`${url}?${name}=1`);
      expect([url, answer.status, pointersOf(answer)]).toEqual([url, 400, [`/${name} unknown_parameter`]]);
    }
  });

  it('is __proto__ also, which bodies may not even have as text', async () => {
    expect(pointersOf(await get('/api/v1/items?__proto__=1'))).toEqual(['/__proto__ unknown_parameter']);
    expectProblem(await post('/sections', '{"name":"A","__proto__":1}'), 400, 'malformed_json');
  });

  it('takes nothing from members of ours', async () => {
    expect((await get('/api/v1/items?limit=1')).status).toBe(200);
    expect((await post('/articles', { content: { seo: { title: 'constructor' } } })).status).toBe(201);
  });
});

describe('what is no request to a route', () => {
  const GET = 'GET /health/live HTTP/1.1\r\n';
  const HOST = 'Host: copydesk.test\r\n';
  const LOGIN = `POST /api/v1/auth/login HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`;

  it.each<[string, string[], number, string]>([
    ['a line that is none', ['nonsense\r\n\r\n'], 400, 'bad_request'],
    ['a method that is none', [`BREW / HTTP/1.1\r\n${HOST}\r\n`], 400, 'bad_request'],
    ['a version that is none', [`GET / HTTP/9.9\r\n${HOST}\r\n`], 400, 'bad_request'],
    ['a Content-Length that is none', [`${LOGIN}Content-Length: 1x\r\n\r\n`], 400, 'bad_request'],
    [
      'a length and chunks',
      [`${LOGIN}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
      400,
      'bad_request',
    ],
    ['a chunk that is none', [`${LOGIN}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`], 400, 'bad_request'],
    ['headers without end', [`${GET}${HOST}X: ${'x'.repeat(17_000)}\r\n\r\n`], 431, 'headers_too_large'],
    ['a URL without end', [`GET /${'x'.repeat(17_000)} HTTP/1.1\r\n${HOST}\r\n`], 431, 'headers_too_large'],
    ['no Host', [`${GET}Connection: close\r\n\r\n`], 400, 'bad_request'],
    ['an expectation', [`${GET}${HOST}Expect: 200-maybe\r\n\r\n`], 417, 'expectation_failed'],
    [
      'a path that cannot be decoded',
      [`GET /%ff HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
      400,
      'bad_request',
    ],
  ])('%s: is a problem like any other', async (_, parts, status, code) => {
    const answer = await raw(...parts);
    expectProblem(answer, status, code);
    expect(answer.body).toMatchObject({ status, instance: answer.headers['x-request-id'] });
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.text)));
  });

  it.each([
    ['a request', `${GET}${HOST}Connection: close\r\n\r\n`],
    ['the expectation that can be met', `${GET}${HOST}Connection: close\r\nExpect: 100-continue\r\n\r\n`],
    ['no Host before HTTP/1.1', 'GET /health/live HTTP/1.0\r\n\r\n'],
    ['long headers', `${GET}${HOST}Connection: close\r\nX: ${'x'.repeat(15_000)}\r\n\r\n`],
  ])('is not %s', async (_, request) => {
    const answer = await raw(request);
    expect([200, 100]).toContain(answer.status);
  });

  it('is answered after the request that came before it', async () => {
    const answers = await raw(`${GET}${HOST}\r\n${GET}${HOST}\r\n`, 'nonsense\r\n\r\nmore\r\n');
    expect(answers.received.match(/HTTP\/1.1 \d+/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      'HTTP/1.1 400',
    ]);
  });
});

describe('a body that nobody reads', () => {
  it('is refused, as long as it says something', async () => {
    const leaver = await signedIn(app, {});
    const logout = async (body?: unknown): Promise<Answer<Problem>> =>
      app.request<Problem>('POST', '/api/v1/auth/logout', { token: leaver.token, body });
    for (const body of [[], '7', '"x"', 'null']) {
      expect(pointersOf(await logout(body))).toEqual([' is_object']);
    }
    expect(pointersOf(await logout({ all: true }))).toEqual(['/all unknown_member']);
    expect((await logout({})).status).toBe(204);
    expectProblem(await logout({}), 401, 'unauthenticated');
  });

  it('is refused where a record is removed', async () => {
    const { id } = await section(app.database);
    const remove = async (
      body?: unknown,
      token: string | undefined = admin.token,
    ): Promise<Answer<Problem>> =>
      app.request<Problem>('DELETE', `/api/v1/sections/${id}`, { token, body, ifMatch: '"1"' });
    expect(pointersOf(await remove({ force: true }))).toEqual(['/force unknown_member']);
    expect(pointersOf(await remove([]))).toEqual([' is_object']);
    expectProblem(await remove({ force: true }, 'nobody'), 401, 'unauthenticated');
    expect((await remove()).status).toBe(204);
  });

  it('is null only where it was sent', async () => {
    const item = await desk.made(editor, 'article', { headline: 'To be submitted' });
    const submit = async (body?: unknown): Promise<Answer<Problem>> =>
      app.request<Problem>('POST', `/api/v1/items/${item.id}/submit`, {
        token: editor.token,
        ifMatch: '"1"',
        body,
      });
    expect(pointersOf(await submit('null'))).toEqual([' is_object']);
    expect((await submit()).status).toBe(200);
    expect(pointersOf(await post('/articles', 'null'))).toEqual([' is_object']);
  });
});

describe('a path that names nothing', () => {
  const LONG = 'x'.repeat(400);

  it.each(['articles', 'editorials', 'photo-captions', 'authors', 'sections'])(
    'is a 404 among the readers’ %s',
    async (kind) => {
      for (const name of [LONG, '%00', 'x'.repeat(10_000), 'a%2Fb%00']) {
        expectProblem(await get(`/delivery/v1/${kind}/${name}`), 404, 'not_found');
      }
    },
  );

  it.each(['articles', 'items', 'sections', 'authors', 'staff', 'roles'])(
    'is a 404 among the newsroom’s %s',
    async (kind) => {
      for (const name of [LONG, '%00', 'constructor', '0x1']) {
        expectProblem(await get(`/api/v1/${kind}/${name}`), 404, 'not_found');
        const unknown = await app.request<Problem>('GET', `/api/v1/${kind}/${name}`);
        expectProblem(unknown, 401, 'unauthenticated');
      }
    },
  );

  it('is no number that is written otherwise', async () => {
    const { id } = await desk.made(editor, 'article', { headline: 'Numbered' });
    for (const number of ['0x1', '+1', '01', '1.0', '1e0', '%201', '0', '-1', 'Infinity', '1n']) {
      const answer = await desk.get<Problem>(editor, `items/${id}/revisions/${number}`);
      expect([number, answer.status]).toEqual([number, 404]);
    }
    expect((await desk.get(editor, `items/${id}/revisions/1`)).status).toBe(200);
  });

  it('is not what names something', async () => {
    const { slug } = await publishedRow(app.database);
    expect((await get(`/delivery/v1/articles/${slug}`)).status).toBe(200);
    expect((await get(`/api/v1/sections/${world.id}`)).status).toBe(200);
    expect((await get('/api/v1/roles/reporter')).status).toBe(200);
  });
});

describe('a time that leads out of the years', () => {
  it('is refused', async () => {
    const from = async (time: string): Promise<Answer<Problem>> =>
      get(`/api/v1/audit?from=${encodeURIComponent(time)}`);
    expectProblem(await from('9999-12-31T23:59:59-23:59'), 400, 'validation_failed');
    expectProblem(await from('0001-01-01T00:00:00+23:59'), 400, 'validation_failed');
    expect((await from('9999-12-31T23:59:59+23:59')).status).toBe(200);
  });
});

describe('guesses of one’s own password', () => {
  it('wait like failed sign-ins, and are counted with them', async () => {
    const password = 'correct horse battery';
    const member = await signedIn(app, {});
    await app.database.query('update staff_member set password_hash = $2 where id = $1', [
      member.id,
      await app.app.get(Passwords, { strict: false }).hash(password),
    ]);
    const change = async (currentPassword: string): Promise<Answer<Problem>> =>
      app.request<Problem>('PATCH', '/api/v1/me', {
        token: member.token,
        ifMatch: '"1"',
        body: { currentPassword, password: 'another horse battery' },
      });
    const signIn = async (word: string): Promise<Answer<Problem>> =>
      app.request<Problem>('POST', '/api/v1/auth/login', { body: { email: member.email, password: word } });

    // At once, so that all would come before the first failure was counted.
    const guesses = await Promise.all([1, 2, 3, 4].map(async (n) => change(`guess number ${n}`)));
    expect(guesses.map(pointersOf)).toEqual(
      Array.from({ length: 4 }, () => ['/currentPassword wrong_password']),
    );
    expectProblem(await signIn('wrong'), 401, 'invalid_credentials');
    for (const answer of [await change(password), await signIn(password)]) {
      expectProblem(answer, 429, 'too_many_attempts');
      expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    }
    await app.database.query(`update sign_in_failure set last_failed_at = now() - interval '1 minute'`);
    expect((await change(password)).status).toBe(200);
    expect(await app.database.query('select from sign_in_failure')).toEqual([]);
  });
});

describe('the text of a body', () => {
  const send = async (payload: Buffer | string, type: string): Promise<Answer<Problem>> => {
    const response = await app.app.inject({
      method: 'POST',
      url: '/api/v1/sections',
      headers: { authorization: `Bearer ${admin.token}`, 'content-type': type },
      payload,
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.json<Problem>(),
      text: response.payload,
    };
  };

  it('is UTF-8, and is not changed in silence where it is not', async () => {
    const broken = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expectProblem(await send(broken, 'application/json'), 400, 'malformed_json');
    const cut = Buffer.from('{"name":"é"}').filter((byte) => byte !== 0xa9);
    expectProblem(await send(Buffer.from(cut), 'application/json'), 400, 'malformed_json');
    expect((await send('{"name":"Núria – 山"}', 'application/json')).body).toMatchObject({
      name: 'Núria – 山',
    });
  });

  it('is in no other charset', async () => {
    const cases = ['utf-16', 'iso-8859-1', '"latin1"'].map((name) => `application/json; charset=${name}`);
    for (const type of cases) {
      expectProblem(await send('{"name":"A"}', type), 415, 'unsupported_media_type');
    }
    for (const [index, charset] of ['utf-8', 'UTF-8', '"utf-8"'].entries()) {
      const answer = await send(`{"name":"Charset ${index}"}`, `application/json;charset=${charset}`);
      expect([charset, answer.status]).toEqual([charset, 201]);
    }
  });
});

describe('an Idempotency-Key', () => {
  it('is the same for every spelling of the URL, and replays the first answer byte for byte', async () => {
    const item = await desk.made(editor, 'article', readyArticle(world.id));
    const headers = { 'idempotency-key': newId(), 'if-match': `"${item.version}"` };
    const submit = async (url: string): Promise<Answer<Problem>> => post(url, {}, headers);
    const first = await submit(`/items/${item.id}/submit`);
    expect(first.status).toBe(200);
    for (const url of [
      `/items/${item.id}/submit`,
      `/items/${item.id.toUpperCase()}/submit`,
      `/items/${item.id.replace('0', '%30')}/submit`,
      `/items/${item.id}/%73ubmit`,
    ]) {
      const again = await submit(url);
      expect([url, again.status, again.text]).toEqual([url, 200, first.text]);
    }
    const other = await desk.made(editor, 'article', readyArticle(world.id));
    expect((await submit(`/items/${other.id}/submit`)).text).not.toBe(first.text);
  });
});

describe('a copy that readers have', () => {
  it('is not called good by a date when the item changed again in the same second', async () => {
    const changedAt = (at: string): Promise<{ slug: string }> =>
      publishedRow(app.database, { lastModified: at });
    const since = async (slug: string, date: string): Promise<number> =>
      (
        await app.request('GET', `/delivery/v1/articles/${slug}`, {
          headers: { 'if-modified-since': date },
        })
      ).status;
    const lastModified = async (slug: string): Promise<string> =>
      String((await get(`/delivery/v1/articles/${slug}`)).headers['last-modified']);

    const old = await changedAt('2024-05-05T08:00:10.800Z');
    // The Date, or the Last-Modified, of an answer from between two changes in second 10.
    expect(await since(old.slug, 'Sun, 05 May 2024 08:00:10 GMT')).toBe(200);
    expect(await lastModified(old.slug)).toBe('Sun, 05 May 2024 08:00:11 GMT');
    expect(await since(old.slug, await lastModified(old.slug))).toBe(304);

    const justNow = await changedAt(new Date().toISOString());
    expect(await since(justNow.slug, await lastModified(justNow.slug))).toBe(200);
    expect(Date.parse(await lastModified(justNow.slug))).toBeLessThan(Date.now());
  });
});

import { once } from 'node:events';
import { type IncomingHttpHeaders, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeptAnswers } from '../src/delivery/hot/kept-answers.js';
import { PublicationClock } from '../src/published/publication-clock.js';
import { Statements } from '../src/database/statements.js';
import {
  Desk,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from './factories/items.js';
import { plainPicture } from './factories/plain-photo.js';
import { author, type AuthorRow, section, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { becomes } from './harness/becomes.js';

interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  body: Record<string, unknown>;
}

/** An application that listens, and counts what it asks the database for readers. */
interface Listening extends TestApp {
  port: number;
  asked: () => number;
  /** What the clock's looks wait for before they reach the database; one that fails is a lost database. */
  holdLooks: (until: Promise<void>) => void;
}

let one: Listening;
let other: Listening;
let desk: Desk;
let managing: SignedIn;
let sectionId: string;
let sectionPath: string;

beforeAll(async () => {
  one = await listening(await startApp());
  other = await listening(await startApp({}, one.database));
  desk = new Desk(one);
  managing = await signedIn(one, { roles: [{ role: 'managing_editor' }, { role: 'admin' }] });
  ({ id: sectionId, path: sectionPath } = await section(one.database));
});
afterAll(async () => {
  await other.close();
  await one.close();
});

async function listening(app: TestApp): Promise<Listening> {
  await app.app.listen(0, '127.0.0.1');
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  const statements = app.app.get(Statements);
  const query = statements.query.bind(statements);
  let count = 0;
  let gate = Promise.resolve();
  statements.query = async (name, sql, values) => {
    // The clock is looked at in the background, whoever asks for what.
    if (name === 'publication clock') await gate;
    else count += 1;
    return query(name, sql, values);
  };
  const holdLooks = (until: Promise<void>): void => {
    gate = until;
  };
  return { ...app, port, asked: () => count, holdLooks };
}

async function get(
  { port }: Listening,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Got> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, path, method, headers, host: '127.0.0.1' }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { 'content-encoding': encoding, 'content-type': type = '' } = answer.headers;
        const isJson = encoding === undefined && bytes.length > 0 && type.includes('json');
        const body: Record<string, unknown> = isJson ? JSON.parse(bytes.toString()) : {};
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, body });
      });
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

/** What comes back on a connection for these bytes until its end, read only once all is sent; a character for each byte. */
async function sentAndRead(request: string): Promise<string> {
  const socket = connect(one.port, '127.0.0.1', () => {
    socket.write(request, () => setTimeout(() => socket.resume(), 100));
  });
  const text = textOf(socket);
  socket.pause();
  return text;
}

async function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', reject);
  });
}

async function story(content: object = {}): Promise<ItemBody> {
  return desk.live(managing, 'article', readyArticle(sectionId, content));
}

function pathOf({ slug }: ItemBody): string {
  return `/delivery/v1/articles/${slug}`;
}

/** Until the application trusts what it keeps again: every change makes it look first. */
async function warm(app: Listening, path: string): Promise<Got> {
  let got = await get(app, path);
  await becomes(async () => {
    const before = app.asked();
    got = await get(app, path);
    return app.asked() - before;
  }, 0);
  return got;
}

function idOf({ headers }: Got): unknown {
  return headers['x-request-id'];
}

/** The headers, but for what differs from one request to the next. A Last-Modified does so for some seconds. */
function sameHeaders({ headers }: Got): object {
  const { 'last-modified': modified } = headers;
  return { ...headers, 'x-request-id': null, date: null, 'last-modified': typeof modified };
}

/** Until the other process has heard of all that was done so far, and trusts what it keeps. */
async function told(): Promise<void> {
  const [row] = await one.database.query<{ generation: string }>('select generation from publication_clock');
  const clock = other.app.get(PublicationClock, { strict: false });
  const hasHeard = (): boolean => (clock.generation ?? 0) >= Number(row?.generation) && clock.isSure;
  await becomes(async () => Promise.resolve(hasHeard()), true);
}

describe('an answer to readers', () => {
  it('is made once, and sent again without the framework and the database, the same in every header', async () => {
    const path = pathOf(await story());
    const made = await get(one, path);
    const kept = await warm(one, path);
    expect(made.status).toBe(200);
    expect(kept.bytes.equals(made.bytes)).toBe(true);
    expect(sameHeaders(kept)).toEqual(sameHeaders(made));
    expect(kept.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'content-length': String(made.bytes.length),
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    });
    const traced = await get(one, path, { 'X-Request-Id': 'trace-12345678' });
    expect(traced.headers['x-request-id']).toBe('trace-12345678');
  });

  it('is the same where the framework made it', async () => {
    const path = pathOf(await story());
    const [direct, byFramework] = [await get(one, path), await get(one, `${path}?`)];
    expect(direct.status).toBe(200);
    expect(sameHeaders(direct)).toEqual(sameHeaders(byFramework));
    expect(direct.bytes.equals(byFramework.bytes)).toBe(true);
  });

  it('is 304 for whoever has it, and its head has no body', async () => {
    const path = pathOf(await story());
    const { headers } = await warm(one, path);
    const before = one.asked();
    const again = await get(one, path, { 'If-None-Match': String(headers.etag) });
    expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    expect(again.headers).toMatchObject({
      'cache-control': headers['cache-control'],
      vary: 'Accept-Encoding',
    });
    expect((await get(one, path, { 'If-None-Match': '"other"' })).status).toBe(200);
    const head = await get(one, path, {}, 'HEAD');
    expect([head.status, head.bytes.length, head.headers['content-length']]).toEqual([
      200,
      0,
      headers['content-length'],
    ]);
    expect(one.asked()).toBe(before);
  });

  it('is 304 at the first request too, although it is kept whole', async () => {
    const path = pathOf(await story());
    const { headers } = await get(other, path);
    const first = await get(one, path, { 'If-None-Match': String(headers.etag) });
    expect([first.status, first.bytes.length]).toEqual([304, 0]);
    expect((await warm(one, path)).status).toBe(200);
  });

  it('is compressed for whoever takes that, with a tag of its own', async () => {
    const long = await story({ body: paragraphs('The talks resumed. '.repeat(300)) });
    const path = pathOf(long);
    const plain = await warm(one, path);
    const before = one.asked();
    for (const [accepted, encoding, decoded] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
    ] as const) {
      const sent = await get(one, path, { 'Accept-Encoding': accepted });
      expect(sent.headers['content-encoding']).toBe(encoding);
      expect(sent.bytes.length).toBeLessThan(plain.bytes.length / 3);
      expect(decoded(sent.bytes).equals(plain.bytes)).toBe(true);
      expect(sent.headers.etag).toBe(String(plain.headers.etag).replace(/"$/, `-${encoding}"`));
      for (const tag of [sent.headers.etag, plain.headers.etag]) {
        const conditions = { 'Accept-Encoding': accepted, 'If-None-Match': String(tag) };
        expect((await get(one, path, conditions)).status).toBe(304);
      }
    }
    for (const accepted of ['identity', 'br;q=0', 'nonsense']) {
      const sent = await get(one, path, { 'Accept-Encoding': accepted });
      expect(sent.headers['content-encoding']).toBeUndefined();
    }
    expect(one.asked()).toBe(before);
    // It is compressed once, however often it is sent.
    const kept = one.app.get(KeptAnswers, { strict: false }).find(path);
    const compressed = kept?.in('br');
    expect(compressed?.bodyBytes).toBeGreaterThan(0);
    await get(one, path, { 'Accept-Encoding': 'br' });
    expect(kept?.in('br')).toBe(compressed);
    // Whoever comes first gets it compressed as well.
    const first = await get(other, path, { 'Accept-Encoding': 'br' });
    expect(first.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(first.bytes).equals(plain.bytes)).toBe(true);
  });

  it('is made once for all who ask at the same time', async () => {
    const path = pathOf(await story());
    await warm(one, `/delivery/v1/articles?limit=1`);
    const before = one.asked();
    const answers = await Promise.all(Array.from({ length: 50 }, async () => get(one, path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(one.asked() - before).toBe(1);
  });

  it('is kept once, however its address is spelled', async () => {
    const path = pathOf(await story());
    const kept = one.app.get(KeptAnswers, { strict: false });
    await warm(one, path);
    const { answers } = kept.size;
    const spelled = path.replace(/[a-z](?=[^/]*$)/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    expect((await get(one, spelled)).status).toBe(200);
    expect(kept.find(spelled)).toBeNull();
    expect(kept.size.answers).toBe(answers);
  });

  it('is looked up with others that are asked for meanwhile, and goes to who asked for it', async () => {
    const stories = [await story({ headline: 'Gaza’s “first”' }), await story(), await story()];
    const { slug } = await desk.live(managing, 'editorial', readyEditorial(sectionId));
    await warm(one, `/delivery/v1/articles?limit=1`);
    const asked = [
      ...stories.map((item) => [pathOf(item), item.id]),
      [`/delivery/v1/editorials/${slug}`, expect.any(String)],
      // The same word below another path is another address.
      [`/delivery/v1/articles/${slug}`, undefined],
      ...Array.from({ length: 40 }, (_, n) => [`/delivery/v1/articles/nobody-wrote-${n}`, undefined]),
    ];
    const before = one.asked();
    const answers = await Promise.all(
      asked.map(async ([path]) => [path, (await get(one, String(path))).body.id]),
    );
    expect(answers).toEqual(asked);
    // Those that are not there ask again in the framework, each by itself.
    expect(one.asked() - before - 41).toBeLessThan(10);
  });

  it('that refuses has the id of its own request', async () => {
    const path = '/delivery/v1/articles/nobody-wrote-this';
    const first = await get(one, path);
    const second = await warm(one, path);
    for (const { status, headers, body } of [first, second]) {
      expect([status, body['instance'], headers['cache-control']]).toEqual([
        404,
        headers['x-request-id'],
        'no-store',
      ]);
      expect(headers.etag).toBeUndefined();
    }
    expect(first.body['instance']).not.toBe(second.body['instance']);
  });

  it('that refuses takes nothing else from who asked first', async () => {
    const path = '/delivery/v1/articles/nobody-wrote-that';
    const first = await get(one, path, { 'X-Request-Id': 'not_found' });
    const second = await get(one, path, { 'X-Request-Id': 'trace-87654321' });
    expect(second.body).toEqual({ ...first.body, instance: 'trace-87654321' });
    expect(second.body['code']).toBe('not_found');
    const head = await get(one, path, {}, 'HEAD');
    expect([head.status, head.bytes.length]).toEqual([404, 0]);
  });

  it('of 304 tells nothing of the content, also where it is a list', async () => {
    for (const path of [pathOf(await story()), '/delivery/v1/articles?limit=1']) {
      const { etag } = (await warm(one, path)).headers;
      for (const spelled of [path, path.includes('?') ? `${path}&` : `${path}?`]) {
        const again = await get(one, spelled, { 'If-None-Match': String(etag) });
        expect([again.status, again.headers['content-type'], again.headers.link]).toEqual([
          304,
          undefined,
          undefined,
        ]);
      }
    }
  });

  it('of a picture is 304 for whoever has it', async () => {
    await plainPicture(one);
    const caption = await desk.live(managing, 'photo_caption', readyCaption());
    const { bytes } = await get(one, `/delivery/v1/photo-captions/${caption.id}`);
    const url = new URL(/http[^"]*-small\.jpg/.exec(bytes.toString())?.[0] ?? 'none:');
    const picture = await get(one, url.pathname);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/jpeg']);
    const again = await get(one, url.pathname, { 'If-None-Match': String(picture.headers.etag) });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it('comes in the order of the requests on a connection, each with its own id, however slowly they are read', async () => {
    const path = pathOf(await story({ body: paragraphs('The talks resumed. '.repeat(1_500)) }));
    const { bytes } = await warm(one, path);
    const ids = Array.from({ length: 600 }, (_, n) => `request-${String(n).padStart(8, '0')}`);
    const asked = ids.map((id, n) => {
      // Some of them are nothing that is kept.
      const url = n % 50 === 7 ? '/delivery/v1/sections?nonsense=1' : path;
      return `GET ${url} HTTP/1.1\r\nHost: x\r\nX-Request-Id: ${id}\r\n${n === 599 ? 'Connection: close\r\n' : ''}\r\n`;
    });
    const text = await sentAndRead(asked.join(''));
    const answers = text.split(/(?=HTTP\/1\.1 \d{3} )/);
    expect(answers.map((answer) => /x-request-id: (.*)\r/i.exec(answer)?.[1])).toEqual(ids);
    const kept = answers.filter((answer) => answer.startsWith('HTTP/1.1 200 '));
    expect(kept).toHaveLength(588);
    for (const answer of kept) {
      expect(answer.slice(answer.indexOf('\r\n\r\n') + 4) === bytes.toString('latin1')).toBe(true);
    }
  });

  it('ends the connection where that is asked for, and with an older HTTP', async () => {
    const path = pathOf(await story());
    const { bytes } = await warm(one, path);
    for (const request of [
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      `GET ${path} HTTP/1.0\r\n\r\n`,
    ]) {
      const text = await sentAndRead(request);
      expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(text).toMatch(/\r\nconnection: close\r\n/i);
      expect(text.endsWith(bytes.toString('latin1'))).toBe(true);
    }
  });

  it('that leads elsewhere, or tells of an end, is sent again with the same headers', async () => {
    const [killed, moved] = [await story(), await story()];
    await desk.done(managing, killed.id, 'kill', { reason: 'Wrong', notice: 'Withdrawn.' });
    await desk.republished(managing, moved, { slug: `moved-${moved.slug}` });
    for (const [item, status] of [
      [killed, 410],
      [moved, 301],
    ] as const) {
      const path = pathOf(item);
      const made = await get(one, path);
      const kept = await warm(one, path);
      expect([made.status, kept.status]).toEqual([status, status]);
      expect(sameHeaders(kept)).toEqual(sameHeaders(made));
      expect(kept.body).toEqual({ ...made.body, ...(status === 410 ? { instance: idOf(kept) } : {}) });
      const head = await get(one, path, {}, 'HEAD');
      expect([head.status, head.bytes.length, sameHeaders(head)]).toEqual([status, 0, sameHeaders(kept)]);
    }
  });

  it('of a HEAD is that of a GET without the body, and is made and kept like it', async () => {
    const [long, killed, moved] = [
      await story({ body: paragraphs('Resumed. '.repeat(300)) }),
      await story(),
      await story(),
    ];
    await desk.done(managing, killed.id, 'kill', { reason: 'Wrong', notice: 'Withdrawn.' });
    await desk.republished(managing, moved, { slug: `moved-${moved.slug}` });
    await told();
    const paths = [
      pathOf(long),
      `/delivery/v1/articles?section=${sectionPath}`,
      pathOf(killed),
      pathOf(moved),
      '/delivery/v1/articles/nobody-wrote-it',
      '/delivery/v1/articles?section=nowhere',
    ];
    const found: string[] = [];
    for (const [index, accepted] of ['br', 'gzip', 'identity'].entries()) {
      for (const path of paths) {
        // Each is asked for the first time at this spelling; of these the second is the framework's.
        for (const spelled of [path, `${path}${path.includes('?') ? '' : '?'}${'&'.repeat(index + 1)}`]) {
          const head = await get(other, spelled, { 'Accept-Encoding': accepted }, 'HEAD');
          const whole = await get(other, spelled, { 'Accept-Encoding': accepted });
          expect([spelled, head.status, sameHeaders(head)]).toEqual([
            spelled,
            whole.status,
            sameHeaders(whole),
          ]);
          expect(head.bytes.length).toBe(0);
          found.push(`${head.status} ${String(head.headers['content-encoding'])}`);
        }
      }
    }
    expect(new Set(found)).toEqual(
      new Set([
        '200 br',
        '200 gzip',
        '200 undefined',
        '301 undefined',
        '400 undefined',
        '404 undefined',
        '410 undefined',
      ]),
    );
    const path = pathOf(await story());
    await told();
    expect((await get(other, path, {}, 'HEAD')).status).toBe(200);
    const before = other.asked();
    expect((await get(other, path)).status).toBe(200);
    expect(other.asked()).toBe(before);
  });

  it('is kept where the request is wrong as well, until there is what it asks for', async () => {
    const path = `/delivery/v1/articles?section=${sectionPath}/quays`;
    for (const wrong of [path, '/delivery/v1/articles?limit=0', '/delivery/v1/articles?nonsense=1']) {
      const [first, second] = [await get(one, wrong), await warm(one, wrong)];
      expect([first.status, second.status, idOf(second)]).toEqual([400, 400, second.body['instance']]);
    }
    const body = { name: 'Quays', parentId: sectionId };
    const made = await one.request('POST', '/api/v1/sections', { token: managing.token, body });
    expect(made.status).toBe(201);
    for (const app of [one, other]) await becomesWithin(async () => (await get(app, path)).status, 200);
  });

  it('ends its connection while the server is on its way out', async () => {
    const leaving = await listening(await startApp({}, one.database));
    const path = pathOf(await story());
    await warm(leaving, path);
    const server: Server = leaving.app.getHttpServer();
    const connected = once(server, 'connection') as Promise<Socket[]>;
    const caller = connect(leaving.port, '127.0.0.1');
    const text = textOf(caller);
    caller.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n`);
    const [connection] = await connected;
    await becomes(async () => Promise.resolve((connection?.bytesRead ?? 0) > 0), true);
    const closed = leaving.close();
    await becomes(async () => Promise.resolve(server.listening), false);
    caller.write('\r\n');
    expect(await text).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*connection: close\r\n/i);
    await closed;
  });
});

describe('a kept list', () => {
  async function keep(...paths: string[]): Promise<void> {
    await told();
    for (const path of paths) expect([path, (await get(other, path)).status]).toEqual([path, 200]);
    expect(await kept(...paths)).toEqual(paths);
  }

  /** Those of the paths that the other process still answers from memory. */
  async function kept(...paths: string[]): Promise<string[]> {
    await told();
    const answers = other.app.get(KeptAnswers, { strict: false });
    return paths.filter((path) => answers.find(path) !== null);
  }

  function listsOf({ path }: SectionRow, writer: AuthorRow, tag: string): string[] {
    return [
      `/delivery/v1/articles?section=${path}`,
      `/delivery/v1/articles?section=${path}&sort=updatedAt&limit=3`,
      `/delivery/v1/sections/${path}`,
      `/delivery/v1/feeds/rss.xml?section=${path}`,
      `/delivery/v1/articles?author=${writer.slug}`,
      `/delivery/v1/articles?section=${path}&author=${writer.slug}`,
      `/delivery/v1/authors/${writer.slug}`,
      `/delivery/v1/feeds/atom.xml?author=${writer.slug}`,
      `/delivery/v1/articles?tag=${tag}`,
      `/delivery/v1/articles?section=${path}&tag=${tag}`,
    ];
  }

  it('is ended by what comes into it, and by nothing that does not', async () => {
    const news = await section(one.database);
    const [city, world] = [await section(one.database, news), await section(one.database, news)];
    const [here, there] = [await author(one.database), await author(one.database)];
    const own = [
      ...listsOf(city, here, 'night%20ferries'),
      `/delivery/v1/sections/${news.path}`,
      '/delivery/v1/articles?limit=2',
      '/delivery/v1/feeds/feed.json',
      '/delivery/v1/sitemap.xml',
      '/delivery/v1/search?q=ferries',
    ];
    const others = [
      ...listsOf(world, there, 'day%20ferries'),
      '/delivery/v1/sections',
      '/delivery/v1/authors',
      '/delivery/v1/corrections',
      `/delivery/v1/editorials?section=${city.path}`,
    ];
    await keep(...own, ...others);
    const published = await story({
      headline: 'The ferries sail again',
      sectionId: city.id,
      byline: { authors: [{ authorId: here.id }] },
      tags: ['night ferries', 'harbours'],
    });
    expect(await kept(...own, ...others)).toEqual(others);
    for (const path of own.filter((one) => !one.includes('sitemap'))) {
      expect([path, (await get(other, path)).bytes.includes('The ferries sail again')]).toEqual([path, true]);
    }

    // Corrected for the first time, and elsewhere by now: where it was shown it has to leave.
    await keep(...own, ...others);
    await desk.republished(
      managing,
      published,
      { sectionId: world.id, byline: { authors: [{ authorId: there.id }] }, tags: ['day ferries'] },
      { changeType: 'correction', publicNote: 'They do not sail by night.' },
    );
    expect(await kept(...own, ...others)).toEqual([
      '/delivery/v1/sections',
      '/delivery/v1/authors',
      `/delivery/v1/editorials?section=${city.path}`,
    ]);
    const shown = async (paths: string[]): Promise<string[]> => {
      const found: string[] = [];
      for (const path of paths)
        if ((await get(other, path)).bytes.includes(String(published.slug))) found.push(path);
      return found;
    };
    const left = listsOf(city, here, 'night%20ferries');
    const come = [...listsOf(world, there, 'day%20ferries'), '/delivery/v1/corrections'];
    expect(await shown([...left, ...come])).toEqual(come);
  });

  it('is ended by what leaves it, also by that which only tells that there is more', async () => {
    const news = await section(one.database);
    const stories: ItemBody[] = [];
    for (let number = 0; number < 3; number += 1) stories.push(await story({ sectionId: news.id }));
    const [oldest, second, newest] = stories;
    const lists = [1, 2].map((limit) => `/delivery/v1/articles?section=${news.path}&limit=${limit}`);
    const [ofOne = '', ofTwo = ''] = lists;
    await keep(ofOne, ofTwo);
    const kill = async (item: ItemBody | undefined): Promise<unknown> =>
      desk.done(managing, item?.id ?? '', 'kill', { reason: 'Wrong', notice: 'Withdrawn.' });
    await kill(oldest);
    expect(await kept(ofOne, ofTwo)).toEqual([ofOne]);
    expect((await get(other, ofTwo)).body['nextCursor']).toBeNull();
    await kill(second);
    expect(await kept(ofOne, ofTwo)).toEqual([]);
    const { body } = await get(other, ofOne);
    expect(body).toMatchObject({ items: [{ id: newest?.id }], nextCursor: null });
  });

  it('that shows a caption is ended by its correction, and no other', async () => {
    const [news, sport] = [await section(one.database), await section(one.database)];
    const caption = await desk.live(managing, 'photo_caption', readyCaption());
    const leadPhoto = { photoCaptionId: caption.id };
    await story({ sectionId: news.id, leadPhoto });
    for (const { id } of [news, news, sport]) await story({ sectionId: id });
    const [shows, hasNone, elsewhere] = [
      `/delivery/v1/articles?section=${news.path}`,
      `/delivery/v1/articles?section=${news.path}&limit=1`,
      `/delivery/v1/sections/${sport.path}`,
    ];
    await keep(shows, hasNone, elsewhere);
    await desk.republished(managing, caption, { description: 'Seen from the pier.' });
    await becomes(async () => (await get(other, shows)).bytes.includes('Seen from the pier.'), true);
    expect(await kept(hasNone, elsewhere)).toEqual([hasNone, elsewhere]);
  });

  it('of editorials follows the day of their edition', async () => {
    const opinion = await section(one.database);
    const edition = (editionDate: string): object => ({ editionDate, editionRank: 1 });
    const first = await desk.live(managing, 'editorial', readyEditorial(opinion.id, edition('2026-03-02')));
    const list = `/delivery/v1/editorials?section=${opinion.path}`;
    await keep(list);
    const second = await desk.live(managing, 'editorial', readyEditorial(opinion.id, edition('2026-03-03')));
    const ids = async (): Promise<string[]> => {
      await told();
      return ((await get(other, list)).body['items'] as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids()).toEqual([second.id, first.id]);
    await keep(list);
    await desk.republished(managing, first, edition('2026-03-04'));
    expect(await ids()).toEqual([first.id, second.id]);
  });

  it('is ended by an item of more tags than a notice can name', async () => {
    const news = await section(one.database);
    const tags = Array.from({ length: 50 }, (_, number) => `${number} ${'ж'.repeat(90)}`);
    const list = `/delivery/v1/articles?tag=${encodeURIComponent(tags[49] ?? '')}`;
    await keep(list, '/delivery/v1/sections');
    const { slug } = await story({ sectionId: news.id, tags });
    expect(await kept(list, '/delivery/v1/sections')).toEqual([]);
    expect((await get(other, list)).bytes.includes(String(slug))).toBe(true);
  });

  it('outlasts an embargo, which only what is not live can have', async () => {
    const withdrawn = await story();
    await desk.done(managing, withdrawn.id, 'unpublish', { type: 'gone', reason: 'Too early' });
    const list = `/delivery/v1/articles?section=${sectionPath}`;
    await keep(list);
    expect((await desk.embargo(managing, withdrawn.id, null)).status).toBe(200);
    expect((await desk.lift(managing, withdrawn.id)).status).toBe(204);
    expect(await kept(list)).toEqual([list]);
    await desk.done(managing, withdrawn.id, 'republish');
    expect(await kept(list)).toEqual([]);
  });
});

describe('a change', () => {
  it('is seen at once where it was made, and on the other process as soon as it is told', async () => {
    const item = await story({ headline: 'The talks resume' });
    const path = pathOf(item);
    for (const app of [one, other]) await warm(app, path);
    for (const headline of ['The talks falter', 'The talks end']) {
      await desk.republished(managing, item, { headline });
      expect((await get(one, path)).body['headline']).toBe(headline);
      await becomesWithin(async () => (await get(other, path)).body['headline'], headline);
    }
  });

  it('that kills leaves nothing, in documents and lists, here and there', async () => {
    const item = await story();
    const paths = [pathOf(item), '/delivery/v1/articles?limit=5', `/delivery/v1/sections/${sectionPath}`];
    for (const app of [one, other]) for (const path of paths) await warm(app, path);
    await desk.done(managing, item.id, 'kill', { reason: 'Wrong', notice: 'Withdrawn.' });
    for (const app of [one, other]) {
      await becomesWithin(async () => (await get(app, paths[0] ?? '')).status, 410);
      for (const path of paths.slice(1)) {
        await becomesWithin(async () => (await get(app, path)).bytes.includes(item.id), false);
      }
    }
  });

  it('of one item leaves the kept documents of others', async () => {
    const [first, second] = [await story(), await story()];
    await warm(one, pathOf(first));
    await desk.republished(managing, second, { headline: 'Another' });
    const clock = one.app.get(PublicationClock, { strict: false });
    await becomes(async () => Promise.resolve(clock.isSure), true);
    const before = one.asked();
    expect((await get(one, pathOf(first))).status).toBe(200);
    expect(one.asked()).toBe(before);
    await get(one, pathOf(second));
    expect(one.asked()).toBe(before + 1);
  });

  it('of an editorial leaves the lists of articles', async () => {
    const path = '/delivery/v1/articles?limit=3';
    await warm(other, path);
    await desk.live(managing, 'editorial', readyEditorial(sectionId));
    await warm(other, '/delivery/v1/editorials?limit=1');
    const before = other.asked();
    await get(other, path);
    expect(other.asked()).toBe(before);
  });

  it('of a section, an author or an embargo is seen as well', async () => {
    const writer = await author(one.database);
    const profile = `/delivery/v1/authors/${writer.slug}`;
    const tree = '/delivery/v1/sections';
    const withdrawn = await story();
    await desk.done(managing, withdrawn.id, 'unpublish', { type: 'gone', reason: 'Too early' });
    for (const app of [one, other])
      for (const path of [profile, tree, pathOf(withdrawn)]) await get(app, path);
    const made = await one.request<{ id: string }>('POST', '/api/v1/sections', {
      token: managing.token,
      body: { name: 'Harbours' },
    });
    expect(made.status).toBe(201);
    const changed = await one.request('PATCH', `/api/v1/authors/${writer.id}`, {
      token: managing.token,
      ifMatch: '"1"',
      body: { bio: 'Writes of harbours.' },
    });
    expect(changed.status).toBe(200);
    expect((await desk.embargo(managing, withdrawn.id, null)).status).toBe(200);
    for (const app of [one, other]) {
      await becomesWithin(async () => (await get(app, tree)).bytes.includes('Harbours'), true);
      await becomesWithin(async () => (await get(app, profile)).body['bio'], 'Writes of harbours.');
      await becomesWithin(async () => (await get(app, pathOf(withdrawn))).status, 404);
    }
  });

  it('that is refused costs no copy its trust, however many try', async () => {
    const path = pathOf(await story());
    await warm(one, path);
    const before = one.asked();
    const nonsense = ['/delivery/v1/nothing', '/api/v1/nothing', '/api/v1/articles'];
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, number) => {
        const refused = get(one, nonsense[number % nonsense.length] ?? '', {}, 'POST');
        return [(await get(one, path)).status, (await refused).status];
      }),
    );
    expect(new Set(answers.flat())).toEqual(new Set([200, 401, 404]));
    expect(one.asked()).toBe(before);
  });

  it('is found without a notice: one that was lost costs less than a second', async () => {
    const item = await story({ headline: 'Before' });
    await told();
    await warm(other, pathOf(item));
    // Nobody is told of what this session does.
    await one.database.query('alter table outbox disable trigger outbox_numbered_at_commit');
    await desk.republished(managing, item, { headline: 'After' });
    await one.database.query('alter table outbox enable trigger outbox_numbered_at_commit');
    expect((await get(other, pathOf(item))).body['headline']).toBe('Before');
    await one.database.query('update publication_clock set generation = generation + 1');
    await becomesWithin(async () => (await get(other, pathOf(item))).body['headline'], 'After');
  });

  it('is seen where the database has gone back, and counts again what it counted before', async () => {
    const item = await story();
    for (const app of [one, other]) await warm(app, pathOf(item));
    const clock = other.app.get(PublicationClock, { strict: false });
    const before = clock.generation ?? 0;
    await one.database.query('update publication_clock set generation = generation - 3');
    await becomes(async () => clock.generation, before - 3);
    await warm(other, pathOf(item));
    await desk.done(managing, item.id, 'kill', { reason: 'Wrong', notice: 'Withdrawn.' });
    await becomes(async () => (await get(other, pathOf(item))).status, 410);
    expect(clock.generation).toBeLessThan(before);
  });

  it('is seen while connections for notices are cut again and again', async () => {
    const item = await story();
    const caption = await desk.live(managing, 'photo_caption', readyCaption());
    expect((await get(other, `/delivery/v1/photo-captions/${caption.id}`)).status).toBe(200);
    for (let round = 1; round <= 6; round += 1) {
      await warm(other, pathOf(item));
      await one.database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'copydesk notifications'`,
      );
      await desk.republished(managing, item, { headline: `Round ${round}` });
      await becomesWithin(async () => (await get(other, pathOf(item))).body['headline'], `Round ${round}`);
    }
  });
});

describe('while it is not known what has changed', () => {
  let clock: PublicationClock;
  let look: () => void;

  beforeAll(() => {
    clock = one.app.get(PublicationClock, { strict: false });
  });

  /** Has the clock wait until `look` is called. */
  function hold(): void {
    one.holdLooks(new Promise((resolve) => (look = resolve)));
  }

  /** Until so many more requests have reached the server. */
  async function arrived(count: number): Promise<void> {
    const server: Server = one.app.getHttpServer();
    for (let there = 0; there < count; there += 1) await once(server, 'request');
  }

  it('readers wait a moment, and are then answered as usual: once for all, and compressed', async () => {
    // A busy machine may take longer over that than they wait.
    await becomes(async () => {
      const path = pathOf(await story({ body: paragraphs('The talks resumed. '.repeat(300)) }));
      await warm(one, '/delivery/v1/articles?limit=1');
      hold();
      clock.doubt();
      const before = one.asked();
      const there = arrived(4);
      const answers = [1, 2, 3, 4].map(async () => get(one, path, { 'Accept-Encoding': 'br' }));
      await there;
      look();
      const encodings = (await Promise.all(answers)).map(({ headers }) => headers['content-encoding']);
      return [one.asked() - before, ...encodings].join();
    }, '1,br,br,br,br');
  });

  it('readers do not wait for long, and see what was changed here', async () => {
    const item = await story({ headline: 'Before' });
    await warm(one, pathOf(item));
    hold();
    await desk.republished(managing, item, { headline: 'After' });
    expect((await get(one, pathOf(item))).body['headline']).toBe('After');
    look();
  });

  it('readers do not wait at all where a look has failed', async () => {
    const path = pathOf(await story());
    one.holdLooks(Promise.reject(new Error('The database is lost')));
    clock.doubt();
    await becomes(async () => Promise.race([clock.becomesSure(), pause(0, 'waits')]), false);
    for (const _ of [1, 2]) {
      const before = one.asked();
      expect((await get(one, path)).status).toBe(200);
      expect(one.asked()).toBe(before + 1);
    }
    one.holdLooks(Promise.resolve());
    await warm(one, path);
  });
});

describe('what is kept', () => {
  it('stays below its limit, and can be nothing', async () => {
    const small = await listening(await startApp({ readerCacheMegabytes: 1 }, one.database));
    for (let number = 0; number < 800; number += 1) {
      await get(small, `/delivery/v1/articles/none-${number}?${'x'.repeat(200)}`);
    }
    const { bytes } = small.app.get(KeptAnswers, { strict: false }).size;
    expect(bytes).toBeLessThan(1024 * 1024);
    await small.close();
    const none = await listening(await startApp({ readerCacheMegabytes: 0 }, one.database));
    const path = pathOf(await story());
    expect((await get(none, path)).status).toBe(200);
    const before = none.asked();
    expect((await get(none, path)).status).toBe(200);
    expect(none.asked()).toBe(before + 1);
    expect(none.app.get(KeptAnswers, { strict: false }).size).toEqual({ answers: 0, bytes: 0 });
    await none.close();
  });
});

/** Soon: the second itself is held by test/freshness, which asks when each request began, and not how long it took. */
async function becomesWithin<T>(read: () => Promise<T>, value: T): Promise<void> {
  const startedAt = Date.now();
  await becomes(read, value);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
}

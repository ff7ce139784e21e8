import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk, paragraphs, readyArticle, readyCaption, readyEditorial } from '../factories/items.js';
import { author, section, type SectionRow } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';
import { becomes } from '../harness/becomes.js';
import { Description } from '../harness/described.js';
import { expectNinjs } from '../harness/ninjs-schema.js';

const HOSTILE = 'Talks ]]> & <b>“end”</b> 👩‍💻 שלום';
const description = new Description();

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let managing: SignedIn;

beforeAll(async () => {
  app = await startApp({ siteName: 'The Ferry' });
  desk = new Desk(app);
  news = await section(app.database);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => app.close());

async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await app.request('GET', `/delivery/v1${url}`, { headers });
  expect(description.faults('GET', `/delivery/v1${url}`, answer)).toEqual([]);
  return answer;
}

describe('a document', () => {
  it('is ninjs, with photo, credit and corrections, and canceled once it is killed', async () => {
    const caption = await desk.live(managing, 'photo_caption', readyCaption());
    const item = await desk.live(
      managing,
      'article',
      readyArticle(news.id, { headline: HOSTILE, leadPhoto: { photoCaptionId: caption.id } }),
    );
    await desk.republished(
      managing,
      item,
      { kicker: 'Talks' },
      { changeType: 'correction', publicNote: 'It was Tuesday.' },
    );
    const url = `/articles/${item.slug}?format=ninjs`;
    const live = await get(url);
    expect([live.status, live.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(live.body).toMatchObject({
      uri: `urn:uuid:${item.id}`,
      type: 'text',
      pubStatus: 'usable',
      edNote: 'Correction: It was Tuesday.',
      headlines: [{ value: HOSTILE }, { role: 'kicker', value: 'Talks' }],
      associations: [
        { name: 'main', uri: `urn:uuid:${caption.id}`, infoSources: [{ name: 'Reuters', role: 'credit' }] },
      ],
    });
    expectNinjs(live.body);

    const picture = await get(`/photo-captions/${caption.id}?format=ninjs`);
    expect(picture.body).toMatchObject({ uri: `urn:uuid:${caption.id}`, type: 'picture' });
    expectNinjs(picture.body);

    await desk.done(managing, item.id, 'kill', { reason: 'Wrong', notice: 'Killed on advice.' });
    const killed = await get(url);
    expect([killed.status, killed.headers['content-type']]).toEqual([410, 'application/json; charset=utf-8']);
    expect(killed.headers['cache-control']).toBe('no-store');
    expect(killed.body).toMatchObject({
      uri: `urn:uuid:${item.id}`,
      pubStatus: 'canceled',
      edNote: 'Killed on advice.',
    });
    expect(killed.text).not.toContain('Talks');
    expectNinjs(killed.body);
    const jsonLd = await get(`/articles/${item.slug}?format=jsonld`);
    expect([jsonLd.status, jsonLd.body.code]).toEqual([410, 'killed']);
  });

  it('is schema.org, an editorial as opinion', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id, { headline: HOSTILE }));
    await desk.republished(
      managing,
      item,
      { body: paragraphs('The talks ended.') },
      { changeType: 'correction', publicNote: 'They ended.' },
    );
    const { body, headers, text } = await get(`/articles/${item.slug}?format=jsonld`);
    // Sites put it between script tags, which no headline may end.
    expect(text).not.toContain('<');
    expect(headers['content-type']).toBe('application/ld+json; charset=utf-8');
    const own = await get(`/articles/${item.slug}`);
    expect(body).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: HOSTILE,
      datePublished: own.body.publishedAt,
      dateModified: own.body.updatedAt,
      isAccessibleForFree: true,
      inLanguage: 'en',
      author: [{ name: 'Reuters' }],
      publisher: { name: 'The Ferry' },
      correction: [{ '@type': 'CorrectionComment', text: 'They ended.' }],
    });
    const editorial = await desk.live(managing, 'editorial', readyEditorial(news.id));
    const opinion = await get(`/editorials/${editorial.slug}?format=jsonld`);
    expect(opinion.body).toMatchObject({
      '@type': 'OpinionNewsArticle',
      author: [{ name: 'The Ferry' }],
    });
  });

  it('keeps to the rules of answers in each format', async () => {
    const { id, slug } = await desk.live(managing, 'article', readyArticle(news.id));
    const plain = await get(`/articles/${slug}`);
    for (const format of ['ninjs', 'jsonld']) {
      const url = `/articles/${slug}?format=${format}`;
      const { headers } = await get(url);
      const etag = String(headers.etag);
      expect(etag).not.toBe(plain.headers.etag);
      expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
      expect((await get(url, { 'if-none-match': etag })).status).toBe(304);
      const head = await app.request('HEAD', `/delivery/v1${url}`);
      expect([head.status, head.text, head.headers.etag]).toEqual([200, '', etag]);
      expect((await get(`/articles/nowhere?format=${format}`)).status).toBe(404);
    }
    for (const query of ['format=xml', 'format=', 'format=ninjs&format=ninjs', 'style=ninjs']) {
      expect([query, (await get(`/articles/${slug}?${query}`)).status]).toEqual([query, 400]);
    }
    await desk.done(managing, id, 'unpublish', { type: 'gone', reason: 'Early' });
    expect((await desk.embargo(managing, id, null)).status).toBe(200);
    for (const format of ['ninjs', 'jsonld']) {
      expect((await get(`/articles/${slug}?format=${format}`)).status).toBe(404);
    }
  });
});

describe('an item with a new address', () => {
  it('is led to from the old one in the format that was asked for', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    const moved = await desk.republished(managing, item, { slug: `${item.slug}-again` });
    for (const format of ['ninjs', 'jsonld']) {
      const { status, headers } = await get(`/articles/${item.slug}?format=${format}`);
      expect([status, headers.location]).toEqual([
        301,
        `http://copydesk.test/delivery/v1/articles/${moved.slug}?format=${format}`,
      ]);
    }
    const { body } = await get(`/articles/${moved.slug}?format=ninjs`);
    expect(body['uri']).toBe(`urn:uuid:${item.id}`);
  });
});

/** What the application answers over its socket, where answers are kept. */
async function textAt(port: number, path: string): Promise<string> {
  return new Promise((done, failed) => {
    httpRequest({ port, path: `/delivery/v1${path}`, host: '127.0.0.1', agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => done(Buffer.concat(chunks).toString()));
      answer.on('error', failed);
    })
      .on('error', failed)
      .end();
  });
}

async function listening({ app: server }: TestApp): Promise<number> {
  await server.listen(0, '127.0.0.1');
  const { port } = server.getHttpServer().address() as AddressInfo;
  return port;
}

/** Everywhere that the story can be read of. */
async function placesOf(slug: string, sectionPath: string, authorSlug: string): Promise<string[]> {
  const index = await app.request<string>('GET', '/delivery/v1/sitemap.xml');
  const page = /\/sitemaps\/\d+\.xml(?!.*\/sitemaps\/)/s.exec(index.body)?.[0] ?? '';
  const feeds = ['rss.xml', 'atom.xml', 'feed.json'].flatMap((file) =>
    ['', `?section=${sectionPath}`, `?author=${authorSlug}`].map((query) => `/feeds/${file}${query}`),
  );
  const documents = ['', '?format=ninjs', '?format=jsonld'].map((query) => `/articles/${slug}${query}`);
  return [...documents, ...feeds, page, '/sitemap-news.xml'];
}

describe('what readers may not see', () => {
  let other: TestApp;
  let ports: number[];

  beforeAll(async () => {
    other = await startApp({}, app.database);
    ports = [await listening(app), await listening(other)];
  });
  afterAll(async () => other.close());

  it('leaves every format at once when it is killed, on another process as well', async () => {
    const writer = await author(app.database);
    const item = await desk.live(
      managing,
      'article',
      readyArticle(news.id, {
        headline: 'Zebrafish talks',
        byline: { authors: [{ authorId: writer.id }] },
      }),
    );
    const places = await placesOf(String(item.slug), news.path, writer.slug);
    for (const port of ports) {
      for (const place of places) {
        // Twice: the second answer is a kept one.
        await textAt(port, place);
        expect([place, /zebrafish/i.test(await textAt(port, place))]).toEqual([place, true]);
      }
    }
    await desk.done(managing, item.id, 'kill', { reason: 'Wrong', notice: 'Killed.' });
    const [here = 0, there = 0] = ports;
    for (const place of places) {
      expect([place, /zebrafish/i.test(await textAt(here, place))]).toEqual([place, false]);
    }
    for (const place of places) {
      await becomes(async () => /zebrafish/i.test(await textAt(there, place)), false);
    }
    expect(JSON.parse(await textAt(there, `/articles/${item.slug}?format=ninjs`))).toMatchObject({
      pubStatus: 'canceled',
    });
  });

  it('is in no format while it is under an embargo', async () => {
    const writer = await author(app.database);
    const content = readyArticle(news.id, {
      headline: 'Quagga talks',
      byline: { authors: [{ authorId: writer.id }] },
    });
    const draft = await desk.made(managing, 'article', content);
    const withdrawn = await desk.live(managing, 'article', content);
    await desk.done(managing, withdrawn.id, 'unpublish', {
      type: 'withdrawn',
      reason: 'Early',
      notice: 'Quagga.',
    });
    for (const { id } of [draft, withdrawn]) {
      expect((await desk.embargo(managing, id, null)).status).toBe(200);
    }
    const places = await placesOf(String(withdrawn.slug), news.path, writer.slug);
    for (const place of places) {
      const text = await textAt(ports[0] ?? 0, place);
      expect([place, /quagga(?!-)/i.test(text), text.includes(withdrawn.id)]).toEqual([place, false, false]);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk, paragraphs, readyArticle, readyCaption, readyEditorial } from './factories/items.js';
import { section, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';
import { Description } from './harness/described.js';
import { expectNinjs } from './harness/ninjs-schema.js';

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
    const { body, headers } = await get(`/articles/${item.slug}?format=jsonld`);
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

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/database/id.js';
import type { Kind } from '../../src/kinds.js';
import {
  Desk,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
  readyEditorial,
} from '../factories/items.js';
import { author, section, type SectionRow, uniqueName } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';

interface Link {
  id: string;
  url: string;
  revision: number;
  expiresAt: string;
}

type LinkAnswer = Answer<Link & { code: string; errors?: { pointer: string; code: string }[] }>;

let app: TestApp;
let desk: Desk;
let world: SectionRow;
let reporter: SignedIn;
let chief: SignedIn;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  world = await section(app.database);
  reporter = await signedIn(app, { roles: [{ role: 'reporter', sectionId: world.id }] });
  chief = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => await app.close());

async function ask(by: SignedIn, id: string, body: unknown = {}, key?: string): Promise<LinkAnswer> {
  return app.request('POST', `/api/v1/items/${id}/preview-links`, {
    token: by.token,
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
}

async function link(by: SignedIn, id: string, body: object = {}): Promise<Link> {
  const made = await ask(by, id, body);
  expect(made).toMatchObject({ status: 201 });
  return made.body;
}

/** What a stranger gets at the link's url. */
async function open(url: string, method: 'GET' | 'HEAD' = 'GET'): Promise<Answer> {
  return app.request(method, url.replace(app.config.publicUrl, ''));
}

async function revoke(by: SignedIn, itemId: string, linkId: string): Promise<LinkAnswer> {
  return app.request('DELETE', `/api/v1/items/${itemId}/preview-links/${linkId}`, { token: by.token });
}

async function links(by: SignedIn, itemId: string): Promise<Link[]> {
  const { body } = await desk.get<{ items: Link[] }>(by, `items/${itemId}/preview-links`);
  return body.items;
}

/** A link that ran out a moment ago; its row never changes, so it is made so. */
async function expired(itemId: string): Promise<Link> {
  const made = await link(chief, itemId);
  await app.database.query('set session_replication_role = replica');
  await app.database.query(
    `update preview_link set made_at = clock_timestamp() - interval '1 day', expires_at = clock_timestamp() where id = $1`,
    [made.id],
  );
  await app.database.query('set session_replication_role = default');
  return made;
}

async function delivered(path: string): Promise<Record<string, unknown>> {
  const answer = await app.request('GET', `/delivery/v1/${path}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

/** The document without the time that only a publication can give it. */
function untimed(document: Record<string, unknown>): object {
  return { ...document, publishedAt: undefined };
}

describe('a preview link', () => {
  it('is an address below PUBLIC_URL that lasts a week, is kept, and moves no version', async () => {
    const item = await desk.made(reporter, 'article', readyArticle(world.id));
    const made = await ask(reporter, item.id);
    expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { revision: 1 } });
    expect(Object.keys(made.body)).toEqual(['id', 'url', 'revision', 'expiresAt']);
    expect(made.body.url).toMatch(/^http:\/\/copydesk\.test\/previews\/[\w-]{1,100}$/);
    const days = (Date.parse(made.body.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
    const location = `/api/v1/items/${item.id}/preview-links/${made.body.id}`;
    expect(made.headers['location']).toBe(`http://copydesk.test${location}`);
    const read = await app.request('GET', location, { token: reporter.token });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: made.body });
    expect(await links(reporter, item.id)).toEqual([made.body]);
    expect(await desk.read(reporter, item.id)).toMatchObject({
      headers: { etag: '"1"' },
      body: { modifiedAt: item.modifiedAt },
    });
    const kept = await app.database.query('select l::text as row from preview_link l where id = $1', [
      made.body.id,
    ]);
    expect(JSON.stringify(kept)).not.toContain(made.body.url.split('/').at(-1));
  });

  it('shows strangers the document that readers get once the revision is published', async () => {
    const writer = await author(app.database);
    const caption = await desk.live(chief, 'photo_caption', readyCaption());
    const related = await desk.live(chief, 'article', readyArticle(world.id));
    const content = readyArticle(world.id, {
      kicker: 'Water',
      standfirst: 'After three months',
      dateline: { place: 'ISLAMABAD' },
      byline: { authors: [{ authorId: writer.id }] },
      leadPhoto: { photoCaptionId: caption.id, caption: 'Dawn' },
      tags: ['water'],
      related: [{ itemId: related.id }],
    });
    const item = await desk.made(chief, 'article', content);
    const { url } = await link(chief, item.id);
    const preview = await open(url);
    expect(preview).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    });
    expect(preview.headers['etag']).toBeUndefined();
    expect(await open(url, 'HEAD')).toMatchObject({
      status: 200,
      text: '',
      headers: { 'x-robots-tag': 'noindex', 'cache-control': 'no-store' },
    });
    expect(await app.request('GET', `/delivery/v1/articles/${item.slug}`)).toMatchObject({ status: 404 });
    const live = await desk.done(chief, item.id, 'publish');
    const published = await delivered(`articles/${live.slug}`);
    expect(untimed(preview.body)).toEqual(untimed(published));
    expect(Object.keys(preview.body)).toEqual(Object.keys(published));
    expect(preview.body).toMatchObject({ leadPhoto: { caption: 'Dawn' }, related: [{ slug: related.slug }] });
    // And the very same once it is live, byline names of that day included.
    await app.database.query(`update author set name = 'Renamed' where id = $1`, [writer.id]);
    expect((await open(url)).body).toEqual(published);
  });

  it.each<[Kind, string, (sectionId: string) => object]>([
    ['editorial', 'editorials', readyEditorial],
    ['photo_caption', 'photo-captions', () => readyCaption()],
  ])('is there for a %s as well', async (kind, path, ready) => {
    const item = await desk.made(chief, kind, ready(world.id));
    const preview = await open((await link(chief, item.id)).url);
    const live = await desk.done(chief, item.id, 'publish');
    expect(untimed(preview.body)).toEqual(untimed(await delivered(`${path}/${live.slug ?? item.id}`)));
  });

  it.each<Kind>(['article', 'editorial', 'photo_caption'])('shows an empty %s as it is', async (kind) => {
    const item = await desk.made(chief, kind, {});
    const preview = await open((await link(chief, item.id)).url);
    expect(preview).toMatchObject({ status: 200, body: { id: item.id, kind, section: null } });
  });

  it('forecasts a slug that is taken, and keeps the address of what was published', async () => {
    const headline = uniqueName('Tides');
    const first = await desk.live(chief, 'article', readyArticle(world.id, { headline }));
    const second = await desk.made(chief, 'article', readyArticle(world.id, { headline }));
    const preview = await open((await link(chief, second.id)).url);
    expect(preview.body).toMatchObject({ slug: `${first.slug}-2` });
    const live = await desk.done(chief, second.id, 'publish');
    expect(live.slug).toBe(`${first.slug}-2`);
    const moved = await section(app.database);
    await desk.saved(chief, second, { headline: 'Another headline', sectionId: moved.id });
    const update = await open((await link(chief, second.id)).url);
    expect(update.body).toMatchObject({
      headline: 'Another headline',
      slug: live.slug,
      section: { path: moved.path },
      publishedAt: live.firstPublishedAt,
    });
  });

  it('is bound to its revision: what is saved later does not show', async () => {
    const item = await desk.made(chief, 'article', readyArticle(world.id, { kicker: 'First' }));
    const first = await link(chief, item.id);
    await desk.saved(chief, item, { kicker: 'Second' });
    const second = await link(chief, item.id);
    const again = await link(chief, item.id, { revision: 1 });
    expect([first, second, again].map(({ revision }) => revision)).toEqual([1, 2, 1]);
    await desk.saved(chief, item, { kicker: 'Third' });
    await desk.done(chief, item.id, 'publish');
    const kickers = [];
    for (const { url } of [first, second, again]) kickers.push((await open(url)).body['kicker']);
    expect(kickers).toEqual(['First', 'Second', 'First']);
    // Without a draft, the live one; without either, the last that was.
    expect(await link(chief, item.id)).toMatchObject({ revision: 3 });
    await desk.done(chief, item.id, 'unpublish', { type: 'gone', reason: 'Test' });
    expect(await link(chief, item.id)).toMatchObject({ revision: 3 });
  });

  it('shows nothing of others that readers could not have', async () => {
    const caption = await desk.made(chief, 'photo_caption', readyCaption({ description: 'Unseen ferry' }));
    const other = await desk.made(chief, 'article', readyArticle(world.id, { headline: 'Unseen story' }));
    const item = await desk.made(
      chief,
      'article',
      readyArticle(world.id, {
        leadPhoto: { photoCaptionId: caption.id },
        body: {
          type: 'doc',
          content: [
            ...Object(paragraphs('Text'))['content'],
            { type: 'photo', attrs: { photoCaptionId: caption.id } },
          ],
        },
        related: [{ itemId: other.id }],
      }),
    );
    const { url } = await link(chief, item.id);
    const before = await open(url);
    expect(before).toMatchObject({ status: 200, body: { leadPhoto: null, related: [] } });
    expect(before.text).not.toMatch(/Unseen/);
    await desk.done(chief, caption.id, 'publish');
    expect(await open(url)).toMatchObject({ body: { leadPhoto: { caption: 'Unseen ferry' } } });
  });

  it('is listed newest first, page by page', async () => {
    const item = await desk.made(chief, 'article', readyArticle(world.id));
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) made.unshift((await link(chief, item.id)).id);
    const path = `items/${item.id}/preview-links?limit=2`;
    const first = await desk.get<{ items: Link[]; nextCursor: string }>(chief, path);
    expect(first.headers['link']).toContain('rel="next"');
    const next = await desk.get<{ items: Link[]; nextCursor: null }>(
      chief,
      `${path}&cursor=${first.body.nextCursor}`,
    );
    expect([...first.body.items, ...next.body.items].map(({ id }) => id)).toEqual(made);
    expect(next.body.nextCursor).toBeNull();
  });

  it('is made once under an Idempotency-Key', async () => {
    const item = await desk.made(chief, 'article', readyArticle(world.id));
    const first = await ask(chief, item.id, {}, 'once');
    expect(await ask(chief, item.id, {}, 'once')).toMatchObject({ status: 201, body: first.body });
    expect(await links(chief, item.id)).toHaveLength(1);
    expect(await ask(chief, item.id, { revision: 1 }, 'once')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    await revoke(chief, item.id, first.body.id);
    expect(await ask(chief, item.id, {}, 'once')).toMatchObject({ status: 404 });
  });
});

describe('a preview link ends', () => {
  const CANARY = 'canary-of-the-harbour';

  async function canary(): Promise<ItemBody> {
    const content = { kicker: CANARY, body: paragraphs(CANARY), tags: [CANARY] };
    return desk.made(chief, 'article', readyArticle(world.id, content));
  }

  async function expectEnded({ url }: Link): Promise<void> {
    const answer = await open(url);
    expect(answer).toMatchObject({
      status: 410,
      headers: {
        'content-type': 'application/problem+json; charset=utf-8',
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
      },
      body: { code: 'preview_ended' },
    });
    // Always in the same words: why is not for the holder of the link to learn.
    expect({ ...answer.body, instance: '' }).toEqual({
      type: 'urn:copydesk:problem:preview_ended',
      title: 'Gone',
      status: 410,
      detail: 'The preview link has expired or was revoked, or what it showed is not to be shown.',
      code: 'preview_ended',
      instance: '',
    });
    expect(answer.text).not.toContain(CANARY);
    expect(await open(url, 'HEAD')).toMatchObject({ status: 410, headers: { 'x-robots-tag': 'noindex' } });
  }

  it('when it is revoked, by whoever may edit the item, once', async () => {
    const item = await canary();
    const [made, other] = [await link(chief, item.id), await link(chief, item.id)];
    expect(await revoke(chief, item.id, made.id)).toMatchObject({ status: 204, text: '' });
    expect(await revoke(chief, item.id, made.id)).toMatchObject({ status: 204 });
    await expectEnded(made);
    expect(await open(other.url)).toMatchObject({ status: 200 });
    expect(await links(chief, item.id)).toEqual([other]);
    const path = `items/${item.id}/preview-links/${made.id}`;
    expect(await desk.get(chief, path)).toMatchObject({ status: 404 });
    const trail = await desk.get<{ items: object[] }>(chief, `items/${item.id}/history`);
    expect(trail.body.items).toMatchObject([
      { action: 'preview-link.revoke', revision: 1, details: { linkId: made.id } },
      { action: 'preview-link.make', revision: 1, details: { linkId: other.id } },
      { action: 'preview-link.make', revision: 1, details: { linkId: made.id } },
      { action: 'create' },
    ]);
  });

  it('when its time is over', async () => {
    const item = await canary();
    const made = await expired(item.id);
    await expectEnded(made);
    expect(await links(chief, item.id)).toEqual([]);
  });

  it('when the item is killed: its text is behind no link, old or new (edge case 7)', async () => {
    const item = await canary();
    const draft = await link(chief, item.id);
    await desk.done(chief, item.id, 'publish');
    await desk.saved(chief, item, { kicker: `${CANARY} again` });
    const next = await link(chief, item.id);
    await desk.done(chief, item.id, 'unpublish', { type: 'gone', reason: 'Test' });
    expect(await open(draft.url)).toMatchObject({ status: 200 });
    await desk.done(chief, item.id, 'kill', { reason: 'Court', notice: 'Withdrawn.' });
    for (const made of [draft, next]) await expectEnded(made);
    expect(await links(chief, item.id)).toEqual([]);
    expect(await ask(chief, item.id, { revision: 1 })).toMatchObject({
      status: 409,
      body: { code: 'invalid_transition' },
    });
  });

  it('when the item is put under an embargo, for good; one made under it is for those who know', async () => {
    const item = await canary();
    const made = await link(chief, item.id);
    expect(await desk.embargo(chief, item.id, null)).toMatchObject({ status: 200 });
    await expectEnded(made);
    const inside = await link(chief, item.id);
    expect(await open(inside.url)).toMatchObject({ status: 200 });
    expect(await desk.lift(chief, item.id)).toMatchObject({ status: 204 });
    await expectEnded(made);
    expect(await open(inside.url)).toMatchObject({ status: 200 });
  });

  it('while the item is spiked', async () => {
    const item = await canary();
    const made = await link(chief, item.id);
    await desk.done(chief, item.id, 'spike');
    await expectEnded(made);
    expect(await ask(chief, item.id)).toMatchObject({ status: 409, body: { code: 'invalid_transition' } });
    await desk.done(chief, item.id, 'unspike');
    expect(await open(made.url)).toMatchObject({ status: 200 });
  });

  it('and its row cannot be made to say something else', async () => {
    const item = await canary();
    const made = await link(chief, item.id);
    await desk.saved(chief, item, { kicker: 'Secret' });
    for (const change of [
      `update preview_link set revision = 2 where id = $1`,
      `update preview_link set expires_at = expires_at + interval '1 day' where id = $1`,
      `delete from preview_link where id = $1`,
    ]) {
      await expect(app.database.query(change, [made.id])).rejects.toMatchObject({
        constraint: 'preview_link_append_only',
      });
    }
    await revoke(chief, item.id, made.id);
    await expect(
      app.database.query('update preview_link set revoked_by = null, revoked_at = null where id = $1', [
        made.id,
      ]),
    ).rejects.toMatchObject({ constraint: 'preview_link_append_only' });
  });
});

describe('a token that does not fit', () => {
  it('is a 404, and the database is not asked for one that was never signed', async () => {
    const item = await desk.made(chief, 'article', readyArticle(world.id));
    const { url } = await link(chief, item.id);
    const token = url.split('/').at(-1) ?? '';
    const changed = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    await app.database.query('begin');
    await app.database.query('lock table preview_link in access exclusive mode');
    const answers: Answer[] = [];
    for (const wrong of [
      changed,
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      'x',
      '%00',
      '%F0%9F%90%A6',
      `${token}%00`,
      'A'.repeat(12_000),
      newId(),
    ]) {
      answers.push(await app.request('GET', `/previews/${wrong}`));
    }
    await app.database.query('rollback');
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
        headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' },
      });
      expect(answer.text.length).toBeLessThan(500);
    }
    expect(await app.request('GET', `/previews/${token}?utm_source=x`)).toMatchObject({
      status: 400,
      headers: { 'x-robots-tag': 'noindex' },
    });
    for (const path of ['/previews', '/previews/', `/previews/${token}/x`]) {
      expect(await app.request('GET', path)).toMatchObject({ status: 404 });
    }
    // Signed, and of a link that this database does not have.
    const strangers = await startApp();
    expect(await strangers.request('GET', `/previews/${token}`)).toMatchObject({ status: 404 });
    await strangers.close();
    expect(await open(url)).toMatchObject({ status: 200 });
  });
});

describe('a preview link is refused', () => {
  it.each([
    [{ revision: 2 }, '/revision'],
    [{ revision: 0 }, '/revision'],
    [{ revision: '1' }, '/revision'],
    [{ revision: 1e12 }, '/revision'],
    [{ revision: null }, '/revision'],
    [{ expiresInSeconds: 59 }, '/expiresInSeconds'],
    [{ expiresInSeconds: 2_592_001 }, '/expiresInSeconds'],
    [{ expiresInSeconds: 3600.5 }, '/expiresInSeconds'],
    [{ url: 'https://a.example/' }, '/url'],
  ])('for %j, with a pointer', async (body, pointer) => {
    const item = await desk.made(chief, 'article', {});
    const refused = await ask(chief, item.id, body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(new Set(refused.body.errors?.map((fault) => fault.pointer))).toEqual(new Set([pointer]));
    expect(await links(chief, item.id)).toEqual([]);
  });

  it('to who may not edit the item: no link is made, listed, read or revoked', async () => {
    const item = await desk.made(chief, 'article', readyArticle(world.id));
    const made = await link(chief, item.id);
    const live = await desk.live(chief, 'article', readyArticle(world.id));
    const ofLive = await link(chief, live.id);
    const doors = async (by: SignedIn, itemId: string, linkId: string): Promise<number[]> => {
      const answers = [
        await ask(by, itemId),
        await desk.get(by, `items/${itemId}/preview-links`),
        await desk.get(by, `items/${itemId}/preview-links/${linkId}`),
        await revoke(by, itemId, linkId),
      ];
      return answers.map(({ status }) => status);
    };
    expect(await doors(reporter, item.id, made.id)).toEqual([404, 404, 404, 404]);
    expect(await doors(reporter, live.id, ofLive.id)).toEqual([403, 403, 403, 403]);
    const legal = await signedIn(app, { roles: [{ role: 'legal' }] });
    expect(await doors(legal, item.id, made.id)).toEqual([403, 403, 403, 403]);
    expect(await doors({ ...chief, token: 'none' }, item.id, made.id)).toEqual([401, 401, 401, 401]);
    // A link of another item is not there under this one.
    const own = await desk.made(reporter, 'article', readyArticle(world.id));
    expect(await desk.get(reporter, `items/${own.id}/preview-links/${made.id}`)).toMatchObject({
      status: 404,
    });
    expect(await revoke(reporter, own.id, made.id)).toMatchObject({ status: 404 });
    expect(await open(made.url)).toMatchObject({ status: 200 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/database/id.js';
import {
  Desk,
  type ItemAnswer,
  type ItemBody,
  readyArticle,
  readyCaption,
  readyEditorial,
} from '../factories/items.js';
import { section, type SectionRow, uniqueName } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';
import { Description } from '../harness/described.js';

const PUBLIC_URL = 'http://copydesk.test';
const V1 = '/delivery/v1/';
const KILLING = { reason: 'It was wrong', notice: 'Withdrawn for good.' };

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let managing: SignedIn;
const description = new Description();

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => app.close());

async function deliver<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
  const answer = await app.request<Body>('GET', V1 + path);
  expect(description.faults('GET', V1 + path, answer)).toEqual([]);
  return answer;
}

/** Where readers are led from the path; the status where they are led nowhere. */
async function target(path: string): Promise<string | number> {
  const { status, headers } = await deliver(path);
  return status === 301 ? String(headers.location).replace(PUBLIC_URL + V1, '') : status;
}

async function article(content: object = {}): Promise<ItemBody> {
  return desk.live(managing, 'article', readyArticle(news.id, content));
}

async function redirect(item: { id: string }, redirectTo: unknown, more: object = {}): Promise<ItemAnswer> {
  const body = { type: 'redirect', reason: 'Told better there', redirectTo, ...more };
  return desk.act(managing, item.id, 'unpublish', body);
}

function faultsOf(answer: ItemAnswer): unknown {
  expect(answer.status).toBe(400);
  return answer.body.errors?.map(({ pointer, code }) => [pointer, code]);
}

describe('unpublishing with a redirect', () => {
  it('leads readers to another item, which is followed wherever it goes, from every address', async () => {
    const [old, next] = [await article(), await article()];
    const slugs = [old.slug, `${old.slug}-moved`];
    await desk.republished(managing, old, { slug: slugs[1] });
    const answer = await redirect(old, next.id);
    expect(answer).toMatchObject({ status: 200, body: { visibility: 'withdrawn', live: null } });
    for (const slug of slugs) expect(await target(`articles/${slug}`)).toBe(`articles/${next.slug}`);
    await desk.republished(managing, next, { slug: `${next.slug}-moved` });
    for (const slug of slugs) expect(await target(`articles/${slug}`)).toBe(`articles/${next.slug}-moved`);
    const history = await desk.get<{ items: object[] }>(managing, `items/${old.id}/history?limit=1`);
    expect(history.body.items).toMatchObject([
      { action: 'unpublish', details: { type: 'redirect', redirectTo: { itemId: next.id } } },
    ]);
  });

  it('may lead from any kind to any, and anywhere on the web', async () => {
    const caption = await desk.live(managing, 'photo_caption', readyCaption());
    const other = await desk.live(managing, 'photo_caption', readyCaption());
    const leader = await desk.live(managing, 'editorial', readyEditorial(news.id));
    const story = await article();
    await redirect(caption, other.id);
    expect(await target(`photo-captions/${caption.id}`)).toBe(`photo-captions/${other.id}`);
    await redirect(leader, other.id);
    expect(await target(`editorials/${leader.slug}`)).toBe(`photo-captions/${other.id}`);
    await redirect(story, 'https://example.org/a?b=c#d');
    expect(await target(`articles/${story.slug}`)).toBe('https://example.org/a?b=c#d');
    const topic = await article();
    await redirect(topic, '/topics/the-river');
    expect(await target(`articles/${topic.slug}`)).toBe(`${PUBLIC_URL}/topics/the-river`);
  });

  it('takes the address of an item for the item', async () => {
    const [one, two, next] = [await article(), await article(), await article()];
    expect((await redirect(one, `${PUBLIC_URL}${V1}articles/${next.slug}`)).status).toBe(200);
    expect((await redirect(two, `${V1}articles/${next.slug}`)).status).toBe(200);
    await desk.republished(managing, next, { slug: `${next.slug}-moved` });
    for (const { slug } of [one, two]) {
      expect(await target(`articles/${slug}`)).toBe(`articles/${next.slug}-moved`);
    }
  });

  it('leads nowhere once its target is not live, and again when it is back', async () => {
    const [old, next] = [await article(), await article()];
    await redirect(old, next.id, { notice: 'Told elsewhere.' });
    await desk.done(managing, next.id, 'unpublish', { type: 'gone', reason: 'x' });
    expect((await deliver(`articles/${old.slug}`)).body).toMatchObject({
      status: 410,
      code: 'withdrawn',
      notice: 'Told elsewhere.',
    });
    await desk.done(managing, next.id, 'republish');
    expect(await target(`articles/${old.slug}`)).toBe(`articles/${next.slug}`);
    await desk.done(managing, next.id, 'kill', KILLING);
    expect((await deliver(`articles/${old.slug}`)).body).toMatchObject({ code: 'withdrawn' });
    // What an embargo keeps from readers leads nobody on either.
    const [from, hidden, end] = [await article(), await article(), await article()];
    await redirect(from, hidden.id);
    await redirect(hidden, end.id);
    expect(await target(`articles/${from.slug}`)).toBe(`articles/${end.slug}`);
    const put = {
      token: managing.token,
      body: { until: null, reason: 'x' },
      ifMatch: await desk.etag(hidden.id),
    };
    expect((await app.request('PUT', `/api/v1/items/${hidden.id}/embargo`, put)).status).toBe(200);
    expect(await target(`articles/${from.slug}`)).toBe(410);
    expect(await target(`articles/${hidden.slug}`)).toBe(404);
  });

  it('ends with bringing the item back, and with killing it', async () => {
    const [old, next] = [await article(), await article()];
    await redirect(old, next.id);
    await desk.done(managing, old.id, 'republish');
    expect(await target(`articles/${old.slug}`)).toBe(200);
    await desk.done(managing, old.id, 'unpublish', { type: 'gone', reason: 'x' });
    expect(await target(`articles/${old.slug}`)).toBe(410);
    await desk.done(managing, old.id, 'republish');
    await redirect(old, next.id);
    await desk.done(managing, old.id, 'kill', KILLING);
    expect((await deliver(`articles/${old.slug}`)).body).toMatchObject({
      code: 'killed',
      notice: KILLING.notice,
    });
  });

  it('is followed through others, in one step, and never round in a circle', async () => {
    const [one, two, three] = [await article(), await article(), await article()];
    await redirect(one, two.id);
    await redirect(two, three.id);
    expect(await target(`articles/${one.slug}`)).toBe(`articles/${three.slug}`);
    await redirect(three, '/topics');
    expect(await target(`articles/${one.slug}`)).toBe(`${PUBLIC_URL}/topics`);
    // Two at once may make a circle, which the check of each by itself cannot see: here as rows, every time.
    const [left, right] = [await article(), await article()];
    for (const { id } of [left, right]) {
      await desk.done(managing, id, 'unpublish', { type: 'gone', reason: 'x' });
    }
    await app.database.query('insert into redirect (item_id, to_item_id) values ($1, $2), ($2, $1)', [
      left.id,
      right.id,
    ]);
    for (const { slug } of [left, right]) expect(await target(`articles/${slug}`)).toBe(410);
    await desk.done(managing, right.id, 'republish');
    expect(await target(`articles/${left.slug}`)).toBe(`articles/${right.slug}`);
  });

  it('refuses what is no target, and changes nothing', async () => {
    const item = await article();
    const draft = await desk.made(managing, 'article', readyArticle(news.id));
    const killed = await article();
    await desk.done(managing, killed.id, 'kill', KILLING);
    const before = await desk.etag(item.id);
    for (const [redirectTo, code] of [
      [undefined, 'required'],
      [null, 'required'],
      ['nonsense', 'no_target'],
      ['//example.org', 'no_target'],
      ['javascript:alert(1)', 'no_target'],
      ['mailto:desk@example.org', 'no_target'],
      ['https://example.org/\u0000', undefined],
      ['', undefined],
      [7, undefined],
      ['https://example.org/' + 'x'.repeat(2048), undefined],
      [newId(), 'not_live'],
      [draft.id, 'not_live'],
      [killed.id, 'not_live'],
      [`${V1}articles/no-such-story`, 'not_live'],
      [`${V1}photo-captions/${item.id}-x`, 'not_live'],
      [item.id, 'redirect_to_itself'],
      [item.id.toUpperCase(), 'redirect_to_itself'],
      [`${V1}articles/${item.slug}`, 'redirect_to_itself'],
    ] as const) {
      const faults = faultsOf(await redirect(item, redirectTo));
      if (code === undefined) expect(faults).toContainEqual(['/redirectTo', expect.any(String)]);
      else expect(faults).toEqual([['/redirectTo', code]]);
    }
    const other = await article();
    for (const type of ['gone', 'withdrawn']) {
      expect(faultsOf(await redirect(item, other.id, { type }))).toEqual([
        ['/redirectTo', 'only_for_redirect'],
      ]);
    }
    expect(faultsOf(await redirect(item, other.id, { type: 'moved' }))).toMatchObject([
      ['/type', expect.anything()],
    ]);
    expect(await desk.etag(item.id)).toBe(before);
    expect(await target(`articles/${item.slug}`)).toBe(200);
  });
});

describe('a section', () => {
  async function made(name: string, parentId: string | null = null): Promise<SectionRow> {
    const options = { token: managing.token, body: { name, parentId } };
    const { status, body } = await app.request<SectionRow>('POST', '/api/v1/sections', options);
    expect(status).toBe(201);
    return body;
  }

  async function change(id: string, body: object): Promise<void> {
    const { token } = managing;
    const { headers } = await app.request('GET', `/api/v1/sections/${id}`, { token });
    const answer = await app.request('PATCH', `/api/v1/sections/${id}`, {
      token,
      body,
      ifMatch: String(headers.etag),
    });
    expect(answer.status).toBe(200);
  }

  it('that was renamed or moved is led to from its old paths, with all below it, in one step', async () => {
    const [top, target1] = [await made(uniqueName('Top')), await made(uniqueName('Target'))];
    const below = await made('Below', top.id);
    const leaf = await made('Leaf', below.id);
    const inLeaf = await desk.live(managing, 'article', readyArticle(leaf.id));
    await change(top.id, { slug: `${top.slug}-new` });
    await change(below.id, { parentId: target1.id });
    expect(await target(`sections/${top.path}`)).toBe(`sections/${top.slug}-new`);
    for (const path of [below.path, `${top.slug}-new/below`]) {
      expect(await target(`sections/${path}`)).toBe(`sections/${target1.path}/below`);
      expect(await target(`sections/${path}/leaf`)).toBe(`sections/${target1.path}/below/leaf`);
      expect(await target(`sections/${path}/never`)).toBe(404);
    }
    const moved = await deliver(`sections/${leaf.path}`);
    expect(moved.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    const front = await deliver<{ articles: { id: string }[] }>(`sections/${target1.path}/below/leaf`);
    expect(front.body.articles.map(({ id }) => id)).toEqual([inLeaf.id]);
    // In lists the old path stands for the section.
    for (const path of [leaf.path, below.path, `${target1.path}/below`]) {
      const list = await deliver<{ items: { id: string }[] }>(`articles?section=${path}`);
      expect(list.body.items.map(({ id }) => id)).toEqual([inLeaf.id]);
    }
    expect((await deliver(`articles?section=${top.path}/never`)).status).toBe(400);
  });

  it('that moves back is there again, and the way it went leads there', async () => {
    const [top, there] = [await made(uniqueName('Back')), await made(uniqueName('There'))];
    await change(top.id, { parentId: there.id });
    await change(top.id, { parentId: null });
    expect(await target(`sections/${top.path}`)).toBe(200);
    expect(await target(`sections/${there.path}/${top.slug}`)).toBe(`sections/${top.path}`);
  });

  it('takes over the path that another has left, and two can swap theirs', async () => {
    const [one, other] = [await made(uniqueName('One')), await made(uniqueName('Other'))];
    const child = await made('Child', one.id);
    await change(one.id, { slug: `${one.slug}-aside` });
    await change(other.id, { slug: one.slug });
    await change(one.id, { slug: other.slug });
    const named = async (path: string): Promise<unknown> =>
      (await deliver(`sections/${path}`)).body['section'];
    expect(await named(one.path)).toMatchObject({ name: other.name });
    expect(await named(other.path)).toMatchObject({ name: one.name });
    expect(await target(`sections/${one.path}-aside`)).toBe(`sections/${other.path}`);
    expect(await target(`sections/${child.path}`)).toBe(`sections/${other.path}/child`);
    const taking = await made('Child', other.id);
    expect(taking.path).toBe(child.path);
    expect(await target(`sections/${child.path}`)).toBe(200);
  });

  it('that is removed leads from nowhere to nowhere', async () => {
    const gone = await made(uniqueName('Gone'));
    await change(gone.id, { slug: `${gone.slug}-late` });
    const options = { token: managing.token, ifMatch: '"2"' };
    expect((await app.request('DELETE', `/api/v1/sections/${gone.id}`, options)).status).toBe(204);
    expect(await target(`sections/${gone.path}`)).toBe(404);
    expect(await target(`sections/${gone.path}-late`)).toBe(404);
  });
});

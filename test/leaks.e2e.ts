import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Kind, KINDS } from '../src/kinds.js';
import { contentWith } from './factories/canaries.js';
import { Desk, type ItemBody, readyArticle, readyCaption, readyEditorial } from './factories/items.js';
import { author, section, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { Stranger } from './harness/stranger.js';

const SECRET = 'zqxsecret';
const PUBLIC = 'zqxpublic';
const UNPUBLISHING = { type: 'withdrawn', reason: `${SECRET} reason`, notice: 'Under review.' };
const KILLING = { reason: `${SECRET} reason`, notice: 'Removed.' };

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let managing: SignedIn;
let captionId: string;
let made = 0;
/** What the stranger tries; the lists grow with the items. */
const slugs: string[] = ['never-was'];
const ids: string[] = [];

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  managing = await signedIn(app, {
    name: `${SECRET} Name`,
    email: `${SECRET}@newsroom.example`,
    roles: [{ role: 'managing_editor' }],
  });
  captionId = (await desk.live(managing, 'photo_caption', readyCaption())).id;
});
afterAll(async () => app.close());

/** An item full of secrets that nobody has published. */
async function planted(kind: Kind, canary = SECRET): Promise<ItemBody> {
  made += 1;
  const content = contentWith(`${canary}-${made}`, kind, { sectionId: news.id, captionId });
  const item = await desk.made(managing, kind, content);
  const { status } = await app.request('POST', `/api/v1/items/${item.id}/comments`, {
    token: managing.token,
    body: { text: `${SECRET} comment` },
  });
  expect(status).toBe(201);
  return known(item);
}

/** Its addresses and its id are known to strangers. */
function known(item: ItemBody): ItemBody {
  ids.push(item.id);
  if (item.slug !== null) slugs.push(item.slug);
  return item;
}

async function embargoed({ id }: ItemBody): Promise<void> {
  expect((await desk.embargo(managing, id, null, `${SECRET} embargo`)).status).toBe(200);
}

async function held({ id }: ItemBody): Promise<void> {
  expect((await desk.hold(managing, id, 'editorial', `${SECRET} hold`)).status).toBe(201);
}

/** Those of the answers that say what only the desk may know. */
function leaks(heard: Map<string, string>): string[] {
  return [...heard].filter(([, text]) => text.toLowerCase().includes(SECRET)).map(([url]) => url);
}

it('shows a stranger nothing of what is not live, before and after each change of its state', async () => {
  const writer = await author(app.database);
  await app.database.query('update author set email = $2 where id = $1', [
    writer.id,
    `${SECRET}@author.example`,
  ]);
  const stranger = new Stranger(app, {
    slug: slugs,
    id: ids,
    path: [news.path],
    limit: ['1'],
    author: [writer.slug],
    tag: [`${SECRET}-1 tag`],
    sort: ['firstPublishedAt', '-firstPublishedAt', 'updatedAt', '-updatedAt'],
    section: [news.path],
    since: ['2020-01-01T00:00:00Z'],
  });
  slugs.push(writer.slug);
  const nothingLeaks = async (): Promise<Map<string, string>> => {
    const heard = await stranger.delivery();
    expect(leaks(heard)).toEqual([]);
    return heard;
  };

  const goneOffline: ItemBody[] = [];
  const shown: ItemBody[] = [];
  for (const kind of KINDS) {
    await planted(kind);
    await embargoed(await planted(kind));
    await held(await planted(kind));
    const spiked = await planted(kind);
    await desk.done(managing, spiked.id, 'spike');
    const withdrawn = await planted(kind);
    const killed = await planted(kind);
    for (const { id } of [withdrawn, killed]) {
      await desk.done(managing, id, 'publish', { note: `${SECRET} note` });
    }
    goneOffline.push(withdrawn);
    shown.push(killed);
  }
  // While they are live, all of it is said: the crawl hears what there is to hear, and keeps the ETags.
  const whileLive = leaks(await stranger.delivery());
  for (const { id, slug } of [...goneOffline, ...shown]) {
    expect(whileLive.filter((url) => url.endsWith(`/${slug ?? id}`))).not.toEqual([]);
  }

  for (const { id } of goneOffline) await desk.done(managing, id, 'unpublish', UNPUBLISHING);
  for (const { id } of shown) await desk.done(managing, id, 'kill', KILLING);
  const ended = await nothingLeaks();
  expect([...ended.values()].filter((text) => text.startsWith('410'))).not.toEqual([]);

  for (const item of goneOffline) await embargoed(item);
  const hidden = await nothingLeaks();
  for (const { id, slug } of goneOffline) {
    for (const [url, text] of hidden) {
      if (url.endsWith(`/${slug ?? id}`)) expect([url, text.slice(0, 3)]).toEqual([url, '404']);
      else expect(text).not.toContain(id);
    }
  }
  for (const { id } of goneOffline) expect(leaks(await stranger.closedDoors(id))).toEqual([]);
}, 90_000);

it.each(KINDS)('shows of a live %s what was published and nothing of the desk’s', async (kind) => {
  const ready = {
    article: () => readyArticle(news.id),
    editorial: () => readyEditorial(news.id),
    photo_caption: () => readyCaption(),
  };
  const item = known(await desk.live(managing, kind, ready[kind](), { note: `${SECRET} note` }));
  const told = contentWith(`${PUBLIC}-${kind.replace('_', '-')}`, kind, { sectionId: news.id, captionId });
  // An instruction is for the desk.
  const instructions = kind === 'photo_caption' ? { instructions: `${SECRET} instructions` } : {};
  known(await desk.republished(managing, item, { ...told, ...instructions }, { note: `${SECRET} note` }));
  const draft = contentWith(`${SECRET}-draft-of-${kind.replace('_', '-')}`, kind, {
    sectionId: news.id,
    captionId,
  });
  await desk.saved(managing, item, draft);
  await held(item);
  const stranger = new Stranger(app, {
    slug: slugs,
    id: ids,
    path: [news.path],
    limit: ['1'],
    author: ['nobody'],
    tag: [`${PUBLIC}-${kind.replace('_', '-')} tag`],
    sort: ['updatedAt'],
    section: [news.path],
  });
  const heard = await stranger.delivery();
  expect(leaks(heard)).toEqual([]);
  const all = [...heard.values()].join('\n');
  for (const field of kind === 'photo_caption' ? ['description', 'credit'] : ['headline', 'strong', 'tag']) {
    expect(all).toContain(`${PUBLIC}-${kind.replace('_', '-')} ${field}`);
  }
});

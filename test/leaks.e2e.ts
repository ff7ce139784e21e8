import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS, type Kind } from '../src/kinds.js';
import { StaleDocumentLoop } from '../src/publishing/rendering/stale-document-loop.js';
import { ScheduleLoop } from '../src/scheduling/schedule-loop.js';
import { Desk } from './factories/items.js';
import { plainPhoto, plainPicture } from './factories/plain-photo.js';
import { author, section, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { Description } from './harness/described.js';
import { Canaries } from './leaks/canaries.js';
import { type Links, type Planted, plantedContent } from './leaks/planted-content.js';
import { type Hearsay, Stranger } from './leaks/stranger.js';

/** What becomes of the items of each kind. */
const FATES = [
  'draft',
  'spiked',
  'held',
  'planned',
  'refused at its time',
  'embargoed draft',
  'killed',
  'withdrawn',
  'led away',
  'embargoed',
  'control',
] as const;
type Fate = (typeof FATES)[number];
/** Those that are live for a while. */
const PUBLISHED = [
  'killed',
  'withdrawn',
  'led away',
  'embargoed',
  'control',
] as const satisfies readonly Fate[];
const FAR = '2099-01-01T06:00:00Z';
const PATH: Readonly<Record<Kind, string>> = {
  article: 'articles',
  editorial: 'editorials',
  photo_caption: 'photo-captions',
};

interface Life extends Planted {
  id: string;
  kind: Kind;
  name: string;
}

const canaries = new Canaries();
const heard: Hearsay = {
  ids: [],
  pictures: [],
  slugs: ['nobody'],
  sections: [],
  authors: ['nobody'],
  tags: ['none'],
  words: [],
};
const lives = new Map<string, Life>();
/** What readers have, or are told, at the moment: nothing else may be seen, and all of it is. */
const open = new Set<string>();
let app: TestApp;
let desk: Desk;
let chief: SignedIn;
let news: SectionRow;
let stranger: Stranger;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  const writer = await author(app.database);
  await app.database.query('update author set email = $2 where id = $1', [
    writer.id,
    `${canaries.plant('an author’s e-mail address')}@newsroom.example`,
  ]);
  heard.authors.push(writer.slug);
  heard.sections.push(news.path);
  chief = await signedIn(app, {
    name: canaries.plant('a name of staff'),
    email: `${canaries.plant('an e-mail address of staff')}@newsroom.example`,
    roles: [{ role: 'managing_editor' }, { role: 'legal' }],
  });
  await plainPhoto(app.database, chief.id);
  await plainPicture(app);
  stranger = new Stranger(app, new Description(), canaries, heard);
});
afterAll(async () => app.close());

function life(fate: Fate, kind: Kind): Life {
  const found = lives.get(`${fate} ${kind}`);
  if (!found) throw new Error(`There is no ${fate} ${kind} yet.`);
  return found;
}

function livesOf(fate: Fate): Life[] {
  return KINDS.map((kind) => life(fate, kind));
}

async function make(fate: Fate, kind: Kind, links: Partial<Links> = {}): Promise<void> {
  const name = `${fate} ${kind}`;
  const all = { sectionId: news.id, captionIds: [], related: [], ...links };
  const planted = plantedContent(canaries, kind, name, all);
  const answer = await app.request<{ id: string }>('POST', `/api/v1/${PATH[kind]}`, {
    token: chief.token,
    body: { content: planted.content, changeNote: canaries.plant(`${name}: change note`) },
  });
  expect(answer).toMatchObject({ status: 201 });
  const { id } = answer.body;
  canaries.watch(id, `${name}: id`);
  heard.ids.push(id);
  heard.tags.push(...planted.tags);
  if (typeof planted.content['slug'] === 'string') heard.slugs.push(planted.content['slug']);
  // With a letter too few: a search that knows better tells of the word.
  const { headline } = planted.content;
  if (typeof headline === 'string' && kind === 'article') {
    heard.words.push(headline.replace(/^About (.{6})./, '$1'));
  }
  lives.set(name, { ...planted, delivered: [...planted.delivered, `${name}: id`], id, kind, name });
  const comment = await desk.act(chief, id, 'comments', { text: canaries.plant(`${name}: comment`) });
  expect(comment.status).toBe(201);
}

function word({ name }: Pick<Life, 'name'>, what: string): string {
  return canaries.plant(`${name}: ${what}`);
}

/** A text that readers get from now on. */
function openWord(of: Pick<Life, 'name'>, what: string): string {
  open.add(`${of.name}: ${what}`);
  return word(of, what);
}

function close(of: Life, ...others: string[]): void {
  for (const what of [...of.delivered, ...others.map((other) => `${of.name}: ${other}`)]) open.delete(what);
}

/** Saves with a note for the desk. */
async function save(of: Life, content: object): Promise<void> {
  const answer = await app.request('PATCH', `/api/v1/${PATH[of.kind]}/${of.id}`, {
    token: chief.token,
    ifMatch: await desk.etag(of.id),
    body: { content, changeNote: word(of, 'note of a save') },
  });
  expect(answer).toMatchObject({ status: 200 });
}

async function publish(of: Life, publication: object = {}): Promise<void> {
  await desk.done(chief, of.id, 'publish', { note: word(of, 'note of a publication'), ...publication });
  for (const what of of.delivered) open.add(what);
}

/** A correction: one text goes, another comes, and a note says so. */
async function correct(of: Life): Promise<void> {
  const member = of.kind === 'photo_caption' ? 'source' : 'standfirst';
  const [was, is] = [`${of.name}: ${member}`, `${member} of the correction`];
  open.delete(was);
  of.delivered = [...of.delivered.filter((what) => what !== was), `${of.name}: ${is}`];
  await save(of, { [member]: openWord(of, is) });
  await publish(of, { changeType: 'correction', publicNote: openWord(of, 'public note') });
  of.delivered.push(`${of.name}: public note`);
}

/** Has the draft approved and plans something; gives the schedule's id. */
async function plan(of: Life, body: object): Promise<string> {
  const answer = await desk.schedule(chief, of.id, { at: FAR, ...body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id;
}

async function approve(of: Life): Promise<void> {
  await desk.done(chief, of.id, 'submit');
  await desk.done(chief, of.id, 'approve');
}

/** The time of the schedule comes, though the database's clock has not moved: until it is refused. */
async function letComeDue(of: Life, id: string): Promise<void> {
  await app.database.query('alter table schedule disable trigger user');
  await app.database.query(
    `update schedule set planned_at = now() - interval '2 hours', at = now() - interval '1 hour' where id = $1`,
    [id],
  );
  await app.database.query('alter table schedule enable trigger user');
  for (let state = 'planned'; state !== 'refused';) {
    await app.app.get(ScheduleLoop, { strict: false }).drain();
    const { body } = await desk.get<{ state: string }>(chief, `items/${of.id}/schedules/${id}`);
    ({ state } = body);
    expect(['planned', 'refused']).toContain(state);
  }
}

/** What stays is which item it was: partners are told in ninjs what to take off. */
function closeButId(of: Life): void {
  close(of);
  open.add(`${of.name}: id`);
}

async function takeOff(of: Life): Promise<void> {
  const reason = word(of, 'reason for unpublishing');
  closeButId(of);
  const notice = openWord(of, 'notice');
  await desk.done(chief, of.id, 'unpublish', { type: 'withdrawn', reason, notice });
}

/** Every embargo is over, though the database's clock has not moved. */
async function letTimePass(): Promise<void> {
  await app.database.query('alter table embargo disable trigger user');
  await app.database.query(
    `update embargo set set_at = now() - interval '2 hours', until = now() - interval '1 hour'
      where until is not null and ended_at is null`,
  );
  await app.database.query('alter table embargo enable trigger user');
}

/** Until every mark has been dealt with, be it by this loop or by the one in the background. */
async function drained(): Promise<void> {
  for (let left = 1; left > 0;) {
    await app.app.get(StaleDocumentLoop).drain();
    const [row] = await app.database.query<{ n: number }>('select count(*)::int as n from stale_document');
    left = row?.n ?? 0;
  }
}

async function expectNothingElse(): Promise<void> {
  await drained();
  const sets = await app.database.query<{ address: string }>(
    `select photo_id || '/' || hash as address from rendition_set`,
  );
  heard.pictures = sets.map(({ address }) => `${address}-small.jpg`);
  expect(await stranger.crawl()).toEqual([...open].sort());
}

/** Each step starts from the one before. */
describe('a stranger who tries every public door', () => {
  it('sees nothing of drafts, whether they are held, planned, refused, embargoed, sent back or spiked', async () => {
    for (const kind of KINDS) {
      for (const fate of FATES) if (fate !== 'control') await make(fate, kind);
      const draft = life('draft', kind);
      await desk.done(chief, draft.id, 'submit');
      await desk.done(chief, draft.id, 'request-changes', { comment: word(draft, 'request for changes') });
      await desk.done(chief, life('spiked', kind).id, 'spike');
      const held = life('held', kind);
      for (const type of ['editorial', 'legal']) {
        expect(await desk.hold(chief, held.id, type, word(held, `${type} hold`))).toMatchObject({
          status: 201,
        });
      }
      const [planned, refused] = [life('planned', kind), life('refused at its time', kind)];
      for (const one of [planned, refused]) await approve(one);
      await plan(planned, { action: 'publish', note: word(planned, 'note of a plan') });
      const due = await plan(refused, { action: 'publish', note: word(refused, 'note of a plan') });
      expect(await desk.hold(chief, refused.id, 'legal', word(refused, 'hold'))).toMatchObject({
        status: 201,
      });
      await letComeDue(refused, due);
      const secret = life('embargoed draft', kind);
      expect(await desk.embargo(chief, secret.id, null, word(secret, 'embargo'))).toMatchObject({
        status: 200,
      });
    }
    expect(open.size).toBe(0);
    await expectNothingElse();
  });

  it('sees all that is published of what is published, and no more', async () => {
    for (const fate of PUBLISHED) {
      if (fate === 'control') continue;
      for (const of of livesOf(fate)) await publish(of);
    }
    await make('control', 'photo_caption');
    await publish(life('control', 'photo_caption'));
    const captionIds = [life('control', 'photo_caption').id, life('killed', 'photo_caption').id];
    const related = [life('embargoed', 'article').id, life('killed', 'editorial').id];
    await make('control', 'editorial', { captionIds });
    await make('control', 'article', { captionIds, related });
    for (const kind of ['editorial', 'article'] as const) await publish(life('control', kind));
    expect(open.size).toBeGreaterThan(150);
    await expectNothingElse();
  });

  it('sees a correction in place of what was wrong, and a new address in place of the old one', async () => {
    for (const fate of ['killed', 'embargoed', 'control'] as const) {
      for (const of of livesOf(fate)) await correct(of);
    }
    const moved = life('embargoed', 'article');
    close(moved);
    moved.delivered = [
      ...moved.delivered.filter((what) => !what.endsWith(': slug')),
      `${moved.name}: new slug`,
    ];
    const slug = `at-${openWord(moved, 'new slug')}`;
    await save(moved, { slug });
    await publish(moved);
    for (const what of moved.delivered) open.add(what);
    heard.slugs.push(slug);
    // Readers of these are led to it from now on, while it is there.
    for (const of of livesOf('led away')) {
      close(of);
      const reason = word(of, 'reason for leading away');
      await desk.done(chief, of.id, 'unpublish', { type: 'redirect', reason, redirectTo: moved.id });
    }
    await expectNothingElse();
  });

  it('sees nothing of the drafts above what is live, nor of what is planned for it, nor why a correction was withdrawn', async () => {
    for (const of of livesOf('control')) {
      const { content, tags } = plantedContent(canaries, of.kind, `${of.name}, next`, {
        sectionId: news.id,
        captionIds: [],
        related: [],
      });
      await save(of, content);
      heard.tags.push(...tags);
      if (typeof content['slug'] === 'string') heard.slugs.push(content['slug']);
      await approve(of);
      await plan(of, {
        action: 'publish',
        changeType: 'correction',
        publicNote: word(of, 'planned public note'),
        note: word(of, 'note of a plan'),
      });
      await plan(of, {
        action: 'unpublish',
        reason: word(of, 'planned reason'),
        notice: word(of, 'planned notice'),
      });
      const link = await desk.act(chief, of.id, 'preview-links', {});
      expect(link.status).toBe(201);
      expect(await desk.hold(chief, of.id, 'legal', word(of, 'hold above what is live'))).toMatchObject({
        status: 201,
      });
    }
    const told = life('control', 'article');
    const corrections = await desk.get<{ items: { id: string }[] }>(chief, `items/${told.id}/corrections`);
    await desk.done(chief, told.id, `corrections/${corrections.body.items[0]?.id}/withdraw`, {
      reason: word(told, 'reason for withdrawing the correction'),
    });
    await expectNothingElse();
  });

  it('sees the notice of what was taken off, and nothing else of it', async () => {
    for (const fate of ['withdrawn', 'embargoed'] as const) for (const of of livesOf(fate)) await takeOff(of);
    // Where they led to is no more.
    for (const of of livesOf('led away')) closeButId(of);
    await expectNothingElse();
  });

  it('sees nothing of what is embargoed, its notice and its existence included (edge case 6)', async () => {
    for (const of of livesOf('embargoed')) {
      const set = await desk.embargo(
        chief,
        of.id,
        '2036-05-05T00:00:00Z',
        word(of, 'reason for the embargo'),
      );
      expect(set).toMatchObject({ status: 200 });
      close(of, 'notice');
      await save(of, {
        [of.kind === 'photo_caption' ? 'source' : 'standfirst']: word(of, 'under it'),
      });
    }
    await expectNothingElse();
  });

  it('sees the notice of what was killed, and its text nowhere, not in stories either (edge case 7)', async () => {
    for (const of of livesOf('killed')) {
      const reason = word(of, 'reason for the kill');
      closeButId(of);
      await desk.done(chief, of.id, 'kill', { reason, notice: openWord(of, 'kill notice') });
    }
    await expectNothingElse();
  });

  it('sees the notice again once the embargo has passed, and the item once it is published again', async () => {
    await letTimePass();
    for (const { name } of livesOf('embargoed')) open.add(`${name}: notice`).add(`${name}: id`);
    await expectNothingElse();
    for (const of of livesOf('led away')) close(of);
    for (const of of livesOf('embargoed')) {
      await desk.done(chief, of.id, 'republish');
      open.delete(`${of.name}: notice`);
      for (const what of of.delivered) open.add(what);
    }
    await expectNothingElse();
  });

  it('is turned away from every editorial route without a word', async () => {
    expect(await stranger.knock()).toEqual([]);
  });
});

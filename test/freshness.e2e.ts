import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk, type ItemBody, paragraphs, readyArticle } from './factories/items.js';
import { author, section, type SectionRow } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, ask } from './freshness/ask.js';
import { Chance } from './freshness/chance.js';
import { deskAt, requestAt } from './freshness/desk-at.js';
import { disturbances } from './freshness/disturbances.js';
import { Editor } from './freshness/editor.js';
import { Everywhere, type Visible } from './freshness/everywhere.js';
import { Instance } from './freshness/instance.js';
import { Notices } from './freshness/notices.js';
import { type Page, pathOf } from './freshness/page.js';
import { Readers } from './freshness/readers.js';
import { slugOf, Story } from './freshness/story.js';
import type { Counts } from './freshness/tally.js';
import { startApp } from './harness/app.js';
import { becomes } from './harness/becomes.js';
import type { TestDatabase } from './harness/database.js';
import { killAll } from './harness/server.js';

/** Brings back what was done in which order: `FRESHNESS_SEED=… npm test -- test/freshness`. */
const SEED = Number(process.env.FRESHNESS_SEED ?? Date.now() % 1_000_000);
const READERS = 6;
/** There from the beginning to the end. */
const STAYING = ['Alder', 'Birch', 'Cedar', 'Maple'];
/** Each is published for the first time under one disturbance, and killed under the next. */
const PASSING = ['Hazel', 'Rowan', 'Linden', 'Willow', 'Poplar', 'Laurel'];
/** What is searched for: a word of each headline. */
const FERRIES = 'ferries';
/** How many answers are judged on each process between any two disturbances, at least. */
const MANY = 60;
/** How many of them on the pages of the stories that came and left under the last one. */
const SOME = 15;
/** A busy machine takes long to start a process again. */
const LIMIT_MS = 480_000;

const folder = mkdtempSync(join(tmpdir(), 'copydesk-freshness-'));
const agent = new Agent({ keepAlive: true });
let database: TestDatabase;
let instances: Instance[];
let managing: SignedIn;
let news: SectionRow;
let stories: Map<string, Story>;

beforeAll(async () => {
  const app = await startApp();
  ({ database } = app);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }, { role: 'admin' }] });
  news = await section(database);
  const desk = new Desk(app);
  stories = new Map();
  for (const name of [...STAYING, ...PASSING]) {
    const content = { slug: slugOf(name), body: paragraphs(`All that is known of ${name}.`) };
    const { id } = await desk.made(managing, 'article', readyArticle(news.id, content));
    stories.set(name, new Story(id, name));
  }
  const settings = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    PUBLIC_URL: app.config.publicUrl,
  };
  // The servers have the database to themselves.
  await app.app.close();
  instances = [await Instance.start(settings), await Instance.start(settings)];
});
afterAll(async () => {
  agent.destroy();
  await killAll();
  await database.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

function storyOf(name = ''): Story {
  const story = stories.get(name);
  if (!story) throw new Error(`There is no story of the name “${name}”`);
  return story;
}

/** Each story's own, and what shows all of them. */
function pages(): Page[] {
  const all = [...stories.values()];
  const documents = all.map((story) => ({
    path: pathOf(story),
    isDocument: true,
    stories: [story],
  }));
  const lists = listPaths(FERRIES).map((path) => ({ path, isDocument: false, stories: all }));
  return [...documents, ...lists];
}

function listPaths(q: string): string[] {
  return [
    `/delivery/v1/articles?section=${news.path}`,
    `/delivery/v1/sections/${news.path}`,
    `/delivery/v1/feeds/rss.xml?section=${news.path}`,
    `/delivery/v1/search?q=${encodeURIComponent(q)}`,
  ];
}

describe('two processes', () => {
  it('answer from memory, so that they could be late', async () => {
    const desk = deskAt(instanceAt(0), agent, database);
    const { id, slug } = await desk.live(managing, 'article', readyArticle(news.id));
    for (const [index, instance] of instances.entries()) {
      let changes = 0;
      await becomes(async () => {
        const url = `${instance.url}/delivery/v1/articles/${slug}`;
        await ask(url, { agent });
        // Nobody is told of this, and no clock shows it.
        changes += 1;
        const etag = `"${index}-${changes}"`;
        await database.query('update published_item set etag = $2 where item_id = $1', [id, etag]);
        return (await ask(url, { agent })).etag !== etag;
      }, true);
    }
  });

  it.each([0, 1])('show what was done through one of them, here and there (%i)', async (index) => {
    const through = instanceAt(index);
    const desk = deskAt(through, agent, database);
    const everywhere = new Everywhere(instances, through, agent);
    const writer = await author(database);
    const content = { headline: `Elm ${index} opens`, slug: `elm-${index}` };
    const byline = { authors: [{ authorId: writer.id }] };
    const item = await desk.made(managing, 'article', readyArticle(news.id, { ...content, byline }));
    const document = `/delivery/v1/articles/elm-${index}`;
    const lists = [
      ...listPaths(`elm ${index}`),
      `/delivery/v1/authors/${writer.slug}`,
      `/delivery/v1/feeds/atom.xml?author=${writer.slug}`,
      '/delivery/v1/sitemap-news.xml',
    ];
    const did =
      (action: string, body = {}) =>
      async (): Promise<ItemBody> => {
        return desk.done(managing, item.id, action, body);
      };
    const all = [document, ...lists];
    const none = { paths: all, shows: lacks(`elm-${index}`) };

    await everywhere.sees(did('publish'), { paths: all, shows: has(`elm-${index}`) });
    await everywhere.sees(async () => desk.republished(managing, item, { headline: `Elm ${index} closes` }), {
      paths: all,
      shows: has(`Elm ${index} closes`),
    });
    const gone = { type: 'gone', reason: 'A test' };
    await everywhere.sees(did('unpublish', gone), none);
    await everywhere.sees(did('republish'), { paths: all, shows: has(`Elm ${index} closes`) });
    await everywhere.sees(did('unpublish', gone), { paths: [document], shows: answers(410) });
    const embargo = async (): Promise<unknown> => desk.embargo(managing, item.id, null);
    await everywhere.sees(embargo, { paths: [document], shows: answers(404) });
    const lift = async (): Promise<unknown> => desk.lift(managing, item.id);
    await everywhere.sees(lift, { paths: [document], shows: answers(410) });
    await everywhere.sees(did('republish'), { paths: all, shows: has(`Elm ${index} closes`) });
    await everywhere.sees(did('kill', { reason: 'A test', notice: 'Wrong' }), none);
  });

  it.each([0, 1])(
    'show a record that was changed through one of them, here and there (%i)',
    async (index) => {
      const through = instanceAt(index);
      const request = requestAt(through, agent);
      const everywhere = new Everywhere(instances, through, agent);
      const writer = await author(database);
      const edit = (route: string, id: string, body: object) => async (): Promise<void> => {
        const path = `/api/v1/${route}/${id}`;
        const { headers } = await request('GET', path, { token: managing.token });
        const ifMatch = String(headers.etag);
        expect((await request('PATCH', path, { token: managing.token, ifMatch, body })).status).toBe(200);
      };
      await everywhere.sees(edit('authors', writer.id, { bio: `Of elms ${index}.` }), {
        paths: [`/delivery/v1/authors/${writer.slug}`],
        shows: has(`Of elms ${index}.`),
      });
      await everywhere.sees(edit('sections', news.id, { name: `Elms ${index}` }), {
        paths: ['/delivery/v1/sections', `/delivery/v1/sections/${news.path}`],
        shows: has(`Elms ${index}`),
      });
    },
  );

  it(
    `show nothing old a second later, though notices are cut and they are killed (FRESHNESS_SEED=${SEED})`,
    async () => {
      const chance = new Chance(SEED);
      const notices = await Notices.of(database);
      const editor = new Editor(instances, database, managing.token, new Chance(SEED + 1));
      const readers = new Readers(instances, pages(), notices, SEED + 2);

      /** Until so many more of these have been counted on each of the processes, of one page or of all. */
      const more = async (what: keyof Counts, on: Instance[], many = MANY, path?: string): Promise<void> => {
        const counted = (): number[] => on.map((instance) => readers.tally.on(instance, what, path));
        const before = counted();
        await becomes(async () => {
          expect(readers.faults).toEqual([]);
          return Promise.resolve(counted().every((count, index) => count >= (before[index] ?? 0) + many));
        }, true);
      };

      const disturb = async (): Promise<void> => {
        for (const name of [...STAYING, PASSING[0]]) await editor.add(storyOf(name));
        await more('judged', instances);
        const unheard = async (): Promise<void> => {
          for (const _ of instances) {
            editor.move();
            await more('unheard', editor.elsewhere);
          }
        };
        const all = disturbances(instances, notices, chance, unheard);
        for (const [index, disturbance] of all.entries()) {
          editor.move();
          const disturbed = pause(chance.below(300)).then(disturbance);
          const [leaving, coming] = [storyOf(PASSING[index]), storyOf(PASSING[index + 1])];
          readers.watch([pathOf(leaving), pathOf(coming)]);
          await editor.kill(leaving);
          await editor.add(coming);
          await disturbed;
          await Promise.all([
            more('judged', instances),
            more('elsewhere', editor.elsewhere),
            more('judged', instances, SOME, pathOf(coming)),
            more('killed', instances, SOME, pathOf(leaving)),
          ]);
        }
      };

      const load = Promise.all([editor.run(), readers.run(READERS)]);
      try {
        await Promise.race([load, disturb()]);
      } finally {
        editor.stop();
        readers.stop();
      }
      await load;

      expect(readers.faults).toEqual([]);
      for (const instance of instances) {
        expect(readers.tally.on(instance, 'notModified')).toBeGreaterThan(MANY);
        for (const path of listPaths(FERRIES)) {
          expect(readers.tally.on(instance, 'judged', path)).toBeGreaterThan(MANY / 2);
        }
      }
    },
    LIMIT_MS,
  );
});

function instanceAt(index: number): Instance {
  const instance = instances[index];
  if (!instance) throw new Error(`There is no process ${index}`);
  return instance;
}

function has(text: string): Visible['shows'] {
  return (answer) => answer.status === 200 && answer.text.includes(text);
}

function lacks(text: string): Visible['shows'] {
  return (answer) => [200, 410].includes(answer.status) && !answer.text.includes(text);
}

function answers(status: number): Visible['shows'] {
  return (answer: Answer) => answer.status === status;
}

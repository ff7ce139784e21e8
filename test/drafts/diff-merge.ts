import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BlockJson, BodyJson } from '../../src/content/body/body-json.js';
import type { BlockChange } from '../../src/content/diff/body-diff.js';
import type { WordChange } from '../../src/content/diff/word-diff.js';
import { doc, list, paragraph } from '../factories/edits.js';
import {
  type Desk,
  type ItemAnswer,
  type ItemBody,
  paragraphs,
  readyArticle,
  readyCaption,
} from '../factories/items.js';
import { type SectionRow, uniqueName } from '../factories/records.js';
import type { SignedIn } from '../factories/staff.js';
import { twoDesks } from '../factories/two-desks.js';
import type { Answer, TestApp } from '../harness/app.js';
import { leastProcessorTime } from '../harness/processor-time.js';

interface Diff {
  from: number;
  to: number;
  fields: { name: string; from: unknown; to: unknown }[];
  blocks: BlockChange[];
}

interface Conflict {
  pointer?: string;
  blockId?: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  words?: WordChange[];
}

type MergeAnswer = Answer<
  ItemBody & {
    code: string;
    current?: string;
    errors?: { pointer: string; code: string }[];
    merged?: { base: number; theirs: number };
    base?: number;
    theirs?: number | object;
    mine?: Record<string, unknown>;
    savedBy?: { id: string; name: string };
    conflicts?: Conflict[];
  }
>;

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let sport: SectionRow;
let ada: SignedIn;
let ben: SignedIn;
let managing: SignedIn;
let sportReporter: SignedIn;

beforeAll(async () => {
  const newsroom = await twoDesks();
  ({ app, desk, news, sport } = newsroom);
  const { member } = newsroom;
  ada = await member('section_editor', news);
  ben = await member('section_editor', news);
  managing = await member('managing_editor');
  sportReporter = await member('reporter', sport);
});
afterAll(async () => app.close());

const BODY = doc(
  paragraph('a', 'The ferry sailed on Monday.'),
  paragraph('b', 'It carried 41 people.'),
  list('l', ['i', 'One dog'], ['j', 'Two cats']),
  paragraph('c', 'It returns on Friday.'),
);

async function story(content: object = {}): Promise<ItemBody> {
  return desk.made(ada, 'article', readyArticle(news.id, { body: BODY, ...content }));
}

/** BODY with other outermost blocks: those named, or new ones. */
function body(...ids: (string | [id: string, text: string])[]): BodyJson {
  return doc(
    ...ids.map((given): BlockJson => {
      if (typeof given !== 'string') return paragraph(...given);
      return BODY.content.find(({ attrs }) => attrs.id === given) ?? paragraph(given, `New ${given}.`);
    }),
  );
}

async function merge(
  by: SignedIn,
  item: ItemBody,
  content: object,
  version: number | string,
  query = 'merge=true',
): Promise<MergeAnswer> {
  return app.request('PATCH', `/api/v1/articles/${item.id}?${query}`, {
    token: by.token,
    body: { content },
    ifMatch: typeof version === 'string' ? version : `"${version}"`,
  });
}

async function diff(by: SignedIn, item: ItemBody, query: string): Promise<Diff> {
  const answer = await desk.get<Diff>(by, `items/${item.id}/revisions/${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
}

function idsOf(answer: { body: { content: Record<string, unknown> } }): (string | null)[] {
  // What an article's content has there is a body.
  return (answer.body.content.body as BodyJson).content.map(({ attrs }) => attrs.id);
}

function faults({ body: { errors = [] } }: ItemAnswer | MergeAnswer): [string, string][] {
  return errors.map(({ pointer, code }) => [pointer, code]);
}

describe('the diff of two revisions', () => {
  it('tells members, blocks and words apart, in either direction', async () => {
    const item = await story({ headline: 'Ferry sails', kicker: 'Harbour' });
    await desk.saved(ada, item, {
      headline: 'Ferry sails again',
      body: doc(
        paragraph('c', 'It returns on Friday.'),
        paragraph('a', 'The ferry sailed again on Tuesday.'),
        list('l', ['i', 'One dog'], ['k', 'A goat'], ['j', 'Two cats']),
        paragraph('n', 'More to follow.'),
      ),
    });
    const forth = await diff(ada, item, '2/diff?against=1');
    expect(forth).toMatchObject({ from: 1, to: 2 });
    expect(forth.fields).toEqual([
      { name: 'headline', from: 'Ferry sails', to: 'Ferry sails again' },
      { name: 'slug', from: 'ferry-sails', to: 'ferry-sails-again' },
    ]);
    expect(forth.blocks.map(({ id, change }) => [id, change])).toEqual([
      ['c', 'moved'],
      ['a', 'changed'],
      ['b', 'removed'],
      ['k', 'added'],
      ['n', 'added'],
    ]);
    expect(forth.blocks[1]).toEqual({
      id: 'a',
      change: 'changed',
      from: paragraph('a', 'The ferry sailed on Monday.'),
      to: paragraph('a', 'The ferry sailed again on Tuesday.'),
      words: [
        { op: '=', text: 'The ferry sailed ' },
        { op: '+', text: 'again ' },
        { op: '=', text: 'on ' },
        { op: '-', text: 'Monday' },
        { op: '+', text: 'Tuesday' },
        { op: '=', text: '.' },
      ],
    });
    const back = await diff(ada, item, '1/diff?against=2');
    expect(back).toMatchObject({ from: 2, to: 1 });
    expect(new Set(back.blocks.map(({ id, change }) => `${id} ${change}`))).toEqual(
      new Set(['c moved', 'a changed', 'b added', 'k removed', 'n removed']),
    );
    expect(await diff(ada, item, '2/diff')).toEqual(forth);
    expect(await diff(ada, item, '2/diff?against=2')).toEqual({ from: 2, to: 2, fields: [], blocks: [] });
  });

  it('is for those who may read the drafts, and of revisions that are there', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id));
    const get = async (by: SignedIn, path: string): Promise<ItemAnswer> =>
      desk.get(by, `items/${item.id}/revisions/${path}`);
    expect(await get(sportReporter, '1/diff?against=1')).toMatchObject({ status: 403 });
    expect(await get(ada, '2/diff?against=1')).toMatchObject({ status: 404 });
    expect(await get(ada, 'x/diff?against=1')).toMatchObject({ status: 404 });
    expect(faults(await get(ada, '1/diff'))).toEqual([['/against', 'required']]);
    expect(faults(await get(ada, '1/diff?against=7'))).toEqual([['/against', 'unknown_revision']]);
    expect(faults(await get(ada, '1/diff?against=0&format=pdf&x=1'))).toEqual(
      expect.arrayContaining([
        ['/against', 'matches'],
        ['/format', 'is_in'],
        ['/x', 'unknown_parameter'],
      ]),
    );
    expect(await app.request('GET', `/api/v1/items/${item.id}/revisions/1/diff`)).toMatchObject({
      status: 401,
    });
    await desk.done(managing, item.id, 'kill', { reason: 'Wrong', notice: 'Withdrawn.' });
    expect(await get(ada, '1/diff?against=1')).toMatchObject({ status: 404 });
    expect(await get(managing, '1/diff?against=1')).toMatchObject({ status: 200 });
  });

  it('answers as HTML in which content is text and nothing else', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror="x">&amp;\'"</del>';
    const item = await story({ kicker: 'Old <b>kicker</b>' });
    await desk.saved(ada, item, {
      kicker: hostile,
      byline: { text: hostile },
      body: doc(
        paragraph('a', `The ferry ${hostile} on Monday.`),
        paragraph('n', hostile),
        { type: 'embed', attrs: { id: 'e', url: 'https://example.com/?a="><b>' } },
        {
          type: 'heading',
          attrs: { id: 'c', level: 3 },
          content: [{ type: 'text', text: 'It returns on Friday.' }],
        },
      ),
    });
    const answer = await desk.get<string>(ada, `items/${item.id}/revisions/2/diff?against=1&format=html`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(answer.text).toContain('<ins>');
    expect(answer.text).toContain('<del>It carried 41 people.</del>');
    expect(answer.text).toContain('<p><del>[paragraph]</del><ins>[heading 3]</ins></p>');
    const tags = new Set([...answer.text.matchAll(/<\/?([a-z]+)/g)].map(([, name]) => name));
    expect([...tags].sort()).toEqual([
      'del',
      'div',
      'ins',
      'p',
      'section',
      'table',
      'tbody',
      'td',
      'th',
      'tr',
    ]);
    expect(answer.text).not.toMatch(/<[^>]*(onerror|src)=/);
  });

  it('compares 10,000 words within 200 ms', async () => {
    const sentence = (index: number, word: string): string =>
      Array.from({ length: 100 }, (_, place) => (place % 20 === 3 ? `${word}${index}` : `word${place}`)).join(
        ' ',
      );
    const long = (word: string): BodyJson =>
      doc(...Array.from({ length: 100 }, (_, index) => paragraph(`p${index}`, sentence(index, word))));
    const item = await story({ body: long('old') });
    await desk.saved(ada, item, { body: long('new') });
    const compare = async (): Promise<void> => {
      const answer = await app.request('GET', `/api/v1/items/${item.id}/revisions/2/diff?against=1`, {
        token: ada.token,
      });
      expect(answer.body['blocks']).toHaveLength(100);
    };
    expect(await leastProcessorTime(200, compare, 10)).toBeLessThan(200);
  });
});

describe('saving with merge=true', () => {
  it('is a plain save where nobody was faster', async () => {
    const item = await story();
    const answer = await merge(ada, item, { kicker: 'Harbour' }, 1);
    expect(answer).toMatchObject({ status: 200, body: { version: 2, draft: { revision: 2 } } });
    expect(answer.body.merged).toBeUndefined();
    expect(await merge(ada, item, { kicker: 'Port' }, 1, 'merge=false')).toMatchObject({
      status: 412,
      body: { code: 'stale_version', current: '"2"', savedBy: { id: ada.id } },
    });
  });

  it('lets edits of two members and of two blocks survive, in whichever order they arrive', async () => {
    const adas = { kicker: 'Harbour', body: body(['a', 'The ferry sailed on Tuesday.'], 'x', 'b', 'l', 'c') };
    const bens = { standfirst: 'At last.', body: body('c', 'a', 'b', 'l', 'y') };
    const contents: unknown[] = [];
    for (const [first, second] of [
      [adas, bens],
      [bens, adas],
    ] as const) {
      const item = await story({ headline: uniqueName('Ferry') });
      await desk.saved(ada, item, first);
      const answer = await merge(ben, item, second, 1);
      expect(answer).toMatchObject({
        status: 200,
        headers: { etag: '"3"' },
        body: { merged: { base: 1, theirs: 2 }, draft: { revision: 3, savedBy: { id: ben.id } } },
      });
      expect(answer.body.content).toMatchObject({ kicker: 'Harbour', standfirst: 'At last.' });
      expect(idsOf(answer)).toEqual(['c', 'a', 'x', 'b', 'l', 'y']);
      const { headline: _headline, slug: _slug, ...rest } = answer.body.content;
      contents.push(rest);
      const history = await desk.get<{ items: { action: string; revision: number; details: object }[] }>(
        ada,
        `items/${item.id}/history`,
      );
      expect(history.body.items[0]).toMatchObject({
        action: 'save',
        revision: 3,
        details: { merged: { base: 1, theirs: 2 } },
      });
    }
    expect(contents[0]).toEqual(contents[1]);
  });

  it('refuses two edits of one block or member, and loses neither', async () => {
    const item = await story({ kicker: 'Harbour' });
    await desk.saved(ada, item, {
      kicker: 'Port',
      body: body('a', ['b', 'It carried 42 people.'], 'l', 'c'),
    });
    const mine = {
      kicker: 'Sea',
      standfirst: 'Not in conflict.',
      body: body('a', ['b', 'It carried 41 people and a dog.'], 'l', 'c'),
    };
    const answer = await merge(ben, item, mine, 1);
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'merge_conflict',
        current: '"2"',
        base: 1,
        theirs: 2,
        savedBy: { id: ada.id },
        mine,
      },
    });
    expect(answer.body.conflicts).toEqual([
      {
        pointer: '/content/kicker',
        base: 'Harbour',
        mine: 'Sea',
        theirs: 'Port',
        words: [
          { op: '-', text: 'Port' },
          { op: '+', text: 'Sea' },
        ],
      },
      {
        blockId: 'b',
        base: paragraph('b', 'It carried 41 people.'),
        mine: paragraph('b', 'It carried 41 people and a dog.'),
        theirs: paragraph('b', 'It carried 42 people.'),
        words: [
          { op: '=', text: 'It carried ' },
          { op: '-', text: '42' },
          { op: '+', text: '41' },
          { op: '=', text: ' people' },
          { op: '+', text: ' and a dog' },
          { op: '=', text: '.' },
        ],
      },
    ]);
    expect((await desk.read(ada, item.id)).body).toMatchObject({ version: 2, draft: { revision: 2 } });
    // What was in conflict is decided; the rest of what was sent merges.
    const settled = {
      ...mine,
      kicker: 'Sea',
      body: body('a', ['b', 'It carried 42 people and a dog.'], 'l', 'c'),
    };
    expect(await merge(ben, item, settled, answer.body.current ?? '')).toMatchObject({ status: 200 });
  });

  it('puts nothing in twice when a save is repeated, also without ids', async () => {
    const item = await story({ body: paragraphs('One.', 'Two.') });
    const content = { body: paragraphs('One.', 'Two, rewritten.', 'Three.') };
    expect(await merge(ada, item, content, 1)).toMatchObject({ status: 200, body: { version: 2 } });
    const again = await merge(ada, item, content, 1);
    expect(again).toMatchObject({ status: 200, body: { version: 2, merged: { base: 1, theirs: 2 } } });
    expect(idsOf(again)).toHaveLength(3);
    const other = await merge(ben, item, { body: paragraphs('One.', 'Two, otherwise.') }, 1);
    expect(other).toMatchObject({ status: 409, body: { code: 'merge_conflict' } });
    expect(JSON.stringify(other.body.conflicts)).toContain('Two, otherwise.');
  });

  it('starts from what the version showed: drafts, live revisions, and after a discard', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id, { body: BODY }));
    const live = item.version;
    await desk.saved(ada, item, { body: body('a', 'b', 'l', 'c', 'n') });
    // From the live revision over the draft.
    expect(await merge(ben, item, { body: body(['a', 'A!'], 'b', 'l', 'c') }, live)).toMatchObject({
      status: 200,
      body: { merged: { base: 1, theirs: 2 } },
    });
    const drafted = live + 2;
    expect(await desk.done(ada, item.id, 'discard-draft')).toMatchObject({
      version: drafted + 1,
      draft: null,
    });
    // From the draft that was discarded: that is a change as well, and what it took back stays back.
    const answer = await merge(ben, item, { body: body(['a', 'A!'], 'b', 'l', ['c', 'C!'], 'n') }, drafted);
    expect(answer).toMatchObject({ status: 200, body: { merged: { base: 3, theirs: 1 } } });
    expect(answer.body.content.body).toEqual(body('a', 'b', 'l', ['c', 'C!']));
  });

  it('moves over steps of the workflow and publications, and keeps the slug that follows', async () => {
    const item = await story({ headline: uniqueName('Ferry') });
    await desk.done(ada, item.id, 'submit');
    expect(await merge(ben, item, { kicker: 'K' }, 1)).toMatchObject({
      status: 200,
      body: { merged: { base: 1, theirs: 1 }, content: { kicker: 'K' } },
    });
    const { version } = await desk.saved(ada, item, { headline: uniqueName('Boat') });
    const headline = uniqueName('Ship');
    const other = await story({ headline: 'Old headline' });
    await desk.saved(ada, other, { kicker: 'K' });
    expect(await merge(ben, other, { headline }, 1)).toMatchObject({
      status: 200,
      body: {
        content: { headline, kicker: 'K', slug: headline.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') },
      },
    });
    // Two headlines are one conflict, not two: nobody has set a slug.
    const both = await merge(ben, item, { headline }, version - 1);
    expect(both.body.conflicts).toMatchObject([{ pointer: '/content/headline' }]);
  });

  it('takes structured members whole, of every kind', async () => {
    const item = await story({ tags: ['sea'], dateline: { place: 'PORT ELLERY' } });
    await desk.saved(ada, item, { tags: ['sea', 'dogs'], seo: { title: 'A' } });
    const answer = await merge(ben, item, { tags: ['cats', 'sea'], dateline: { place: 'SOUTH QUAY' } }, 1);
    expect(answer.body.conflicts).toEqual([
      { pointer: '/content/tags', base: ['sea'], mine: ['cats', 'sea'], theirs: ['sea', 'dogs'] },
    ]);
    const caption = await desk.made(managing, 'photo_caption', readyCaption());
    await desk.saved(managing, caption, { creditLine: 'AFP' });
    const merged = await app.request('PATCH', `/api/v1/photo-captions/${caption.id}?merge=true`, {
      token: managing.token,
      ifMatch: '"1"',
      body: { content: { altText: 'Another text' } },
    });
    expect(merged).toMatchObject({
      status: 200,
      body: { merged: { base: 1, theirs: 2 }, content: { creditLine: 'AFP', altText: 'Another text' } },
    });
  });

  it('refuses a base that was never there, and all else in the order of refusals', async () => {
    const item = await story();
    await desk.saved(ada, item, { kicker: 'K' });
    for (const tag of ['"3"', '"99"', '"0"', '"x"', '1', '"1", "5"', '"9999999999"']) {
      const answer = await merge(ada, item, { kicker: 'L' }, tag);
      expect([tag, answer.status, faults(answer)]).toEqual([tag, 400, [['/If-Match', 'unknown_version']]]);
    }
    expect(await merge(ada, item, { kicker: 'L' }, '*')).toMatchObject({ status: 428 });
    expect(await merge(sportReporter, item, { kicker: 'L' }, 1)).toMatchObject({ status: 404 });
    expect(faults(await merge(ada, item, { kicker: 'L' }, 1, 'merge=yes&x=1'))).toEqual(
      expect.arrayContaining([
        ['/merge', 'is_in'],
        ['/x', 'unknown_parameter'],
      ]),
    );
    const live = await desk.live(managing, 'article', readyArticle(news.id));
    await desk.saved(managing, live, { kicker: 'K' });
    expect(await merge(sportReporter, live, { kicker: 'L' }, 1)).toMatchObject({ status: 403 });
    await desk.done(ada, item.id, 'submit');
    await desk.done(ben, item.id, 'claim');
    expect(await merge(ada, item, { kicker: 'L' }, 1)).toMatchObject({
      status: 409,
      body: { code: 'claimed' },
    });
    expect(await merge(ben, item, { kicker: 'L' }, 1)).toMatchObject({
      status: 409,
      body: { code: 'merge_conflict' },
    });
    // A version from before it was recorded what each showed.
    await app.database.query('alter table shown_revision disable trigger user');
    await app.database.query('delete from shown_revision where item_id = $1 and since_version = 1', [
      item.id,
    ]);
    await app.database.query('alter table shown_revision enable trigger user');
    expect(await merge(ben, item, { kicker: 'L' }, 1)).toMatchObject({
      status: 412,
      body: { current: '"4"' },
    });
    expect(await merge(ben, item, { standfirst: 'S' }, 2)).toMatchObject({ status: 200 });
  });

  it('waits for a lock as every save does, and still merges what its former holder had written', async () => {
    const item = await story();
    const lock = async (by: SignedIn, method: 'PUT' | 'DELETE', takeOver?: object): Promise<Answer> =>
      app.request(method, `/api/v1/items/${item.id}/lock`, { token: by.token, body: takeOver });
    expect(await lock(ada, 'PUT', {})).toMatchObject({ status: 200 });
    expect(await lock(ben, 'PUT', { takeOver: true })).toMatchObject({ status: 200 });
    await desk.saved(ben, item, { kicker: 'By Ben' });
    const mine = { standfirst: 'By Ada' };
    expect(await merge(ada, item, mine, 1)).toMatchObject({
      status: 409,
      body: { code: 'locked', holder: { id: ben.id } },
    });
    expect(await lock(ben, 'DELETE')).toMatchObject({ status: 204 });
    expect(await merge(ada, item, mine, 1)).toMatchObject({
      status: 200,
      body: { content: { kicker: 'By Ben', standfirst: 'By Ada' } },
    });
  });

  it('merges a body that was sent as HTML, by what it says', async () => {
    const item = await story();
    await desk.saved(ada, item, { body: body('a', 'b', 'l', ['c', 'It returns on Sunday.']) });
    const html =
      '<p>The ferry sailed on Monday.</p><p>Then it rained.</p><p>It carried 41 people.</p>' +
      '<ul><li><p>One dog</p></li><li><p>Two cats</p></li></ul><p>It returns on Friday.</p>';
    const answer = await merge(ben, item, { bodyHtml: html }, 1);
    expect(answer).toMatchObject({ status: 200, body: { merged: { base: 1, theirs: 2 } } });
    expect(idsOf(answer).filter((id) => BODY.content.some(({ attrs }) => attrs.id === id))).toEqual([
      'a',
      'b',
      'l',
      'c',
    ]);
    expect(JSON.stringify(answer.body.content.body)).toMatch(/Then it rained.*It returns on Sunday/);
    expect(JSON.stringify(answer.body.content.body)).not.toContain('Friday');
  });

  it('demands the right to edit in a section that mine moves the item to', async () => {
    const item = await story();
    await desk.saved(ada, item, { kicker: 'K' });
    expect(await merge(ben, item, { sectionId: sport.id }, 1)).toMatchObject({ status: 403 });
  });

  it('edge case 1: two make the first edit of a live item at once; one draft, and the loser is told who won', async () => {
    const item = await desk.live(managing, 'article', readyArticle(news.id, { body: BODY }));
    const answers = await Promise.all(
      [ada, ben].map(async (by) => desk.save(by, item, { kicker: `By ${by.id}` }, `"${item.version}"`)),
    );
    const [winner, loser] = answers.toSorted((one, other) => one.status - other.status);
    expect(winner).toMatchObject({ status: 200, body: { draft: { revision: 2 } } });
    expect(loser).toMatchObject({
      status: 412,
      body: { code: 'stale_version', savedBy: { id: winner?.body.draft?.savedBy.id } },
    });
    // Both at once with merge: each text is there, or was refused whole.
    const { version } = (await desk.read(ada, item.id)).body;
    const merges = await Promise.all([
      merge(ada, item, { body: body(['a', 'A!'], 'b', 'l', 'c') }, version),
      merge(ben, item, { body: body('a', ['b', 'B!'], 'l', 'c') }, version),
    ]);
    expect(merges.map(({ status }) => status)).toEqual([200, 200]);
    expect((await desk.read(ada, item.id)).body.content.body).toEqual(
      body(['a', 'A!'], ['b', 'B!'], 'l', 'c'),
    );
  });
});

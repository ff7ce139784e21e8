import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainPhoto } from '../factories/plain-photo.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { startApp, type TestApp } from '../harness/app.js';

/**
 * The job that the system exists for: one front page, made through the API by the right people, and then
 * read as a reader does.
 */

interface Item {
  id: string;
  version: number;
  slug: string;
  visibility: string;
  draft: { revision: number; stage: string } | null;
}

interface Delivered {
  headline: string;
  teaser: string;
  dateline: { place: string; text: string } | null;
  byline: { text: string; authors: { slug: string; name: string }[] } | null;
  source: string | null;
  leadPhoto: { caption: string; credit: string; creditLine: string; altText: string } | null;
  bodyHtml: string;
  wordCount: number;
  dateLabel: string;
  publishedAt: string;
  updatedAt: string | null;
  editionDate?: string;
  editionRank?: number;
  section: { path: string; name: string; ancestors: { path: string; name: string }[] };
  corrections: unknown[];
}

let app: TestApp;
let reporter: SignedIn;
let copyEditor: SignedIn;
let sectionEditor: SignedIn;
let photoEditor: SignedIn;
let managingEditor: SignedIn;
const sections: Record<string, string> = {};

beforeAll(async () => {
  app = await startApp();
  managingEditor = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  for (const [key, name, parent] of [
    ['news', 'News', null],
    ['world', 'World', 'news'],
    ['opinion', 'Opinion', null],
    ['editorial', 'Editorial', 'opinion'],
  ] as const) {
    const made = await app.request<{ id: string }>('POST', '/api/v1/sections', {
      token: managingEditor.token,
      body: { name, parentId: parent && sections[parent] },
    });
    expect(made.status).toBe(201);
    sections[key] = made.body.id;
  }
  reporter = await signedIn(app, { roles: [{ role: 'reporter', sectionId: sections.news }] });
  copyEditor = await signedIn(app, { roles: [{ role: 'copy_editor', sectionId: sections.news }] });
  sectionEditor = await signedIn(app, {
    roles: [
      { role: 'section_editor', sectionId: sections.news },
      { role: 'section_editor', sectionId: sections.opinion },
    ],
  });
  photoEditor = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
});

afterAll(async () => {
  await app.close();
});

/** Makes an item as `who`; gives what the API answers. */
async function create(who: SignedIn, path: string, content: object): Promise<Item> {
  const made = await app.request<Item>('POST', `/api/v1/${path}`, { token: who.token, body: { content } });
  expect([made.status, made.text]).toEqual([201, made.text]);
  return made.body;
}

/** Takes an action on the item as it is now. */
async function act(who: SignedIn, item: Item, action: string, body: object = {}): Promise<Item> {
  const done = await app.request<Item>('POST', `/api/v1/items/${item.id}/${action}`, {
    token: who.token,
    ifMatch: `"${item.version}"`,
    body,
  });
  expect([done.status, done.text]).toEqual([200, done.text]);
  return done.body;
}

async function save(who: SignedIn, path: string, item: Item, content: object): Promise<Item> {
  const saved = await app.request<Item>('PATCH', `/api/v1/${path}/${item.id}`, {
    token: who.token,
    ifMatch: `"${item.version}"`,
    body: { content },
  });
  expect([saved.status, saved.text]).toEqual([200, saved.text]);
  return saved.body;
}

function paragraphs(...texts: (string | object[])[]): object {
  return {
    type: 'doc',
    content: texts.map((text) => ({
      type: 'paragraph',
      content: typeof text === 'string' ? [{ type: 'text', text }] : text,
    })),
  };
}

async function read<T>(url: string): Promise<T> {
  const answer = await app.request<T>('GET', `/delivery/v1${url}`);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.body;
}

describe('a front page', () => {
  const LEDE =
    'Negotiators from both banks of the Sarda sat down again on Tuesday, eleven weeks after the talks broke off over who may open the gates of the upper barrage, and for the first time agreed on what they disagree about.';

  it('carries the agency story with dateline, quotes and a credited lead photo', async () => {
    let caption = await create(reporter, 'photo-captions', {
      photoId: await plainPhoto(app.database, photoEditor.id),
      description: 'Delegates take their seats at the water commission in Islamabad on Tuesday.',
    });
    caption = await save(photoEditor, 'photo-captions', caption, {
      creditLine: 'Reuters',
      altText: 'Two rows of delegates face each other across a long table with small flags.',
      creator: ['M. Aslam'],
    });
    caption = await act(photoEditor, caption, 'publish');
    expect(caption.visibility).toBe('live');

    let story = await create(reporter, 'articles', {
      headline: 'River talks resume as gauges fall “below memory”',
      kicker: 'WATER',
      slugline: 'RIVER-TALKS',
      sectionId: sections.world,
      dateline: { place: 'ISLAMABAD', countryCode: 'PK' },
      source: 'Reuters',
      leadPhoto: { photoCaptionId: caption.id },
      body: paragraphs(
        LEDE,
        'It’s the river that has brought us back,” said one delegate — “not the ministers.'.replace(
          'It’s',
          '“It’s',
        ),
        [
          { type: 'text', text: 'The gauge at Banbasa stood at ' },
          { type: 'text', text: '1.8 metres', marks: [{ type: 'strong' }] },
          { type: 'text', text: ', <lower> & slower than in any November on record…' },
        ],
        'The talks go on on Wednesday.',
      ),
    });
    // The reporter cannot publish, and nobody reads it yet.
    const refused = await app.request('POST', `/api/v1/items/${story.id}/publish`, {
      token: reporter.token,
      ifMatch: `"${story.version}"`,
    });
    expect([refused.status, refused.body.permission]).toEqual([403, 'item.publish']);
    expect((await app.request('GET', `/delivery/v1/articles/${story.slug}`)).status).toBe(404);

    story = await act(reporter, story, 'submit');
    story = await act(copyEditor, story, 'claim');
    story = await save(copyEditor, 'articles', story, { kicker: 'Water' });
    expect(story.draft?.stage).toBe('in_edit');
    story = await act(copyEditor, story, 'approve');
    story = await act(sectionEditor, story, 'publish');
    expect(story.slug).toBe('river-talks-resume-as-gauges-fall-below-memory');

    const delivered = await read<Delivered>(`/articles/${story.slug}`);
    expect(delivered.headline).toBe('River talks resume as gauges fall “below memory”');
    expect(delivered.dateline).toEqual({ place: 'ISLAMABAD', countryCode: 'PK', text: 'ISLAMABAD:' });
    expect(delivered.source).toBe('Reuters');
    expect(delivered.byline).toBe(null);
    expect(delivered.leadPhoto).toMatchObject({
      caption: 'Delegates take their seats at the water commission in Islamabad on Tuesday.',
      creditLine: 'Reuters',
      credit: '— Photo by Reuters',
      altText: 'Two rows of delegates face each other across a long table with small flags.',
    });
    expect(delivered.bodyHtml).toContain(
      '“It’s the river that has brought us back,” said one delegate — “not',
    );
    expect(delivered.bodyHtml).toContain(
      '<strong>1.8 metres</strong>, &lt;lower&gt; &amp; slower than in any November on record…',
    );
    expect(delivered.bodyHtml).not.toContain('ISLAMABAD');
    expect(delivered.bodyHtml.match(/<p>/g)).toHaveLength(4);
    // The lede is longer than 200 characters: cut after a whole word.
    expect(delivered.teaser).toMatch(/^Negotiators from both banks .+\w…$/);
    expect(LEDE.startsWith(delivered.teaser.slice(0, -1))).toBe(true);
    expect(delivered.section).toEqual({
      path: 'news/world',
      name: 'World',
      ancestors: [{ path: 'news', name: 'News' }],
    });
    expect(delivered.updatedAt).toBe(null);
    expect(delivered.dateLabel).toMatch(/^\d{2} [A-Z][a-z]{2}, \d{4}$/);
  });

  const RAIL = [
    {
      day: '2026-11-23',
      rank: 1,
      headline: 'Gaza’s wasteland',
      standfirst: 'What is left of a city is not a map of one.',
    },
    { day: '2026-11-23', rank: 2, headline: 'One small step…', standfirst: null },
    {
      day: '2026-11-23',
      rank: 3,
      headline: 'The price of a tomato',
      standfirst: 'Nobody at the market sets it.',
    },
    { day: '2026-11-24', rank: 1, headline: 'A court that waits', standfirst: null },
    {
      day: '2026-11-24',
      rank: 2,
      headline: 'Who owns the pavement?',
      standfirst: 'Not those who walk on it.',
    },
    { day: '2026-11-24', rank: 3, headline: 'Schools without chalk', standfirst: null },
  ];
  const LEADER =
    'The ministry has known since March that the money would not last the year, and it has known since June which districts would go without; what it did with that knowledge, between one session of parliament and the next, is nothing at all.';

  it('carries the Opinion › Editorial rail of six leaders, two of them updated', async () => {
    const leaders: Item[] = [];
    // Published in no particular order: the rail goes by edition and rank.
    for (const index of [4, 0, 5, 2, 1, 3]) {
      const { day, rank, headline, standfirst } = nth(RAIL, index);
      let leader = await create(managingEditor, 'editorials', {
        headline,
        standfirst,
        sectionId: sections.editorial,
        editionDate: day,
        editionRank: rank,
        body: paragraphs(LEADER, 'It is late. It is not too late.'),
      });
      leader = await act(managingEditor, leader, 'submit');
      leader = await act(sectionEditor, leader, 'approve');
      leaders[index] = await act(managingEditor, leader, 'publish', {
        firstPublishedAt: `${day}T02:00:00+05:00`,
      });
    }
    expect(leaders.map(({ slug }) => slug)).toEqual([
      'gazas-wasteland',
      'one-small-step',
      'the-price-of-a-tomato',
      'a-court-that-waits',
      'who-owns-the-pavement',
      'schools-without-chalk',
    ]);
    for (const index of [1, 3]) {
      let leader = await save(sectionEditor, 'editorials', nth(leaders, index), {
        body: paragraphs(LEADER, 'It is late. It is not too late.', 'The court has since set a date.'),
      });
      leader = await act(sectionEditor, leader, 'submit');
      leader = await act(sectionEditor, leader, 'approve');
      await act(sectionEditor, leader, 'publish', { changeType: 'update' });
    }
    // A typo is no news: nobody is told "Updated".
    let typo = await save(sectionEditor, 'editorials', nth(leaders, 4), {
      standfirst: 'Not those who walk it.',
    });
    typo = await act(sectionEditor, typo, 'submit');
    typo = await act(sectionEditor, typo, 'approve');
    await act(sectionEditor, typo, 'publish');

    const rail = await read<{ items: Delivered[] }>('/editorials?section=opinion&limit=6');
    expect(rail.items.map(({ editionDate, editionRank }) => [editionDate, editionRank])).toEqual([
      ['2026-11-24', 1],
      ['2026-11-24', 2],
      ['2026-11-24', 3],
      ['2026-11-23', 1],
      ['2026-11-23', 2],
      ['2026-11-23', 3],
    ]);
    expect(rail.items.map(({ headline }) => headline)).toEqual([
      'A court that waits',
      'Who owns the pavement?',
      'Schools without chalk',
      'Gaza’s wasteland',
      'One small step…',
      'The price of a tomato',
    ]);
    expect(rail.items.map(({ dateLabel }) => dateLabel.startsWith('Updated '))).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
    ]);
    // 02:00 in Karachi is the evening before in UTC, which is the newsroom's zone here.
    expect(rail.items[3]?.dateLabel).toBe('22 Nov, 2026');
    const [cut, written] = rail.items;
    expect(cut?.teaser).toMatch(/^The ministry has known since March .+\w…$/);
    expect(written?.teaser).toBe('Not those who walk it.');
    expect(
      rail.items.every((item) => !('body' in item) && !('bodyHtml' in item) && !('byline' in item)),
    ).toBe(true);
  });

  it('is one front with what lies below it', async () => {
    const opinion = await read<{ section: object; articles: Delivered[]; editorials: Delivered[] }>(
      '/sections/opinion',
    );
    expect(opinion.section).toEqual({ path: 'opinion', name: 'Opinion', ancestors: [] });
    expect(opinion.articles).toEqual([]);
    expect(opinion.editorials).toHaveLength(6);
    const news = await read<{ articles: Delivered[]; editorials: Delivered[] }>('/sections/news');
    expect(news.articles.map(({ headline }) => headline)).toEqual([
      'River talks resume as gauges fall “below memory”',
    ]);
    expect(news.editorials).toEqual([]);
  });
});

/** The member at the index, which has to be there. */
function nth<T>(list: readonly T[], index: number): T {
  const member = list[index];
  if (member === undefined) throw new Error(`There is no member ${index}.`);
  return member;
}

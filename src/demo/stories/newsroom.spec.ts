import { describe, expect, it } from '@jest/globals';
import { scenes } from '../pictures/scenes.js';
import { newsroom } from './newsroom.js';
import type { Block, DemoArticle, DemoState } from './story.js';

const { sections, authors, captions, articles, editorials } = newsroom;
const items = [...captions, ...articles, ...editorials];
const stories = [...articles, ...editorials];

const isLive = (item: { state: DemoState }): boolean =>
  item.state === 'live' || item.state === 'live_with_draft';

/** Every body an item ever has: the first, those of its re-publications, and that of its draft. */
function bodies(story: (typeof stories)[number]): Block[][] {
  const edits = 'publishedAt' in story ? (story.republished ?? []).map(({ edit }) => edit.body) : [];
  const draft = story.state === 'live_with_draft' ? story.draft.edit.body : undefined;
  return [story.body, ...edits, draft].filter((body) => body !== undefined);
}

function placedCaptions(story: (typeof stories)[number]): string[] {
  const inBody = bodies(story).flatMap((body) =>
    body.flatMap((block) => ('photo' in block ? [block.photo] : [])),
  );
  const lead = 'leadPhoto' in story && story.leadPhoto ? [story.leadPhoto.caption] : [];
  return [...lead, ...inBody];
}

function text(block: Block): string {
  if ('p' in block) {
    if (typeof block.p === 'string') return block.p;
    return block.p.map((run) => (typeof run === 'string' ? run : Object.values(run).at(-1))).join('');
  }
  if ('list' in block) return block.list.join(' ');
  if ('quote' in block) return block.quote;
  if ('pullquote' in block) return block.pullquote;
  return 'h' in block ? block.text : '';
}

const words = (body: Block[]): number => body.map(text).join(' ').split(/\s+/).filter(Boolean).length;
const lede = (body: Block[]): string => text(body.find((block) => 'p' in block) ?? { rule: true });
const wasPublished = (item: (typeof items)[number]): boolean => 'publishedAt' in item;

describe('the demo newsroom', () => {
  it('has the size of a small paper', () => {
    expect(sections).toHaveLength(8);
    expect(authors).toHaveLength(6);
    expect(captions.length).toBeGreaterThanOrEqual(12);
    expect(articles.length).toBeGreaterThanOrEqual(20);
    expect(editorials).toHaveLength(10);
  });

  it('has a picture for each caption, and no other', () => {
    expect(Object.keys(scenes).toSorted()).toEqual(captions.map(({ key }) => key).toSorted());
  });

  it('names every record and item once', () => {
    for (const list of [sections, authors, captions, stories]) {
      const keys = list.map(({ key }) => key);
      expect(keys).toEqual([...new Set(keys)]);
    }
    const sluglines = stories.map(({ slugline }) => slugline);
    expect(sluglines).toEqual([...new Set(sluglines)]);
  });

  it('lists each section after its parent', () => {
    sections.forEach(({ parent }, index) => {
      const before = sections.slice(0, index).map(({ key }) => key);
      if (parent !== null) expect(before).toContain(parent);
    });
  });

  it('refers to nothing that is not there', () => {
    const sectionKeys = sections.map(({ key }) => key);
    const authorKeys = authors.map(({ key }) => key);
    const captionKeys = captions.map(({ key }) => key);
    for (const story of stories) {
      expect(sectionKeys).toContain(story.section);
      for (const caption of placedCaptions(story)) expect(captionKeys).toContain(caption);
    }
    articles.forEach(({ byline, related }, index) => {
      if (byline && 'authors' in byline) {
        for (const author of byline.authors) expect(authorKeys).toContain(author);
      }
      const earlier = articles.slice(0, index).map(({ key }) => key);
      for (const key of related ?? []) expect(earlier).toContain(key);
    });
  });

  it('shows every state', () => {
    const states: Record<DemoState, number> = {
      draft: 0,
      submitted: 0,
      in_edit: 0,
      changes_requested: 0,
      approved: 0,
      live: 0,
      live_with_draft: 0,
      withdrawn: 0,
      killed: 0,
      spiked: 0,
    };
    for (const { state } of items) states[state] += 1;
    expect(Object.entries(states).filter(([, count]) => count === 0)).toEqual([]);
    expect(items.filter(isLive).length).toBeGreaterThan(items.length / 2);
  });

  it('publishes nothing whose placed captions are not live', () => {
    const live = captions.filter(isLive).map(({ key }) => key);
    for (const story of stories.filter((each) => wasPublished(each) || each.state === 'approved')) {
      for (const caption of placedCaptions(story)) expect(live).toContain(caption);
    }
  });

  it('publishes only what is ready, with a note where readers are owed one', () => {
    for (const caption of captions.filter(wasPublished)) {
      expect(caption.description && caption.creditLine && caption.altText).toBeTruthy();
    }
    for (const article of articles.filter(wasPublished)) {
      expect(article.byline ?? article.source).toBeTruthy();
    }
    const changeTypes = items.flatMap((item) =>
      'publishedAt' in item ? (item.republished ?? []).map(({ changeType }) => changeType) : [],
    );
    expect(new Set(changeTypes).size).toBe(4);
  });

  it('was published in the autumn of 2026, captions before the stories that place them', () => {
    const published = new Map(
      items.flatMap((item) => ('publishedAt' in item ? [[item.key, item.publishedAt] as const] : [])),
    );
    for (const at of published.values()) expect(at).toMatch(/^2026-(09|10|11)-\d\dT\d\d:\d\d:00Z$/);
    for (const story of stories) {
      const at = published.get(story.key);
      for (const caption of at === undefined ? [] : placedCaptions(story)) {
        expect((published.get(caption) ?? '') <= String(at)).toBe(true);
      }
    }
  });

  it('runs agency stories with datelines, at the length of a newspaper story', () => {
    const agency = ({ source, dateline }: DemoArticle): boolean =>
      ['Reuters', 'AP', 'AFP'].includes(source ?? '') && dateline !== undefined;
    expect(articles.filter(agency).length).toBeGreaterThanOrEqual(6);
    for (const article of articles.filter(({ language, ...each }) => language === 'en' && isLive(each))) {
      for (const body of bodies(article)) {
        expect([article.key, words(body) >= 150 && words(body) <= 450]).toEqual([article.key, true]);
      }
    }
    expect(new Set(articles.map(({ language }) => language))).toEqual(new Set(['en', 'ur', 'zh-Hans']));
  });

  it('prints three leaders a day, some with a written teaser and some with one to be cut', () => {
    const days = new Map<string, number[]>();
    for (const { editionDate, editionRank } of editorials.filter(isLive)) {
      days.set(editionDate, [...(days.get(editionDate) ?? []), editionRank]);
    }
    expect([...days.values()]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    for (const { body, section } of editorials) {
      expect(section).toBe('opinion/editorial');
      expect(body).toHaveLength(3);
      expect(words(body)).toBeGreaterThanOrEqual(250);
    }
    const cut = stories.filter((story) => !story.standfirst && lede(story.body).length > 200);
    expect(cut.length).toBeGreaterThanOrEqual(6);
    expect(editorials.filter(({ standfirst }) => standfirst).length).toBeGreaterThanOrEqual(2);
    const updated = editorials.flatMap((each) => ('publishedAt' in each ? (each.republished ?? []) : []));
    expect(updated.filter(({ changeType }) => changeType === 'update')).toHaveLength(2);
  });

  it('uses the whole range of blocks, and links to example.org alone', () => {
    const using = (test: (block: Block) => boolean): number =>
      articles.filter(({ body }) => body.some(test)).length;
    expect(using((block) => 'photo' in block)).toBeGreaterThanOrEqual(3);
    expect(using((block) => 'h' in block)).toBeGreaterThanOrEqual(2);
    for (const name of ['list', 'quote', 'pullquote', 'rule']) {
      expect(using((block) => name in block)).toBeGreaterThanOrEqual(1);
    }
    const links = JSON.stringify(newsroom).match(/https?:[^"]+/g) ?? [];
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const link of links) expect(link).toMatch(/^https:\/\/example\.org\//);
  });

  it('keeps words such as “above” out of captions and in one placement', () => {
    for (const { description } of captions) expect(description).not.toMatch(/\((above|below|left|right)\)/);
    const overrides = articles.filter(({ leadPhoto }) => leadPhoto?.override?.includes('(above)'));
    expect(overrides).toHaveLength(1);
  });
});

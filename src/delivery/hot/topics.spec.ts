import { describe, expect, it } from '@jest/globals';
import type { ReaderChange } from '../../published/publication-notice.js';
import {
  ANYTHING,
  CORRECTED,
  type Entrance,
  entranceTo,
  EVERY_LIST,
  everyChangeOf,
  topicsOf,
} from './topics.js';

const ALL: Entrance = { kind: 'article', sectionIds: null, authorId: null, tag: null };

const PUBLISHED: ReaderChange = {
  item: { id: 'item', kind: 'article' },
  comesInto: { sections: ['city', 'news'], authors: ['a', 'b'], tags: ['ferries'], isCorrected: false },
};

function isAbout(change: ReaderChange, ...topics: string[]): boolean[] {
  return topics.map((topic) => topicsOf(change).has(topic));
}

describe('the topics of a change', () => {
  it('are the entrances that the item comes in by, wherever the list begins', () => {
    for (const filters of [
      {},
      { sectionIds: ['city'] },
      { sectionIds: ['news', 'city', 'world'] },
      { authorId: 'b' },
      { tag: 'ferries' },
      { sectionIds: ['news', 'city'], authorId: 'a' },
      { sectionIds: ['city'], tag: 'ferries' },
    ]) {
      expect(isAbout(PUBLISHED, entranceTo({ ...ALL, ...filters }))).toEqual([true]);
    }
    expect(isAbout(PUBLISHED, 'item', ANYTHING, everyChangeOf('article'))).toEqual([true, true, true]);
  });

  it('are no entrance that keeps the item out', () => {
    for (const filters of [
      { kind: 'editorial' as const },
      { kind: 'editorial' as const, sectionIds: ['city'] },
      { sectionIds: ['world'] },
      { authorId: 'c' },
      { tag: 'ferry' },
    ]) {
      expect(isAbout(PUBLISHED, entranceTo({ ...ALL, ...filters }))).toEqual([false]);
    }
    expect(isAbout(PUBLISHED, 'other', everyChangeOf('editorial'), EVERY_LIST, CORRECTED)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('are the item alone where it comes in nowhere', () => {
    const change: ReaderChange = { ...PUBLISHED, comesInto: null };
    expect(isAbout(change, 'item', everyChangeOf('article'), ANYTHING)).toEqual([true, true, true]);
    expect(isAbout(change, entranceTo(ALL), EVERY_LIST)).toEqual([false, false]);
  });

  it('are every list where nobody says which', () => {
    expect(isAbout({ ...PUBLISHED, comesInto: 'any' }, 'item', EVERY_LIST)).toEqual([true, true]);
    expect(isAbout({ item: null, comesInto: 'any' }, EVERY_LIST, ANYTHING)).toEqual([true, true]);
  });

  it('are the lists of corrections for what was ever corrected', () => {
    const change = topicsOf({
      item: { id: 'item', kind: 'editorial' },
      comesInto: { sections: [], authors: [], tags: [], isCorrected: true },
    });
    expect(change.has(CORRECTED)).toBe(true);
  });
});

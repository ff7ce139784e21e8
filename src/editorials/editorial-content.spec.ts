import { describe, expect, it } from '@jest/globals';
import { EMPTY_EDITORIAL, type EditorialContent, editorialReadiness } from './editorial-content.js';
import { editorialKind } from './editorial.kind.js';

const READY: EditorialContent = {
  ...EMPTY_EDITORIAL,
  headline: 'The bridge that nobody paid for',
  sectionId: 'a section',
  body: {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text: 'It stands.' }] }],
  },
  editionDate: '2024-05-05',
  editionRank: 1,
};

function pointers(change: Partial<EditorialContent>): string[] {
  return editorialReadiness({ ...READY, ...change }).map((problem) => problem.pointer);
}

describe('an editorial', () => {
  it('is ready with headline, section, body, edition date and edition rank', () => {
    expect(pointers({})).toEqual([]);
  });

  it.each(['headline', 'sectionId', 'body', 'editionDate', 'editionRank'] as const)(
    'is not ready without %s',
    (name) => {
      expect(pointers({ [name]: null })).toEqual([`/content/${name}`]);
    },
  );

  it('says in words what is missing', () => {
    expect(editorialReadiness({ ...READY, editionDate: null })[0]?.message).toBe(
      'The item has no edition date.',
    );
  });

  it('has no byline, in its content or in its document', () => {
    expect(Object.keys(EMPTY_EDITORIAL)).not.toContain('byline');
    const nothing = { authors: new Map(), captions: new Map(), related: new Map() };
    const document = editorialKind.document(READY, nothing, {
      id: 'i',
      kind: 'editorial',
      slug: 's',
      url: 'u',
      section: null,
      language: 'en',
      publishedAt: '2024-05-05T08:00:00.000Z',
      updatedAt: null,
      dateLabel: '05 May, 2024',
      corrections: [],
      renditions: null,
    });
    expect(Object.keys(document)).not.toContain('byline');
    expect(document).toMatchObject({ editionDate: '2024-05-05', editionRank: 1, teaser: 'It stands.' });
  });

  it('has its place in the edition once date and rank are both there', () => {
    expect(editorialKind.edition(READY)).toEqual({ date: '2024-05-05', rank: 1 });
    expect(editorialKind.edition({ ...READY, editionRank: null })).toBeNull();
  });
});

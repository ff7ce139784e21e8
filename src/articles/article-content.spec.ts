import { describe, expect, it } from '@jest/globals';
import type { BodyJson } from '../content/body/body-json.js';
import {
  type ArticleContent,
  articleReadiness,
  articleReferences,
  EMPTY_ARTICLE,
} from './article-content.js';

function body(text: string): BodyJson {
  const content = text === '' ? {} : { content: [{ type: 'text' as const, text }] };
  return { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'p1' }, ...content }] };
}

const READY: ArticleContent = {
  ...EMPTY_ARTICLE,
  headline: 'River talks resume',
  sectionId: 'a section',
  body: body('The talks resumed.'),
  byline: { text: 'Our Correspondent' },
};

function pointers(change: Partial<ArticleContent>): string[] {
  return articleReadiness({ ...READY, ...change }).map((problem) => problem.pointer);
}

describe('an article is ready', () => {
  it('with headline, section, body, and a byline or a source', () => {
    expect(pointers({})).toEqual([]);
    expect(pointers({ byline: null, source: 'Reuters' })).toEqual([]);
    expect(pointers({ byline: { authors: [{ authorId: 'a' }] } })).toEqual([]);
  });

  it.each([
    ['headline', { headline: null }],
    ['sectionId', { sectionId: null }],
    ['body', { body: null }],
    ['body', { body: body('') }],
    ['byline', { byline: null }],
  ] as const)('not without %s', (name, change) => {
    expect(pointers(change)).toEqual([`/content/${name}`]);
  });

  it('and is told everything that is missing at once, in words', () => {
    expect(articleReadiness(EMPTY_ARTICLE)).toEqual([
      { pointer: '/content/headline', code: 'required', message: 'The item has no headline.' },
      { pointer: '/content/sectionId', code: 'required', message: 'The item has no section.' },
      { pointer: '/content/body', code: 'required', message: 'The item has no body.' },
      {
        pointer: '/content/byline',
        code: 'required',
        message: 'The article has neither a byline nor a source.',
      },
    ]);
  });
});

describe('what an article refers to', () => {
  it('is named with where it stands: authors, lead photo, photos in the body, related items', () => {
    const content: ArticleContent = {
      ...READY,
      byline: { authors: [{ authorId: 'a1' }, { authorId: 'a2' }] },
      leadPhoto: { photoCaptionId: 'c1', caption: 'The bridge (above)' },
      body: {
        type: 'doc',
        content: [
          { type: 'paragraph', attrs: { id: 'p1' } },
          {
            type: 'photo',
            attrs: { id: 'p2', photoCaptionId: 'c2', caption: null, altText: null, crop: null },
          },
        ],
      },
      related: [{ itemId: 'i1' }],
    };
    expect(articleReferences(content)).toEqual([
      { role: 'byline', authorId: 'a1', pointer: '/byline/authors/0/authorId' },
      { role: 'byline', authorId: 'a2', pointer: '/byline/authors/1/authorId' },
      { role: 'lead_photo', itemId: 'c1', overrides: true, pointer: '/leadPhoto/photoCaptionId' },
      { role: 'photo', itemId: 'c2', overrides: false, pointer: '/body/content/1/attrs/photoCaptionId' },
      { role: 'related', itemId: 'i1', pointer: '/related/0/itemId' },
    ]);
  });

  it('is nothing for a byline of words', () => {
    expect(articleReferences(READY)).toEqual([]);
  });
});

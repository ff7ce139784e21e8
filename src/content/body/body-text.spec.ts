import { describe, expect, it } from '@jest/globals';
import type { BlockJson, BodyJson, InlineJson } from './body-json.js';
import { firstParagraph, isEmptyBody, photoPlacements, plainText, wordCount } from './body-text.js';

const doc = (...content: BlockJson[]): BodyJson => ({ type: 'doc', content });
const text = (value: string): InlineJson => ({ type: 'text', text: value });
const p = (...content: InlineJson[]) => ({ type: 'paragraph' as const, attrs: { id: null }, content });
const photo = (caption: string | null): BlockJson => ({
  type: 'photo',
  attrs: { id: 'b1', photoCaptionId: 'c1', caption, altText: null, crop: null },
});
const quote = (...content: BlockJson[]): BlockJson => ({ type: 'blockquote', attrs: { id: null }, content });

const story = doc(
  { type: 'heading', attrs: { id: null, level: 2 }, content: [text('The talks')] },
  p(),
  p(
    { type: 'text', text: 'Both ', marks: [{ type: 'em' }] },
    text('sides'),
    { type: 'hardBreak' },
    text('spoke.'),
  ),
  photo('An override (above)'),
  {
    type: 'bulletList',
    attrs: { id: null },
    content: [
      { type: 'listItem', attrs: { id: null }, content: [p(text('One'))] },
      { type: 'listItem', attrs: { id: null }, content: [p(text('Two'))] },
    ],
  },
);

describe('plainText', () => {
  it('separates blocks by an empty line and leaves photos and blank blocks out', () => {
    expect(plainText(story)).toBe('The talks\n\nBoth sides\nspoke.\n\nOne\n\nTwo');
    expect(plainText(doc())).toBe('');
  });
});

describe('firstParagraph', () => {
  it('is the first with text', () => {
    expect(firstParagraph(story)).toBe('Both sides\nspoke.');
  });

  it('is one of the story rather than of a quote before it', () => {
    expect(firstParagraph(doc(quote(p(text('Quoted'))), p(text('Told'))))).toBe('Told');
    expect(firstParagraph(doc(quote(p(text('Quoted'))), p(text(' '))))).toBe('Quoted');
  });

  it('is null where there is none', () => {
    expect(firstParagraph(doc(p(), photo('A caption')))).toBeNull();
  });
});

describe('wordCount', () => {
  it.each([
    ['One small step…', 3],
    ['“It’s over,” she said — at 5.30 on 3 May.', 9],
    ['  ', 0],
    ['— … !', 0],
    ['غزہ میں جنگ بندی', 4],
    ['加沙停火', 2],
  ])('of %j is %i', (words, count) => {
    expect(wordCount(doc(p(text(words))))).toBe(count);
  });

  it('goes over all blocks, but not over captions', () => {
    expect(wordCount(story)).toBe(7);
  });

  it('parts words at line breaks and blocks, not at marks', () => {
    expect(wordCount(doc(p(text('a'), { type: 'hardBreak' }, text('b')), p(text('c'))))).toBe(3);
    expect(wordCount(doc(p(text('un'), { type: 'text', text: 'said', marks: [{ type: 'em' }] })))).toBe(1);
  });
});

describe('photoPlacements', () => {
  it('finds photos with their overrides and pointers, nested ones too', () => {
    expect(photoPlacements(doc(p(), photo(null), quote(p(), photo('Left'))))).toEqual([
      {
        photoCaptionId: 'c1',
        caption: null,
        altText: null,
        crop: null,
        blockId: 'b1',
        pointer: '/content/1',
      },
      {
        photoCaptionId: 'c1',
        caption: 'Left',
        altText: null,
        crop: null,
        blockId: 'b1',
        pointer: '/content/2/content/1',
      },
    ]);
  });
});

describe('isEmptyBody', () => {
  it.each([
    ['no block', doc(), true],
    ['blank blocks', doc(p(), p(text(' \u00a0')), quote(p({ type: 'hardBreak' }))), true],
    ['a rule', doc({ type: 'horizontalRule', attrs: { id: null } }), true],
    ['a word', doc(quote(p(text('a')))), false],
    ['a photo', doc(photo(null)), false],
    ['an embed', doc({ type: 'embed', attrs: { id: null, url: '/' } }), false],
  ])('of %s: %#', (_what, body, empty) => {
    expect(isEmptyBody(body)).toBe(empty);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { BlockJson, BodyJson } from './body-json.js';
import { withoutPhotos } from './without-photos.js';

const KEPT = '0199c0de-0000-7000-8000-000000000001';
const GONE = '0199c0de-0000-7000-8000-000000000002';

function photo(photoCaptionId: string): BlockJson {
  return {
    type: 'photo',
    attrs: { id: photoCaptionId, photoCaptionId, caption: 'C', altText: null, crop: null },
  };
}

function paragraph(text: string): BlockJson {
  return { type: 'paragraph', attrs: { id: text }, content: [{ type: 'text', text }] };
}

function without(...content: BlockJson[]): BlockJson[] {
  const body: BodyJson = { type: 'doc', content };
  return withoutPhotos(body, ({ photoCaptionId }) => photoCaptionId !== GONE).content;
}

describe('a body without the photos that may not be shown', () => {
  it('loses them wherever they stand, and nothing else', () => {
    expect(without(paragraph('a'), photo(GONE), photo(KEPT))).toEqual([paragraph('a'), photo(KEPT)]);
    const quote = (...content: BlockJson[]): BlockJson => ({
      type: 'blockquote',
      attrs: { id: 'q' },
      content,
    });
    expect(without(quote(paragraph('b'), photo(GONE)))).toEqual([quote(paragraph('b'))]);
    const list = (...content: BlockJson[]): BlockJson => ({
      type: 'bulletList',
      attrs: { id: 'l' },
      content: [{ type: 'listItem', attrs: { id: 'i' }, content }],
    });
    expect(without(list(paragraph('c'), photo(GONE)))).toEqual([list(paragraph('c'))]);
  });

  it('loses a quote that held nothing else', () => {
    expect(
      without({ type: 'blockquote', attrs: { id: 'q' }, content: [photo(GONE)] }, paragraph('d')),
    ).toEqual([paragraph('d')]);
  });

  it('stays as it is where all may be shown', () => {
    expect(without(paragraph('a'), photo(KEPT))).toEqual([paragraph('a'), photo(KEPT)]);
  });
});

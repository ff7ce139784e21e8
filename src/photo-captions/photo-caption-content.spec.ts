import { describe, expect, it } from '@jest/globals';
import {
  EMPTY_PHOTO_CAPTION,
  type PhotoCaptionContent,
  photoCaptionHeadline,
  photoCaptionReadiness,
  photoCaptionWarnings,
} from './photo-caption-content.js';
import { photoCaptionKind } from './photo-caption.kind.js';

const READY: PhotoCaptionContent = {
  ...EMPTY_PHOTO_CAPTION,
  photoId: '0199a7c2-0000-7000-8000-000000000000',
  description: 'Ferries wait below the old bridge at dawn.',
  creditLine: 'Reuters',
  altText: 'Two ferries below a stone bridge',
};

function pointers(change: Partial<PhotoCaptionContent>): string[] {
  return photoCaptionReadiness({ ...READY, ...change }).map((problem) => problem.pointer);
}

describe('a photo caption', () => {
  it('is ready with a photo, description, credit line and alt text, without section', () => {
    expect(pointers({})).toEqual([]);
  });

  it.each(['photoId', 'description', 'creditLine', 'altText'] as const)('is not ready without %s', (name) => {
    expect(pointers({ [name]: null })).toEqual([`/content/${name}`]);
  });

  it('is called by the beginning of its description, cut after a whole word', () => {
    expect(photoCaptionHeadline(READY)).toBe('Ferries wait below the old bridge at dawn.');
    expect(photoCaptionHeadline({ ...READY, description: 'Two\nlines' })).toBe('Two lines');
    expect(photoCaptionHeadline(EMPTY_PHOTO_CAPTION)).toBeNull();
    const long = photoCaptionHeadline({ ...READY, description: 'word '.repeat(40) }) ?? '';
    expect(long).toMatch(/^(word )+word…$/);
    expect(long.length).toBeLessThanOrEqual(121);
  });

  it.each([
    ['Ferries (above) wait.', '(above)'],
    ['The minister (second from left).', '(second from left)'],
    ['Boats (LEFT).', '(LEFT)'],
    ['Ferries at dawn, above the weir.', null],
    ['The bridge (2019) stands.', null],
    ['The treaty (its copyright).', null],
  ])('warns of words that belong to a placement: %s', (description, words) => {
    const warnings = photoCaptionWarnings({ ...READY, description });
    expect(warnings.map(({ pointer, code }) => [pointer, code])).toEqual(
      words === null ? [] : [['/content/description', 'placement_words']],
    );
    expect(warnings.every(({ message }) => message.startsWith(words ?? ''))).toBe(true);
    expect(photoCaptionReadiness({ ...READY, description })).toEqual([]);
  });

  it('warns of a credit line that names the photographer', () => {
    const content = { ...READY, creditLine: 'MR. A/REUTERS' };
    expect(photoCaptionWarnings(content)).toMatchObject([
      { pointer: '/content/creditLine', code: 'credit_form' },
    ]);
    expect(photoCaptionReadiness(content)).toEqual([]);
  });

  it('keeps what the supplier tells the desk from readers', () => {
    const content = { ...READY, instructions: 'Not before Sunday', usageTerms: 'One use' };
    const nothing = { authors: new Map(), captions: new Map(), related: new Map() };
    const document = photoCaptionKind.document(content, nothing, {
      id: 'i',
      kind: 'photo_caption',
      slug: null,
      url: 'u',
      section: null,
      language: 'en',
      publishedAt: '2024-05-05T08:00:00.000Z',
      updatedAt: null,
      dateLabel: '05 May, 2024',
      corrections: [],
      renditions: null,
    });
    expect(JSON.stringify(document)).not.toContain('Not before Sunday');
    expect(document).toMatchObject({ usageTerms: 'One use', credit: '— Photo by Reuters' });
  });

  it('is shown by placements as description, credit line and alt text, with what its pictures say of themselves', () => {
    expect(photoCaptionKind.asCaption?.(READY)).toEqual({
      photoId: READY.photoId,
      description: READY.description,
      creditLine: 'Reuters',
      altText: READY.altText,
      creator: READY.creator,
      copyrightNotice: READY.copyrightNotice,
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Reference, Resolved, ShownCaption } from '../content/reference.js';
import { rightsWarnings } from './rights-warnings.js';
import { articleKind } from '../articles/article.kind.js';
import { photoCaptionKind } from '../photo-captions/photo-caption.kind.js';

const ENDED = { code: 'rights_ended', message: 'ended' };
const ENDING = { code: 'rights_ending', message: 'end' };
const ENDINGS = new Map([
  ['old', ENDED],
  ['late', ENDING],
]);

function resolved(captions: Record<string, string | null>): Resolved {
  const shown = Object.entries(captions).map(([id, photoId]): [string, ShownCaption] => [
    id,
    {
      photoId,
      description: '',
      creditLine: '',
      creator: [],
      copyrightNotice: null,
      renditions: null,
      altText: '',
    },
  ]);
  return { authors: new Map(), captions: new Map(shown), related: new Map() };
}

function placed(itemId: string, pointer: string): Reference {
  return { role: 'gallery', itemId, overrides: false, pointer };
}

describe('the warnings about rights', () => {
  it('of a caption name its photo', () => {
    const caption = (photoId: string | null): object[] =>
      rightsWarnings({ kind: photoCaptionKind, content: { photoId }, references: [] }, resolved({}), ENDINGS);
    expect(caption('old')).toEqual([{ pointer: '/content/photoId', ...ENDED }]);
    expect(caption('late')).toEqual([{ pointer: '/content/photoId', ...ENDING }]);
    expect(caption('fresh')).toEqual([]);
    expect(caption(null)).toEqual([]);
  });

  it('of a story name each place', () => {
    const references: Reference[] = [
      placed('one', '/gallery/0/photoCaptionId'),
      placed('two', '/gallery/1/photoCaptionId'),
      placed('one', '/gallery/2/photoCaptionId'),
      placed('gone', '/gallery/3/photoCaptionId'),
      placed('bare', '/gallery/4/photoCaptionId'),
      { role: 'related', itemId: 'other', pointer: '/relatedItems/0' },
      { role: 'byline', authorId: 'old', pointer: '/byline/authors/0' },
    ];
    const warnings = rightsWarnings(
      { kind: articleKind, content: {}, references },
      resolved({ one: 'old', two: 'fresh', bare: null }),
      ENDINGS,
    );
    expect(warnings).toEqual([
      { pointer: '/content/gallery/0/photoCaptionId', ...ENDED },
      { pointer: '/content/gallery/2/photoCaptionId', ...ENDED },
    ]);
  });
});

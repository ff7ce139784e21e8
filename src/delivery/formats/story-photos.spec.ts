import { describe, expect, it } from '@jest/globals';
import { deliveredArticle, deliveredPhoto } from '../../../test/factories/delivered.js';
import { photosOf } from './story-photos.js';

function photo(attrs: object): object {
  return { type: 'photo', attrs };
}

describe('the photos of a story', () => {
  it('are those at its head, in its text and in its gallery, each once', () => {
    const [lead, first, second, last] = Array.from({ length: 4 }, (_, n) =>
      deliveredPhoto({ caption: `Photo ${n}` }),
    );
    if (!lead || !first || !second || !last) throw new Error('Four photos were expected.');
    const body = {
      type: 'doc',
      content: [
        photo(first),
        { type: 'paragraph', content: [{ type: 'text', text: 'The talks resumed.' }] },
        { type: 'blockquote', content: [photo(second), photo({ ...lead, caption: 'Again' })] },
      ],
    };
    const story = deliveredArticle({ leadPhoto: lead, body, gallery: [first, last] });
    expect(photosOf(story)).toEqual([lead, first, second, last]);
    expect(photosOf(deliveredArticle())).toEqual([]);
  });
});

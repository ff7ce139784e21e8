import { describe, expect, it } from '@jest/globals';
import { settleSlug } from './settle-slug.js';

function taken(...slugs: string[]): (slug: string) => Promise<boolean> {
  return (slug) => Promise.resolve(slugs.includes(slug));
}

describe('settleSlug', () => {
  it('keeps a free slug that was given, and refuses a taken one', async () => {
    await expect(settleSlug('sport', 'News', 'section', taken('news'))).resolves.toBe('sport');
    await expect(settleSlug('news', 'Sport', 'section', taken('news'))).rejects.toMatchObject({
      code: 'slug_taken',
    });
  });

  it('makes the first free one from the name', async () => {
    await expect(settleSlug(null, 'Núria Öztürk', 'author', taken())).resolves.toBe('nuria-ozturk');
    await expect(settleSlug(null, 'News', 'section', taken('news'))).resolves.toBe('news-2');
    await expect(settleSlug(null, 'News', 'section', taken('news', 'news-2'))).resolves.toBe('news-3');
  });

  it('falls back where the name has no letters', async () => {
    await expect(settleSlug(null, '🎉', 'section', taken())).resolves.toBe('section');
  });
});

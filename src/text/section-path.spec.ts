import { describe, expect, it } from '@jest/globals';
import { depthOf, isSectionPath, isWithin, MAX_DEPTH, pathBelow } from './section-path.js';

describe('the path of a section', () => {
  it('is its slug at the root, and the path above with its slug elsewhere', () => {
    expect(pathBelow(null, 'news')).toBe('news');
    expect(pathBelow('news/world', 'asia')).toBe('news/world/asia');
  });

  it('counts its levels from one', () => {
    expect(depthOf('news')).toBe(1);
    expect(depthOf('a/b/c/d/e/f')).toBe(6);
  });

  it.each(['news', 'opinion/editorial', 'a-1/b/c/d/e/f'])('can be %j', (path) => {
    expect(isSectionPath(path)).toBe(true);
    expect(depthOf(path)).toBeLessThanOrEqual(MAX_DEPTH);
  });

  it.each(['', '/news', 'news/', 'news//world', 'News', 'n%', 'a/b/c/d/e/f/g', 'x'.repeat(601)])(
    'cannot be %j',
    (path) => {
      expect(isSectionPath(path)).toBe(false);
    },
  );

  it('lies within itself and what is above it, and not within what only begins alike', () => {
    expect(isWithin('news', 'news')).toBe(true);
    expect(isWithin('news/world', 'news')).toBe(true);
    expect(isWithin('news-2', 'news')).toBe(false);
    expect(isWithin('news', 'news/world')).toBe(false);
  });
});

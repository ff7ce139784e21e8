import { describe, expect, it } from '@jest/globals';
import { articleKind } from '../articles/article.kind.js';
import type { ItemContent } from '../items/item-kind.js';
import { KindRegistry } from '../items/kind-registry.js';
import { type DraftContent, draftContent } from './draft-content.js';
import { mergeDrafts } from './merge-drafts.js';

const registry = new KindRegistry();
registry.register(articleKind);
const article = registry.get('article');

const base = draftContent(article, null, { headline: 'River talks', tags: ['water'] }, null);

function save(given: ItemContent, liveSlug: string | null = null): DraftContent {
  return draftContent(article, base, given, liveSlug);
}

/** The merge, which has to be the same whoever came first. */
function merge(one: ItemContent, other: ItemContent, liveSlug: string | null = null) {
  const [mine, theirs] = [save(one, liveSlug), save(other, liveSlug)];
  const merged = mergeDrafts(article, { base, mine, theirs }, liveSlug);
  const reversed = mergeDrafts(article, { base, mine: theirs, theirs: mine }, liveSlug);
  expect(reversed.conflicts.map(({ pointer }) => pointer)).toEqual(
    merged.conflicts.map(({ pointer }) => pointer),
  );
  if (merged.conflicts.length === 0) expect(reversed.draft).toEqual(merged.draft);
  return merged;
}

describe('merging drafts', () => {
  it('takes each member from the side that has changed it', () => {
    const { draft, conflicts } = merge({ headline: 'River talks resume' }, { tags: ['water', 'peace'] });
    expect(conflicts).toEqual([]);
    expect(draft).toMatchObject({
      content: { headline: 'River talks resume', slug: 'river-talks-resume', tags: ['water', 'peace'] },
      slugByHand: false,
    });
    expect(Object.keys(draft.content)).toEqual(Object.keys(article.emptyContent()));
  });

  it('takes the same change once, and refuses two, with all three', () => {
    expect(merge({ headline: 'Same' }, { headline: 'Same' })).toMatchObject({
      draft: { content: { headline: 'Same', slug: 'same' } },
      conflicts: [],
    });
    expect(merge({ tags: ['a'] }, { tags: null }).conflicts).toEqual([
      { pointer: '/content/tags', base: ['water'], mine: ['a'], theirs: [] },
    ]);
  });

  it('makes no conflict of a slug that nobody has set, and one of two that somebody has', () => {
    expect(merge({ headline: 'A' }, { headline: 'B' }).conflicts.map(({ pointer }) => pointer)).toEqual([
      '/content/headline',
    ]);
    expect(merge({ headline: 'A' }, { slug: 'by-hand' }).draft).toMatchObject({
      content: { headline: 'A', slug: 'by-hand' },
      slugByHand: true,
    });
    expect(merge({ slug: 'mine' }, { slug: 'theirs' }).conflicts).toMatchObject([
      { pointer: '/content/slug', base: null, mine: 'mine', theirs: 'theirs' },
    ]);
  });

  it('keeps a slug set by hand as such, also where the headline of the other makes the same', () => {
    expect(merge({ slug: 'ferry' }, { headline: 'Ferry' }).draft).toMatchObject({
      content: { headline: 'Ferry', slug: 'ferry' },
      slugByHand: true,
    });
  });

  it('leaves the slug of what was published', () => {
    expect(merge({ headline: 'A' }, { tags: [] }, 'river-talks').draft).toMatchObject({
      content: { headline: 'A', slug: 'river-talks' },
      slugByHand: false,
    });
  });
});

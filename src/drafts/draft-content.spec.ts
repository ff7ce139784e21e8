import { describe, expect, it } from '@jest/globals';
import { articleKind } from '../articles/article.kind.js';
import type { ArticleContent } from '../articles/article-content.js';
import { KindRegistry } from '../items/kind-registry.js';
import { photoCaptionKind } from '../photo-captions/photo-caption.kind.js';
import { type DraftContent, draftContent } from './draft-content.js';

const registry = new KindRegistry();
registry.register(articleKind);
registry.register(photoCaptionKind);
const article = registry.get('article');

type Written = { [Member in keyof ArticleContent]?: ArticleContent[Member] | null };

function create(given: Written): DraftContent {
  return draftContent(article, null, given, null);
}

function save(base: DraftContent, given: Written, liveSlug: string | null = null): DraftContent {
  return draftContent(article, base, given, liveSlug);
}

function paragraph(text: string, id: string | null = null) {
  return { type: 'paragraph' as const, attrs: { id }, content: [{ type: 'text' as const, text }] };
}

function blockIds(draft: DraftContent): (string | null)[] {
  return draft.content.body?.content.map((block) => block.attrs.id) ?? [];
}

describe('the content that a save makes', () => {
  it('has every member of the kind, in its order', () => {
    const { content } = create({ kicker: 'Water' });
    expect(Object.keys(content)).toEqual(Object.keys(articleKind.emptyContent()));
    expect(content).toMatchObject({ kicker: 'Water', headline: null, tags: [], related: [] });
  });

  it('replaces each member that is given whole, and leaves the others', () => {
    const base = create({
      headline: 'A',
      dateline: { place: 'LAHORE', countryCode: 'PK' },
      tags: ['water', 'river'],
    });
    const saved = save(base, { dateline: { place: 'KARACHI' }, tags: ['port'] });
    expect(saved.content).toMatchObject({ headline: 'A', dateline: { place: 'KARACHI' }, tags: ['port'] });
    expect(Reflect.get(saved.content, 'dateline')).toEqual({ place: 'KARACHI' });
  });

  it('empties what is null: a list to an empty one, a text that is empty to null', () => {
    const base = create({
      headline: 'A',
      kicker: 'K',
      tags: ['water'],
      related: [{ itemId: 'i' }],
      source: 'AP',
    });
    const saved = save(base, { kicker: null, tags: null, related: null, source: '' });
    expect(saved.content).toMatchObject({ kicker: null, tags: [], related: [], source: null, headline: 'A' });
  });

  it('does not take undefined for null', () => {
    const base = create({ headline: 'A' });
    expect(save(base, { headline: undefined }).content.headline).toBe('A');
  });

  it('leaves the base alone', () => {
    const base = create({ headline: 'A', tags: ['water'] });
    const before = structuredClone(base);
    save(base, { headline: 'B', tags: null });
    expect(base).toEqual(before);
  });

  it('gives blocks ids, and the base’s to what says the same', () => {
    const base = create({ body: { type: 'doc', content: [paragraph('One.'), paragraph('Two.')] } });
    const [one, two] = blockIds(base);
    expect(new Set([one, two, null]).size).toBe(3);
    const saved = save(base, {
      body: { type: 'doc', content: [paragraph('New.'), paragraph('Two.'), paragraph('One.')] },
    });
    expect(blockIds(saved).slice(1)).toEqual([two, one]);
    expect([one, two, null]).not.toContain(blockIds(saved)[0]);
  });
});

describe('the slug of a draft', () => {
  it('is none without a headline, and follows it', () => {
    const base = create({});
    expect(base).toMatchObject({ content: { slug: null }, slugByHand: false });
    const named = save(base, { headline: 'Gaza’s wasteland' });
    expect(named).toMatchObject({ content: { slug: 'gazas-wasteland' }, slugByHand: false });
    expect(save(named, { headline: 'One small step…' }).content.slug).toBe('one-small-step');
    expect(save(named, { headline: null }).content.slug).toBeNull();
  });

  it('stays what it was set to by hand, until null gives it back', () => {
    const byHand = create({ headline: 'River talks', slug: 'talks' });
    expect(byHand).toMatchObject({ content: { slug: 'talks' }, slugByHand: true });
    const renamed = save(byHand, { headline: 'River talks resume' });
    expect(renamed).toMatchObject({ content: { slug: 'talks' }, slugByHand: true });
    expect(save(renamed, { slug: null })).toMatchObject({
      content: { slug: 'river-talks-resume' },
      slugByHand: false,
    });
  });

  it('is not set by hand where what was read is sent back', () => {
    const base = create({ headline: 'River talks' });
    expect(save(base, { headline: 'New', slug: 'river-talks' })).toMatchObject({
      content: { slug: 'new' },
      slugByHand: false,
    });
    const byHand = create({ headline: 'River talks', slug: 'talks' });
    expect(save(byHand, { slug: 'talks' }).slugByHand).toBe(true);
  });

  it('no longer follows the headline once published, and can still be set', () => {
    const base = create({ headline: 'River talks' });
    expect(save(base, { headline: 'Talks end' }, 'river-talks-2').content.slug).toBe('river-talks');
    const byHand = save(base, { slug: 'talks-end' }, 'river-talks-2');
    expect(byHand).toMatchObject({ content: { slug: 'talks-end' }, slugByHand: true });
    expect(save(byHand, { slug: null }, 'river-talks-2')).toMatchObject({
      content: { slug: 'river-talks-2' },
      slugByHand: false,
    });
  });

  it('is no matter for a kind without addresses', () => {
    const caption = draftContent(registry.get('photo_caption'), null, {}, null);
    expect(caption.slugByHand).toBe(false);
    expect(Object.keys(caption.content)).not.toContain('slug');
  });
});

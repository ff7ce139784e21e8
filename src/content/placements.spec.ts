import { describe, expect, it } from '@jest/globals';
import type { BodyJson, PhotoJson } from './body/body-json.js';
import type { Resolved } from './reference.js';
import { credit, placedPhoto, renderBody } from './placed-photos.js';
import { inheritWhereEqual, placementReferences, withoutLeftovers } from './placements.js';

const RESOLVED: Resolved = {
  authors: new Map(),
  related: new Map(),
  captions: new Map([
    [
      'c1',
      {
        photoId: null,
        description: 'Ferries at dawn.',
        creditLine: 'Reuters',
        altText: 'Two ferries',
        creator: [],
        copyrightNotice: null,
        renditions: null,
      },
    ],
  ]),
};

function photo(
  photoCaptionId: string,
  caption: string | null = null,
  altText: string | null = null,
): PhotoJson {
  return { type: 'photo', attrs: { id: 'p1', photoCaptionId, caption, altText, crop: null } };
}

function body(...content: BodyJson['content']): BodyJson {
  return { type: 'doc', content };
}

describe('a placed photo', () => {
  it('inherits caption and alt text', () => {
    expect(placedPhoto({ photoCaptionId: 'c1' }, RESOLVED)).toEqual({
      photoCaptionId: 'c1',
      caption: 'Ferries at dawn.',
      creditLine: 'Reuters',
      credit: '— Photo by Reuters',
      altText: 'Two ferries',
      renditions: [],
    });
  });

  it('shows its own where it has them, each by itself, and always the inherited credit', () => {
    expect(placedPhoto({ photoCaptionId: 'c1', caption: 'Ferries (above).' }, RESOLVED)).toMatchObject({
      caption: 'Ferries (above).',
      altText: 'Two ferries',
      credit: '— Photo by Reuters',
    });
    expect(placedPhoto({ photoCaptionId: 'c1', caption: null, altText: 'Boats' }, RESOLVED)).toMatchObject({
      caption: 'Ferries at dawn.',
      altText: 'Boats',
    });
  });

  it('is no photo where the photo caption may not be shown, or none is placed', () => {
    expect(placedPhoto({ photoCaptionId: 'gone' }, RESOLVED)).toBeNull();
    expect(placedPhoto(null, RESOLVED)).toBeNull();
  });

  it('has no credit without a credit line', () => {
    expect(credit('')).toBe('');
    expect(credit('AFP')).toBe('— Photo by AFP');
  });
});

describe('photos in a body', () => {
  it('show what they inherit, escaped, and disappear with their photo caption', () => {
    const html = renderBody(body(photo('c1'), photo('gone'), photo('c1', 'A < B', 'x')), RESOLVED);
    expect(html).toBe(
      '<figure data-photo-caption-id="c1"><figcaption>Ferries at dawn. <span class="credit">— Photo by Reuters</span></figcaption></figure>' +
        '<figure data-photo-caption-id="c1"><figcaption>A &lt; B <span class="credit">— Photo by Reuters</span></figcaption></figure>',
    );
    expect(renderBody(null, RESOLVED)).toBe('');
  });

  it('are referred to in reading order, inside quotes as well, the lead photo first', () => {
    const quoted: BodyJson['content'][number] = {
      type: 'blockquote',
      attrs: { id: 'q1' },
      content: [photo('c2', 'Mine')],
    };
    expect(
      placementReferences({ leadPhoto: { photoCaptionId: 'c0' }, body: body(photo('c1'), quoted) }),
    ).toEqual([
      { role: 'lead_photo', itemId: 'c0', overrides: false, pointer: '/leadPhoto/photoCaptionId' },
      { role: 'photo', itemId: 'c1', overrides: false, pointer: '/body/content/0/attrs/photoCaptionId' },
      {
        role: 'photo',
        itemId: 'c2',
        overrides: true,
        pointer: '/body/content/1/content/0/attrs/photoCaptionId',
      },
    ]);
    expect(placementReferences({})).toEqual([]);
  });

  it('override with an alt text alone, too', () => {
    const references = placementReferences({
      leadPhoto: { photoCaptionId: 'c0', altText: 'Mine' },
      body: body(photo('c1', null, 'Mine')),
    });
    expect(references.map((reference) => 'overrides' in reference && reference.overrides)).toEqual([
      false,
      false,
    ]);
  });
});

describe('a caption of a placement’s own that equals the inherited one', () => {
  it('is inherited, as is an alt text, each by itself', () => {
    const own = body(photo('c1', 'Ferries at dawn.', 'Mine'), photo('c1', 'Mine', 'Two ferries'));
    expect(
      inheritWhereEqual(
        { leadPhoto: { photoCaptionId: 'c1', caption: 'Ferries at dawn.' }, body: own },
        RESOLVED,
      ),
    ).toEqual({
      leadPhoto: { photoCaptionId: 'c1', caption: null },
      body: body(photo('c1', null, 'Mine'), photo('c1', 'Mine', null)),
    });
    expect(own).toEqual(body(photo('c1', 'Ferries at dawn.', 'Mine'), photo('c1', 'Mine', 'Two ferries')));
  });

  it('is left alone where nothing is known to inherit, and nothing is added to content', () => {
    const leadPhoto = { photoCaptionId: 'gone', caption: '' };
    expect(inheritWhereEqual({ leadPhoto }, RESOLVED)).toEqual({ leadPhoto });
    const bare: { headline: string; body?: BodyJson } = { headline: 'A' };
    expect(inheritWhereEqual(bare, RESOLVED)).toEqual({ headline: 'A' });
    expect(inheritWhereEqual({ leadPhoto: null, body: null }, RESOLVED)).toEqual({
      leadPhoto: null,
      body: null,
    });
  });
});

describe('what came along from the photo that was in a place before', () => {
  const base = {
    leadPhoto: { photoCaptionId: 'c0', caption: 'Ours (left).', altText: 'Ours', crop: 'square' as const },
    gallery: [{ photoCaptionId: 'c1', caption: 'First.' }, { photoCaptionId: 'c2' }],
    body: body(photo('c1', 'In the text.', 'Boats')),
  };

  it('goes, wherever it was', () => {
    const given = {
      leadPhoto: { ...base.leadPhoto, photoCaptionId: 'c9' },
      gallery: [{ photoCaptionId: 'c9', caption: 'First.' }],
      body: body(photo('c9', 'In the text.', 'Boats')),
    };
    expect(withoutLeftovers(given, base)).toEqual({
      leadPhoto: { photoCaptionId: 'c9', caption: null, altText: null, crop: null },
      gallery: [{ photoCaptionId: 'c9', caption: null }],
      body: body(photo('c9')),
    });
  });

  it('stays where it was written for the new photo, for the same one, or in another place', () => {
    const given = {
      leadPhoto: { photoCaptionId: 'c9', caption: 'Theirs.', altText: 'Ours' },
      gallery: [{ photoCaptionId: 'c2' }, { photoCaptionId: 'c1', caption: 'First.' }],
      body: body(photo('c1', 'In the text.', 'Boats')),
    };
    expect(withoutLeftovers(given, base)).toEqual({
      ...given,
      leadPhoto: { photoCaptionId: 'c9', caption: 'Theirs.', altText: null },
    });
    const bare: { headline: string; body?: BodyJson } = { headline: 'A' };
    expect(withoutLeftovers(bare, base)).toEqual({ headline: 'A' });
  });

  it('stays with a photo that moves within the gallery, though all are cropped alike', () => {
    const [one, two] = ['c1', 'c2'].map((photoCaptionId) => ({ photoCaptionId, crop: 'square' as const }));
    if (!one || !two) throw new Error('There are two.');
    expect(withoutLeftovers({ gallery: [two, one] }, { gallery: [one, two] })).toEqual({
      gallery: [two, one],
    });
    expect(withoutLeftovers({ gallery: [two] }, { gallery: [one, two] })).toEqual({ gallery: [two] });
  });
});

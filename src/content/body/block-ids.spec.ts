import { describe, expect, it } from '@jest/globals';
import { assignBlockIds } from './block-ids.js';
import type { BlockJson, BodyJson } from './body-json.js';
import { walkBlocks } from './walk-blocks.js';

const doc = (...content: BlockJson[]): BodyJson => ({ type: 'doc', content });
const p = (text: string, id: string | null = null): BlockJson => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const idsOf = (body: BodyJson) => walkBlocks(body).map(({ block }) => block.attrs.id);

/** The ids after a save on top of `base`; new ones are new-1, new-2 … */
function saved(body: BodyJson, base: BodyJson | null = null) {
  let count = 0;
  return idsOf(assignBlockIds(body, base, () => `new-${(count += 1)}`));
}

describe('assignBlockIds', () => {
  it('gives each block an id, nested ones too', () => {
    const list: BlockJson = {
      type: 'bulletList',
      attrs: { id: null },
      content: [{ type: 'listItem', attrs: { id: null }, content: [p('a')] }],
    };
    expect(saved(doc(list, { type: 'horizontalRule', attrs: { id: null } }))).toEqual([
      'new-1',
      'new-2',
      'new-3',
      'new-4',
    ]);
  });

  it('keeps what is unique, whatever the base says', () => {
    expect(saved(doc(p('a', 'x'), p('b', 'y')), doc(p('a', 'y'), p('b', 'z')))).toEqual(['x', 'y']);
  });

  it('gives a duplicate a new id; the first keeps it', () => {
    expect(saved(doc(p('a', 'x'), p('b', 'x'), p('c', 'x')))).toEqual(['x', 'new-1', 'new-2']);
  });

  it('gives a duplicate no id of the base', () => {
    expect(saved(doc(p('a', 'x'), p('b', 'x')), doc(p('b', 'y')))).toEqual(['x', 'new-1']);
  });

  it('finds the textually equal block of the base, wherever it stands', () => {
    const base = doc(p('a', 'x'), p('b', 'y'), p('c', 'z'));
    expect(saved(doc(p('c'), p('new'), p('a')), base)).toEqual(['z', 'new-1', 'x']);
  });

  it('uses each id of the base once, in order', () => {
    const base = doc(p('a', 'x'), p('a', 'y'));
    expect(saved(doc(p('a'), p('a'), p('a')), base)).toEqual(['x', 'y', 'new-1']);
  });

  it('leaves alone the ids of the base that the body uses itself, further down as well', () => {
    const base = doc(p('a', 'x'), p('a', 'y'));
    expect(saved(doc(p('a'), p('b', 'x')), base)).toEqual(['y', 'x']);
  });

  it('does not mind marks, but the kind of block', () => {
    const base = doc(p('a', 'x'));
    const strong: BlockJson = {
      type: 'paragraph',
      attrs: { id: null },
      content: [{ type: 'text', text: 'a', marks: [{ type: 'strong' }] }],
    };
    const heading: BlockJson = {
      type: 'heading',
      attrs: { id: null, level: 2 },
      content: [{ type: 'text', text: 'a' }],
    };
    expect(saved(doc(heading, strong), base)).toEqual(['new-1', 'x']);
  });

  it('knows a photo by its caption, an embed by its URL and a container by what it holds', () => {
    const body = (...[photo, embed, quote, inner]: (string | null)[]): BodyJson =>
      doc(
        {
          type: 'photo',
          attrs: {
            id: photo ?? null,
            photoCaptionId: 'c1',
            caption: photo ?? null,
            altText: null,
            crop: null,
          },
        },
        { type: 'embed', attrs: { id: embed ?? null, url: 'https://example.com/' } },
        { type: 'blockquote', attrs: { id: quote ?? null }, content: [p('a', inner)] },
      );
    expect(saved(body(), body('w', 'x', 'y', 'z'))).toEqual(['w', 'x', 'y', 'z']);
  });

  it('changes neither body nor base', () => {
    const body = doc(p('a'));
    const base = doc(p('a', 'x'));
    assignBlockIds(body, base, () => 'new');
    expect([idsOf(body), idsOf(base)]).toEqual([[null], ['x']]);
  });
});

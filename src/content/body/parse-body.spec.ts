import { describe, expect, it } from '@jest/globals';
import { Node } from 'prosemirror-model';
import type { BodyJson } from './body-json.js';
import { parseBody } from './parse-body.js';
import { bodySchema } from './schema.js';

const CAPTION = '0199a000-0000-7000-8000-000000000001';
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const doc = (...content: unknown[]) => ({ type: 'doc', content });

function bodyOf(value: unknown): BodyJson {
  const parsed = parseBody(value);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.body;
}

/** The faults as `pointer code`. */
function faultsOf(value: unknown): string[] {
  const parsed = parseBody(value);
  return 'faults' in parsed ? parsed.faults.map(({ pointer, code }) => `${pointer} ${code}`) : [];
}

describe('a body that is well', () => {
  it('comes back in canonical form', () => {
    const body = doc(
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'The talks' }] },
      {
        type: 'paragraph',
        attrs: { id: 'p-1' },
        marks: [],
        content: [
          { type: 'text', text: 'Both ' },
          { type: 'text', text: 'sides', marks: [] },
          { type: 'hardBreak', attrs: {}, content: [] },
          {
            type: 'text',
            text: 'spoke',
            marks: [
              { type: 'em', attrs: {} },
              { type: 'link', attrs: { href: 'HTTPS://example.com' } },
            ],
          },
        ],
      },
      { type: 'paragraph', content: [] },
      { type: 'photo', attrs: { photoCaptionId: CAPTION.toUpperCase(), altText: 'A bridge', crop: null } },
      { type: 'embed', attrs: { url: 'https://video.example/1' } },
      { type: 'horizontalRule' },
    );
    expect(bodyOf(body)).toEqual({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { id: null, level: 2 }, content: [{ type: 'text', text: 'The talks' }] },
        {
          type: 'paragraph',
          attrs: { id: 'p-1' },
          content: [
            { type: 'text', text: 'Both sides' },
            { type: 'hardBreak' },
            {
              type: 'text',
              text: 'spoke',
              marks: [{ type: 'link', attrs: { href: 'https://example.com/' } }, { type: 'em' }],
            },
          ],
        },
        { type: 'paragraph', attrs: { id: null } },
        {
          type: 'photo',
          attrs: { id: null, photoCaptionId: CAPTION, caption: null, altText: 'A bridge', crop: null },
        },
        { type: 'embed', attrs: { id: null, url: 'https://video.example/1' } },
        { type: 'horizontalRule', attrs: { id: null } },
      ],
    });
  });

  it('may be without a block', () => {
    expect(bodyOf({ type: 'doc' })).toEqual({ type: 'doc', content: [] });
    expect(bodyOf(doc())).toEqual({ type: 'doc', content: [] });
  });

  it('nests lists and quotes', () => {
    const item = (...content: unknown[]) => ({ type: 'listItem', content });
    const body = doc(
      {
        type: 'bulletList',
        content: [item(paragraph('a'), { type: 'orderedList', content: [item(paragraph('b'))] })],
      },
      { type: 'blockquote', content: [paragraph('c'), paragraph('d')] },
      { type: 'pullquote', content: [paragraph('e')] },
    );
    expect(faultsOf(body)).toEqual([]);
  });

  it('leaves what it was given as it was', () => {
    const given = doc({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    });
    const before = JSON.stringify(given);
    bodyOf(given);
    expect(JSON.stringify(given)).toBe(before);
  });

  it('holds what ProseMirror holds', () => {
    const body = bodyOf(doc(paragraph('a'), { type: 'photo', attrs: { photoCaptionId: CAPTION } }));
    const { content } = Node.fromJSON(bodySchema, body).toJSON();
    expect(JSON.stringify(content)).toBe(JSON.stringify(body.content));
  });
});

describe('what is no body at all', () => {
  it.each([null, undefined, 7, 'text', [], [paragraph('a')]])('refuses %j', (value) => {
    expect(faultsOf(value)).toEqual([' wrong_type']);
  });

  it('refuses another root', () => {
    expect(faultsOf({})).toEqual(['/type required']);
    expect(faultsOf(paragraph('a'))).toEqual(['/type wrong_type']);
    expect(faultsOf({ type: 'text', text: 'a' })).toEqual(['/type wrong_type']);
  });
});

describe('types and members', () => {
  it.each(['image', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '', 7, null, {}, 'Paragraph'])(
    'refuses a node of type %j',
    (type) => {
      expect(faultsOf(doc({ type }))).toEqual(['/content/0/type unknown_node']);
    },
  );

  it.each(['bold', 'constructor', '__proto__', 7, null])('refuses a mark of type %j', (type) => {
    const text = { type: 'text', text: 'a', marks: [{ type }] };
    expect(faultsOf(doc({ type: 'paragraph', content: [text] }))).toEqual([
      '/content/0/content/0/marks/0/type unknown_mark',
    ]);
  });

  it('refuses unknown members and attributes, and names them by RFC 6901', () => {
    expect(faultsOf({ ...doc(), version: 1 })).toEqual(['/version unknown_member']);
    expect(faultsOf(doc({ type: 'paragraph', 'a/b~c': 1 }))).toEqual(['/content/0/a~1b~0c unknown_member']);
    expect(faultsOf(doc({ type: 'paragraph', text: 'a' }))).toEqual(['/content/0/text unknown_member']);
    expect(faultsOf(doc({ type: 'paragraph', attrs: { style: 'x' } }))).toEqual([
      '/content/0/attrs/style unknown_member',
    ]);
    expect(faultsOf(doc({ type: 'paragraph', content: [{ type: 'text', text: 'a', attrs: {} }] }))).toEqual([
      '/content/0/content/0/attrs unknown_member',
    ]);
    const strong = { type: 'strong', attrs: { onclick: 'x' } };
    expect(
      faultsOf(doc({ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [strong] }] })),
    ).toEqual(['/content/0/content/0/marks/0/attrs/onclick unknown_member']);
  });

  it('does not echo a name that is as long as a request', () => {
    expect(faultsOf(doc({ type: 'paragraph', ['x'.repeat(1_000)]: 1 }))).toEqual([
      '/content/0 unknown_member',
    ]);
  });

  it('is not led astray by __proto__', () => {
    const given: unknown = JSON.parse(
      '{"type":"doc","__proto__":{"polluted":1},"content":[{"type":"paragraph","attrs":{"__proto__":{"id":"a"}}}]}',
    );
    expect(faultsOf(given)).toEqual([
      '/__proto__ unknown_member',
      '/content/0/attrs/__proto__ unknown_member',
    ]);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    [{ type: 'paragraph', content: {} }, '/content/0/content wrong_type'],
    [{ type: 'paragraph', content: null }, '/content/0/content wrong_type'],
    [{ type: 'paragraph', content: ['a'] }, '/content/0/content/0 wrong_type'],
    [{ type: 'paragraph', attrs: null }, '/content/0/attrs wrong_type'],
    [{ type: 'paragraph', attrs: [] }, '/content/0/attrs wrong_type'],
    [{ type: 'paragraph', marks: {} }, '/content/0/marks wrong_type'],
    [{ type: 'paragraph', marks: [{ type: 'em' }] }, '/content/0/marks not_allowed_here'],
    [null, '/content/0 wrong_type'],
  ])('refuses %j', (block, fault) => {
    expect(faultsOf(doc(block))).toEqual([fault]);
  });
});

describe('attributes', () => {
  it.each(['a', 'A-z_9', 'x'.repeat(64), CAPTION, null])('takes the id %j', (id) => {
    expect(faultsOf(doc({ type: 'paragraph', attrs: { id } }))).toEqual([]);
  });

  it.each(['', 'a b', 'é', 'x'.repeat(65), 'a\n', '<b>'])('refuses the id %j', (id) => {
    expect(faultsOf(doc({ type: 'paragraph', attrs: { id } }))).toEqual(['/content/0/attrs/id invalid_id']);
  });

  it('refuses an id that is no text', () => {
    expect(faultsOf(doc({ type: 'paragraph', attrs: { id: 7 } }))).toEqual([
      '/content/0/attrs/id wrong_type',
    ]);
  });

  it.each([2, 3, 4])('takes a heading of level %j', (level) => {
    expect(faultsOf(doc({ type: 'heading', attrs: { level } }))).toEqual([]);
  });

  it.each([1, 5, 2.5, '2', null, true, [2]])('refuses a heading of level %j', (level) => {
    expect(faultsOf(doc({ type: 'heading', attrs: { level } }))).toEqual([
      '/content/0/attrs/level invalid_value',
    ]);
  });

  it('asks for what has no default', () => {
    expect(faultsOf(doc({ type: 'heading' }, { type: 'photo', attrs: {} }, { type: 'embed' }))).toEqual([
      '/content/0/attrs/level required',
      '/content/1/attrs/photoCaptionId required',
      '/content/2/attrs/url required',
    ]);
  });

  it.each([
    [{ photoCaptionId: 'x' }, 'photoCaptionId invalid_id'],
    [{ photoCaptionId: null }, 'photoCaptionId wrong_type'],
    [{ photoCaptionId: CAPTION, caption: 7 }, 'caption wrong_type'],
    [{ photoCaptionId: CAPTION, caption: 'a\0' }, 'caption forbidden_characters'],
    [{ photoCaptionId: CAPTION, altText: '\ud800' }, 'altText forbidden_characters'],
    [{ photoCaptionId: CAPTION, caption: 'x'.repeat(5_001) }, 'caption too_long'],
  ])('refuses a photo with %j', (attrs, fault) => {
    expect(faultsOf(doc({ type: 'photo', attrs }))).toEqual([`/content/0/attrs/${fault}`]);
  });

  it.each(['javascript:alert(1)', '//evil.example', 'a', '', 7])('refuses the URL %j', (url) => {
    const code = typeof url === 'string' ? 'invalid_url' : 'wrong_type';
    const link = { type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: url } }] };
    expect(faultsOf(doc({ type: 'paragraph', content: [link] }, { type: 'embed', attrs: { url } }))).toEqual([
      `/content/0/content/0/marks/0/attrs/href ${code}`,
      `/content/1/attrs/url ${code}`,
    ]);
  });
});

describe('texts and marks', () => {
  it.each([
    [{ type: 'text' }, 'text required'],
    [{ type: 'text', text: '' }, 'text empty_text'],
    [{ type: 'text', text: 7 }, 'text wrong_type'],
    [{ type: 'text', text: 'a\0b' }, 'text forbidden_characters'],
    [{ type: 'text', text: 'a\ud800' }, 'text forbidden_characters'],
    [{ type: 'text', text: 'a', marks: {} }, 'marks wrong_type'],
    [{ type: 'text', text: 'a', marks: ['em'] }, 'marks/0 wrong_type'],
    [{ type: 'text', text: 'a', marks: [{ type: 'em' }, { type: 'em' }] }, 'marks/1 duplicate'],
    [{ type: 'text', text: 'a', marks: [{ type: 'link' }] }, 'marks/0/attrs/href required'],
  ])('refuses %j', (text, fault) => {
    expect(faultsOf(doc({ type: 'paragraph', content: [text] }))).toEqual([`/content/0/content/0/${fault}`]);
  });
});

describe('what may stand where', () => {
  it.each([
    [doc({ type: 'text', text: 'a' }), '/content/0 not_allowed_here'],
    [doc({ type: 'listItem', content: [paragraph('a')] }), '/content/0 not_allowed_here'],
    [doc({ type: 'doc' }), '/content/0 not_allowed_here'],
    [doc({ type: 'hardBreak' }), '/content/0 not_allowed_here'],
    [doc({ type: 'paragraph', content: [paragraph('a')] }), '/content/0/content/0 not_allowed_here'],
    [doc({ type: 'bulletList', content: [paragraph('a')] }), '/content/0/content/0 not_allowed_here'],
    [
      doc({ type: 'pullquote', content: [paragraph('a'), { type: 'heading', attrs: { level: 2 } }] }),
      '/content/0/content/1 not_allowed_here',
    ],
    [doc({ type: 'horizontalRule', content: [paragraph('a')] }), '/content/0/content/0 not_allowed_here'],
    [doc({ type: 'bulletList' }), '/content/0 incomplete'],
    [doc({ type: 'blockquote', content: [] }), '/content/0 incomplete'],
    [doc({ type: 'orderedList', content: [{ type: 'listItem' }] }), '/content/0/content/0 incomplete'],
  ])('refuses %j', (body, fault) => {
    expect(faultsOf(body)).toEqual([fault]);
  });

  it('lists all faults at once, in order', () => {
    const body = doc(
      { type: 'image' },
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '' }] },
      { type: 'paragraph', attrs: { id: '?', class: 'a' } },
    );
    expect(faultsOf(body)).toEqual([
      '/content/0/type unknown_node',
      '/content/1/attrs/level invalid_value',
      '/content/1/content/0/text empty_text',
      '/content/2/attrs/class unknown_member',
      '/content/2/attrs/id invalid_id',
    ]);
  });

  it('stops after fifty', () => {
    expect(faultsOf(doc(...Array.from({ length: 1_000 }, () => ({ type: 'x' }))))).toHaveLength(50);
  });
});

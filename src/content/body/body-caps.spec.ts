import { describe, expect, it } from '@jest/globals';
import { leastProcessorTime } from '../../../test/harness/processor-time.js';
import { parseBody } from './parse-body.js';

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const text = { type: 'text', text: 'a' };

function codes(value: unknown): string[] {
  const parsed = parseBody(value);
  return 'faults' in parsed ? parsed.faults.map(({ code }) => code) : [];
}

/** A document whose deepest node, an empty paragraph, is so many levels below it. */
function nested(depth: number): unknown {
  let block: unknown = { type: 'paragraph' };
  for (let level = 1; level < depth; level += 1) block = { type: 'blockquote', content: [block] };
  return doc(block);
}

describe('the caps on a body', () => {
  it('are 32 levels', () => {
    expect(codes(nested(32))).toEqual([]);
    expect(codes(nested(33))).toEqual(['too_deep']);
  });

  it('are 20,000 nodes with the document and the texts', () => {
    const paragraphs = (count: number) =>
      Array.from({ length: count }, () => ({ type: 'paragraph', content: [text] }));
    expect(codes(doc({ type: 'paragraph' }, ...paragraphs(9_999)))).toEqual([]);
    expect(codes(doc({ type: 'paragraph' }, { type: 'paragraph' }, ...paragraphs(9_999)))).toEqual([
      'too_many_nodes',
    ]);
  });

  it('come before anything that recurses', () => {
    expect(codes(nested(200_000))).toEqual(['too_deep']);
  });
});

// About a mebibyte each. What is quadratic in any of them takes many seconds.
const HOSTILE: [string, unknown][] = [
  ['one long text', doc({ type: 'paragraph', content: [{ type: 'text', text: 'a '.repeat(500_000) }] })],
  ['texts to be joined', doc({ type: 'paragraph', content: Array.from({ length: 19_000 }, () => text) })],
  ['empty paragraphs', doc(...Array.from({ length: 19_000 }, () => ({ type: 'paragraph' })))],
  [
    'links',
    doc({
      type: 'paragraph',
      content: Array.from({ length: 14_000 }, (_, i) => ({
        type: 'text',
        text: 'a',
        marks: [{ type: 'link', attrs: { href: `https://example.com/${i}` } }],
      })),
    }),
  ],
  [
    'one mark over and over',
    doc({ type: 'paragraph', content: [{ ...text, marks: Array(70_000).fill({ type: 'em' }) }] }),
  ],
  ['unknown members', doc(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`m${i}`, 1])))],
  [
    'unknown attributes',
    doc({
      type: 'paragraph',
      attrs: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`m${i}`, 1])),
    }),
  ],
  ['a long URL', doc({ type: 'embed', attrs: { url: `https://example.com/${'a'.repeat(1_000_000)}` } })],
  ['a long id', doc({ type: 'paragraph', attrs: { id: 'a'.repeat(1_000_000) } })],
  ['misplaced nodes', doc(...Array.from({ length: 19_000 }, () => text))],
  ['array members', Array(500_000).fill(1)],
  ['content that is no node', { type: 'doc', content: Array(400_000).fill(1) }],
];

describe('a hostile body', () => {
  it.each(HOSTILE)('of %s is answered quickly', async (_what, body) => {
    expect(await leastProcessorTime(2_000, () => void parseBody(body))).toBeLessThan(2_000);
  });
});

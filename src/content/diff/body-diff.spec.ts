import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leastProcessorTime } from '../../../test/harness/processor-time.js';
import { baseBody, doc, edited, edits, list, paragraph } from '../../../test/factories/edits.js';
import type { BodyJson } from '../body/body-json.js';
import { walkBlocks } from '../body/walk-blocks.js';
import { diffBodies } from './body-diff.js';
import { longestIncreasing } from './longest-increasing.js';
import { type WordChange, wordDiff } from './word-diff.js';

function textOf(words: readonly WordChange[], op: '+' | '-'): string {
  return words.flatMap((word) => (word.op === '=' || word.op === op ? [word.text] : [])).join('');
}

function told(from: BodyJson, to: BodyJson): string[] {
  return diffBodies(from, to).map(({ id, change, moved }) => `${id} ${change}${moved ? ' and moved' : ''}`);
}

const letters = (ids: string): BodyJson => doc(...[...ids].map((id) => paragraph(id, `Text ${id}`)));

const AT_ONCE_MS = 200;

/** The least processor time of several comparisons, in milliseconds. */
async function leastTime(from: BodyJson | null, to: BodyJson | null): Promise<number> {
  return leastProcessorTime(AT_ONCE_MS, () => void diffBodies(from, to));
}

describe('the diff of words', () => {
  it('splits any script into words, and keeps what is between them', () => {
    expect(wordDiff('Gaza’s wasteland, 2024', 'Gaza’s wastelands, 2024')).toEqual([
      { op: '=', text: 'Gaza’s ' },
      { op: '-', text: 'wasteland' },
      { op: '+', text: 'wastelands' },
      { op: '=', text: ', 2024' },
    ]);
    expect(wordDiff('دریا بہت بڑا ہے', 'دریا چھوٹا ہے')).toContainEqual({ op: '=', text: 'دریا ' });
    expect(wordDiff('', '')).toEqual([]);
    expect(wordDiff('', 'New')).toEqual([{ op: '+', text: 'New' }]);
  });

  it('makes both texts again, whatever they are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom('a', 'b', ' ', ', ', 'ß', '🇵🇰', '\n')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, fc.nat(8), (from, to, mostEdits) => {
        const words = wordDiff(from, to, mostEdits);
        expect([textOf(words, '-'), textOf(words, '+')]).toEqual([from, to]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the diff of bodies', () => {
  it('moves as little as possible', () => {
    expect(told(letters('abcde'), letters('eabcd'))).toEqual(['e moved']);
    expect(told(letters('abcde'), letters('bcdea'))).toEqual(['a moved']);
    expect(told(letters('ab'), letters('ab'))).toEqual([]);
  });

  it('tells what was moved and changed, and what was changed in form alone', () => {
    const changed = letters('cab');
    changed.content[0] = paragraph('c', 'Other text');
    expect(told(letters('abc'), changed)).toEqual(['c changed and moved']);
    const strong = doc({
      type: 'paragraph',
      attrs: { id: 'a' },
      content: [{ type: 'text', text: 'Text a', marks: [{ type: 'strong' }] }],
    });
    expect(diffBodies(letters('a'), strong)).toMatchObject([
      { id: 'a', change: 'changed', words: [{ op: '=', text: 'Text a' }] },
    ]);
  });

  it('goes into lists and quotes, and tells of what is new or gone with all in it once', () => {
    const before = doc(list('l', ['i', 'One'], ['j', 'Two']), paragraph('p', 'P'));
    expect(told(before, doc(list('l', ['j', 'Two!']), paragraph('p', 'P')))).toEqual([
      'i removed',
      'jp changed',
    ]);
    expect(told(before, doc(paragraph('p', 'P')))).toEqual(['l removed']);
    expect(told(doc(paragraph('p', 'P')), before)).toEqual(['l added']);
    const quoted = doc(list('l', ['i', 'One'], ['j', 'Two']), {
      type: 'blockquote',
      attrs: { id: 'q' },
      content: [paragraph('p', 'P')],
    });
    expect(told(before, quoted)).toEqual(['q added', 'p moved']);
  });

  it('finds nothing between equals, and each block that differs', () => {
    fc.assert(
      fc.property(baseBody, edits, (from, done) => {
        const to = edited(from, 'm', done);
        expect(diffBodies(from, from)).toEqual([]);
        const ids = (body: BodyJson): (string | null)[] =>
          walkBlocks(body).map(({ block }) => block.attrs.id);
        const forth = diffBodies(from, to);
        if (forth.length === 0) expect(to).toEqual(from);
        for (const { id, change } of forth) {
          expect([ids(from).includes(id), ids(to).includes(id)]).toEqual([
            change !== 'added',
            change !== 'removed',
          ]);
        }
        const words = JSON.stringify(forth);
        for (const word of JSON.stringify(to).match(/\bword-m\d+\b/g) ?? []) expect(words).toContain(word);
      }),
      { numRuns: 200 },
    );
  });

  it('takes 10,000 words in its stride, also where all of them are others', async () => {
    const body = (word: string, blocks: number): BodyJson =>
      doc(
        ...Array.from({ length: blocks }, (_, index) =>
          paragraph(
            `p${index}`,
            Array.from({ length: 10_000 / blocks }, (_word, place) => `${word}${index}x${place}`).join(' '),
          ),
        ),
      );
    for (const blocks of [1, 20, 200]) {
      const [from, to] = [body('old', blocks), body('new', blocks)];
      expect(await leastTime(from, to)).toBeLessThan(AT_ONCE_MS);
    }
    const ids = Array.from({ length: 2_000 }, (_, index) => `p${index}`);
    const shuffled = ids.toSorted((one, other) => (one.slice(-2) + one < other.slice(-2) + other ? -1 : 1));
    const [from, to] = [ids, shuffled].map((order) => doc(...order.map((id) => paragraph(id, `Text ${id}`))));
    expect(await leastTime(from ?? null, to ?? null)).toBeLessThan(AT_ONCE_MS);
  });
});

describe('the longest increasing subsequence', () => {
  it('is increasing, and none is longer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 10 }), (numbers) => {
        const places = longestIncreasing(numbers);
        const run = places.map((place) => numbers[place] ?? -1);
        expect(run).toEqual(run.toSorted((one, other) => one - other));
        expect(places.length).toBe(bestLength(numbers));
      }),
      { numRuns: 300 },
    );
  });
});

/** By the plain quadratic way. */
function bestLength(numbers: readonly number[]): number {
  const best: number[] = [];
  for (const [place, number] of numbers.entries()) {
    const before = best.slice(0, place).filter((_, earlier) => (numbers[earlier] ?? Infinity) < number);
    best.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...best);
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leastProcessorTime } from '../../../test/harness/processor-time.js';
import { readQuery, type ReaderQuery } from './reader-query.js';

/** `river* -"old talks" | x`: what was read, in short. */
function short(query: ReaderQuery): string {
  return query
    .map((terms) =>
      terms
        .map(({ text, prefix, excluded }) => `${excluded ? '-' : ''}[${text}]${prefix ? '*' : ''}`)
        .join(' '),
    )
    .join(' | ');
}

describe('readQuery', () => {
  it.each([
    ['river talks', '[river] [talks]'],
    ['"river talks" resume', '[river talks] [resume]'],
    ['“river talks”', '[river talks]'],
    ['-war river', '-[war] [river]'],
    ['river -"old talks"', '[river] -[old talks]'],
    ['elect*', '[elect]*'],
    ['river elect* -vot*', '[river] [elect]* -[vot]*'],
    ['"river tal"*', '[river tal]*'],
    // Of many beginnings those after the first four are whole words.
    ['aaa* bbb* OR ccc* -ddd* eee*', '[aaa]* [bbb]* | [ccc]* -[ddd]* [eee]'],
    ['ferry OR bridge -toll', '[ferry] | [bridge] -[toll]'],
    ['ferry or bridge', '[ferry] [or] [bridge]'],
    ['covid-19 e-mail', '[covid-19] [e-mail]'],
    ['don’t', '[don’t]'],
    // Half a phrase, a beginning that is too short, and signs without words.
    ['"river talks', '[river talks]'],
    ['el*', '[el]'],
    ['* - -- "" ! & | ( ) <-> :*', ''],
    ['river:* & !talks', '[river:] [!talks]'],
    ['OR river OR', '[river]'],
    // What only excludes looks for nothing.
    ['-war', ''],
    ['river OR -war', '[river]'],
    ['🚢', ''],
    ['', ''],
  ])('reads %s', (text, read) => {
    expect(short(readQuery(text))).toBe(read);
  });

  it('reads whatever is typed, and finds a word in each term', () => {
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom('"', '“', '-', '*', ' ', 'OR', ' OR ', '(', ':*', '\\', "'", '<->'),
        fc.string({ unit: 'binary' }),
      ),
    );
    fc.assert(
      fc.property(soup, (parts) => {
        for (const terms of readQuery(parts.join(''))) {
          expect(terms.some(({ excluded }) => !excluded)).toBe(true);
          for (const { text } of terms) expect(text).toMatch(/[\p{L}\p{N}]/u);
        }
      }),
    );
  });

  it('takes no longer for a long one than for its length', async () => {
    for (const part of ['"', '-', '*', '""', '-"', 'a ', '"a', '“a” OR ', '-"a"*']) {
      const least = await leastProcessorTime(2_000, () => void readQuery(part.repeat(50_000)));
      expect(least).toBeLessThan(2_000);
    }
  });
});

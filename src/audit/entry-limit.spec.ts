import { describe, expect, it } from '@jest/globals';
import { EntryLimit } from './entry-limit.js';

const MINUTE = 60_000;

/** How many of `count` entries of the cause are admitted at this time. */
function admitted(limit: EntryLimit, cause: string, count: number, now: number): number {
  return Array.from({ length: count }, () => limit.admits(cause, now)).filter(Boolean).length;
}

describe('EntryLimit', () => {
  it('admits so many a minute of each cause', () => {
    const limit = new EntryLimit(3, 100);
    expect(admitted(limit, 'a', 10, 0)).toBe(3);
    expect(admitted(limit, 'b', 2, 0)).toBe(2);
    expect(admitted(limit, 'a', 1, MINUTE - 1)).toBe(0);
    expect(admitted(limit, 'a', 10, MINUTE)).toBe(3);
  });

  it('tells each suppressed entry once, when its minute is over', () => {
    const limit = new EntryLimit(3, 100);
    admitted(limit, 'a', 10, 0);
    admitted(limit, 'b', 1, 0);
    expect(limit.takeSuppressed(MINUTE - 1)).toEqual([]);
    expect(limit.takeSuppressed(MINUTE)).toEqual([{ cause: 'a', count: 7 }]);
    expect(limit.takeSuppressed(2 * MINUTE)).toEqual([]);
  });

  it('keeps what the minute before suppressed until it is told', () => {
    const limit = new EntryLimit(1, 100);
    admitted(limit, 'a', 3, 0);
    admitted(limit, 'a', 3, MINUTE);
    expect(limit.takeSuppressed(Infinity)).toEqual([{ cause: 'a', count: 4 }]);
  });

  it('admits so many a minute of all causes together, and remembers no more causes than that', () => {
    const limit = new EntryLimit(3, 10);
    const total = Array.from({ length: 50 }, (_, index) => admitted(limit, `cause ${index}`, 2, 0));
    expect(total.reduce((sum, count) => sum + count, 0)).toBe(10);
    const suppressed = limit.takeSuppressed(Infinity);
    expect(suppressed.length).toBeLessThanOrEqual(11);
    expect(suppressed.at(-1)?.cause).toBeNull();
    expect(suppressed.reduce((sum, { count }) => sum + count, 0)).toBe(90);
    expect(admitted(limit, 'another', 2, MINUTE)).toBe(2);
  });
});

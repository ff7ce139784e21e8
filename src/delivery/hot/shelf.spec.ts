import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KeptAnswer } from './kept-answer.js';
import { Shelf } from './shelf.js';

const KIB = 1024;

function answer(number: number, bytes = 10 * KIB): KeptAnswer {
  const body = randomBytes(bytes);
  const restsOn = { itemId: `${number}` };
  const facts = { status: 200, headers: [], etag: '"a"', lastModified: null, requestId: '', restsOn };
  return new KeptAnswer({ facts, body }, `/${number}`, Infinity);
}

describe('a shelf', () => {
  it('counts what is made of an answer while it has it', async () => {
    const shelf = new Shelf(1_000 * KIB);
    const [kept, left] = [answer(1), answer(2)];
    for (const one of [kept, left]) shelf.put(one);
    const before = kept.bytes;
    expect(shelf.bytes).toBe(2 * before);
    const { bodyBytes } = await kept.encode('br');
    expect(kept.bytes - before).toBeGreaterThanOrEqual(bodyBytes);
    expect(shelf.bytes).toBe(kept.bytes + before);
    await kept.encode('br');
    expect(shelf.bytes).toBe(kept.bytes + before);
    const late = left.encode('gzip');
    shelf.removeItem('2');
    await late;
    expect(shelf.bytes).toBe(kept.bytes);
    shelf.removeItem('1');
    expect([shelf.answers, shelf.bytes]).toEqual([0, 0]);
  });

  it('makes room for what is made later, and never holds more than it may', async () => {
    const most = 100 * KIB;
    const shelf = new Shelf(most);
    const answers = Array.from({ length: 7 }, (_, number) => answer(number));
    for (const one of answers) shelf.put(one);
    expect(shelf.answers).toBe(7);
    // What nothing can be taken from is as long again.
    for (const one of answers) {
      await one.encode('gzip');
      expect(shelf.bytes).toBeLessThanOrEqual(most);
    }
    expect(shelf.answers).toBeLessThan(7);
    const left = answers.filter(({ url }) => shelf.find(url) !== null);
    expect(shelf.bytes).toBe(left.reduce((sum, { bytes }) => sum + bytes, 0));
  });
});

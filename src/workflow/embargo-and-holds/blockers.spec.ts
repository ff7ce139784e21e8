import { expect, it } from '@jest/globals';
import { revealsEarlier } from './blockers.js';

it('an end of an embargo that comes before the present one reveals earlier', () => {
  const [may, june] = [new Date('2036-05-01'), new Date('2036-06-01')];
  expect(revealsEarlier(may, june)).toBe(true);
  expect(revealsEarlier(june, june)).toBe(false);
  expect(revealsEarlier(june, may)).toBe(false);
  expect(revealsEarlier(may, null)).toBe(true);
  expect(revealsEarlier(null, may)).toBe(false);
  expect(revealsEarlier(null, null)).toBe(false);
});

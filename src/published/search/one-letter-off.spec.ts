import { describe, expect, it } from '@jest/globals';
import { isOneLetterOff } from './one-letter-off.js';

describe('isOneLetterOff', () => {
  it.each([
    ['harbour', 'harbaur'],
    ['harbour', 'harbor'],
    ['harbour', 'harboour'],
    ['harbour', 'hrabour'],
    ['harbour', 'ahrbour'],
    ['harbour', 'harboru'],
    ['harbour', 'xarbour'],
    ['harbour', 'arbour'],
    ['harbour', 'harbou'],
    ['harbour', 'xharbour'],
    ['harbour', 'harbours'],
  ])('%s and %s', (one, other) => {
    expect(isOneLetterOff(one, other)).toBe(true);
    expect(isOneLetterOff(other, one)).toBe(true);
  });

  it.each([
    ['harbour', 'harbour'],
    ['harbour', 'harbors'],
    ['harbour', 'hrabor'],
    ['harbour', 'harb'],
    ['harbour', 'rahbour'],
    ['', ''],
    ['harbour', ''],
  ])('not %s and %s', (one, other) => {
    expect(isOneLetterOff(one, other)).toBe(false);
    expect(isOneLetterOff(other, one)).toBe(false);
  });
});

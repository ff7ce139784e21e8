import { describe, expect, it } from '@jest/globals';
import { isAsciiOf, isCutAt, isSameText } from './same-text.js';

describe('the same text', () => {
  it('has other blanks, or another form of one letter', () => {
    expect(isSameText('Zu\u0308rich  at\ndawn ', 'Zürich at dawn')).toBe(true);
    expect(isSameText('Zürich', 'Zurich')).toBe(false);
  });

  it('is cut where a field ends', () => {
    const full = 'São Paulo, where the river is widest of all';
    expect(isCutAt(32, full.slice(0, 31), full)).toBe(true);
    expect(isCutAt(32, 'São Paulo', full)).toBe(false);
    expect(isCutAt(32, 'São Paulo, where the river was wide', full)).toBe(false);
    expect(isCutAt(32, full, full)).toBe(false);
  });

  it.each([
    ['Sao Paulo', 'São Paulo', true],
    ['S?o Paulo', 'São Paulo', true],
    ['S??o Paulo', 'São Paulo', true],
    [`"It's slow" - he said...`, '“It’s slow” – he said…', true],
    ['????', 'كراچی', false],
    ['??????????', 'كراچی', true],
    ['?????', 'كراچی', true],
    ['S?o Paula', 'São Paulo', false],
    ['São Paulo', 'Sao Paulo', false],
    ['São Paulo', 'São Paulo', false],
    ['Is it?', 'Is itä', true],
  ])('is ASCII: %s of %s', (plain, full, is) => {
    expect(isAsciiOf(plain, full)).toBe(is);
  });
});

import { describe, expect, it } from '@jest/globals';
import { hasForbiddenCharacters, isWellFormedText } from './text-rules.js';

describe('what PostgreSQL cannot keep', () => {
  it.each(['a\0b', '\ud83d', 'x\ude00', '\ude00\ud83d'])('finds it in %j', (text) => {
    expect(hasForbiddenCharacters(text)).toBe(true);
    expect(isWellFormedText(text)).toBe(false);
  });

  it.each(['', 'plain', '😀', 'tab\tand\nline', '\ufffd'])('lets %j pass', (text) => {
    expect(hasForbiddenCharacters(text)).toBe(false);
    expect(isWellFormedText(text)).toBe(true);
  });

  it.each([null, undefined, 7, {}])('takes %j for no text', (value) => {
    expect(isWellFormedText(value)).toBe(false);
  });
});

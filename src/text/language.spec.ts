import { describe, expect, it } from '@jest/globals';
import { canonicalLanguage } from './language.js';

describe('canonicalLanguage', () => {
  it.each([
    ['en', 'en'],
    ['EN-gb', 'en-GB'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['ur', 'ur'],
    ['iw', 'he'],
  ])('writes %s as %s', (tag, canonical) => {
    expect(canonicalLanguage(tag)).toBe(canonical);
  });

  it.each(['', 'en!', 'en_GB', 'e', '-', 'en-', ' en', `en${'-abcde'.repeat(8)}`])('refuses %j', (tag) => {
    expect(canonicalLanguage(tag)).toBeNull();
  });
});

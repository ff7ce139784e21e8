import { describe, expect, it } from '@jest/globals';
import { contentHash } from './content-hash.js';

describe('the hash of content', () => {
  it('is SHA-256, in hexadecimal', () => {
    expect(contentHash({ headline: 'River talks' })).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not mind the order of members, at any depth, and minds that of lists', () => {
    const one = { headline: 'A', tags: ['x', 'y'], dateline: { place: 'LAHORE', date: null } };
    const other = { dateline: { date: null, place: 'LAHORE' }, tags: ['x', 'y'], headline: 'A' };
    expect(contentHash(other)).toBe(contentHash(one));
    expect(contentHash({ ...one, tags: ['y', 'x'] })).not.toBe(contentHash(one));
  });

  it('tells null, absent and empty apart', () => {
    const hashes = [{ headline: null }, {}, { headline: '' }].map(contentHash);
    expect(new Set(hashes).size).toBe(3);
  });
});

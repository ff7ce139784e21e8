import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '../../database/id.js';
import { linkIdOf, previewToken } from './preview-token.js';

const SECRET = 'a secret that signs the links of tests';

describe('the token of a preview link', () => {
  it('leads back to its link, and is short and safe in a URL', () => {
    for (const id of [
      newId(),
      '00000000-0000-7000-8000-000000000000',
      'ffffffff-ffff-7fff-bfff-ffffffffffff',
    ]) {
      const token = previewToken(SECRET, id);
      expect(token).toMatch(/^[\w-]{48}$/);
      expect(linkIdOf(SECRET, token)).toBe(id);
      expect(previewToken(SECRET, id)).toBe(token);
    }
  });

  it('fits no more with any one character changed, added or left out, nor under another secret', () => {
    const token = previewToken(SECRET, newId());
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(linkIdOf(SECRET, token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
      expect(linkIdOf(SECRET, token.slice(0, at) + token.slice(at + 1))).toBeNull();
    }
    expect(linkIdOf(SECRET, `${token}A`)).toBeNull();
    expect(linkIdOf(`${SECRET}.`, token)).toBeNull();
  });

  it.each([
    '',
    '.',
    'A'.repeat(48),
    '_'.repeat(48),
    'ü'.repeat(48),
    'A'.repeat(10_000),
    `${'A'.repeat(47)}=`,
  ])('is not %j', (text) => {
    expect(linkIdOf(SECRET, text)).toBeNull();
  });

  it('is not what the secret signs for other purposes', () => {
    const id = Buffer.from(newId().replaceAll('-', ''), 'hex');
    const plain = createHmac('sha256', SECRET).update(id).digest().subarray(0, 20);
    expect(linkIdOf(SECRET, Buffer.concat([id, plain]).toString('base64url'))).toBeNull();
  });
});

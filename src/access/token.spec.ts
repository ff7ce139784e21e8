import { describe, expect, it } from '@jest/globals';
import { newToken, tokenHash, tokenKind } from './token.js';

describe('a token', () => {
  it.each(['access', 'refresh', 'api'] as const)('of kind %s is known by its shape', (kind) => {
    const token = newToken(kind);
    expect(tokenKind(token)).toBe(kind);
    expect(newToken(kind)).not.toBe(token);
    expect(Buffer.from(token.slice(4), 'base64url')).toHaveLength(32);
  });

  it.each(['', 'cda_', `cdx_${'a'.repeat(43)}`, `cda_${'a'.repeat(44)}`, ` cda_${'a'.repeat(43)}`])(
    '%j was never one',
    (text) => {
      expect(tokenKind(text)).toBeNull();
    },
  );

  it('is kept as its SHA-256', () => {
    expect(tokenHash('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

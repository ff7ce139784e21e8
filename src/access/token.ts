import { createHash, randomBytes } from 'node:crypto';

/** What each kind of token begins with, so that a leaked one is recognised by who finds it. */
const TOKEN_PREFIXES = { access: 'cda_', refresh: 'cdr_', api: 'cdt_' } as const;

export type TokenKind = keyof typeof TOKEN_PREFIXES;

const SHAPE = /^(cda_|cdr_|cdt_)[\w-]{43}$/;

/** A new opaque token: 32 random bytes in base64url (RFC 4648, section 5) behind the prefix of its kind. */
export function newToken(kind: TokenKind): string {
  return TOKEN_PREFIXES[kind] + randomBytes(32).toString('base64url');
}

/** Which kind of token the text is by its shape, or null for what was never one. */
export function tokenKind(text: string): TokenKind | null {
  const prefix = SHAPE.exec(text)?.[1];
  if (prefix === TOKEN_PREFIXES.access) return 'access';
  if (prefix === TOKEN_PREFIXES.refresh) return 'refresh';
  return prefix === TOKEN_PREFIXES.api ? 'api' : null;
}

/**
 * SHA-256 of a token, the only form in which it is kept. With 256 random bits in the token no slow hash is
 * needed, and looking up by the digest leaks nothing through time.
 */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

import { createHmac, timingSafeEqual } from 'node:crypto';

const PURPOSE = 'preview link 1';
const ID_BYTES = 16;
const SIGNATURE_BYTES = 20;
/** Of base64url, without padding: both lengths together are a multiple of three. */
const SHAPE = /^[\w-]{48}$/;

/**
 * The token of a preview link: the id of its row and an HMAC-SHA-256 over the id, in base64url. What the link shows
 * and until when stands in the row, which never changes; so a signature that fits says all that is worth forging.
 * The purpose in front keeps it apart from whatever else the secret signs.
 */
export function previewToken(secret: string, linkId: string): string {
  const id = Buffer.from(linkId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, signature(secret, id)]).toString('base64url');
}

/** The id of the link that the token was made for; null for a token that this secret has not signed. */
export function linkIdOf(secret: string, token: string): string | null {
  if (!SHAPE.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), signature(secret, id))) return null;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function signature(secret: string, id: Buffer): Buffer {
  return createHmac('sha256', secret).update(PURPOSE).update(id).digest().subarray(0, SIGNATURE_BYTES);
}

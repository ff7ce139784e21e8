import { createHash } from 'node:crypto';
import { canonicalJson } from '../content/canonical-json.js';
import type { ItemContent } from './item-kind.js';

/** SHA-256 over the content with its members in alphabetical order, so that order is not a difference. */
export function contentHash(content: ItemContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

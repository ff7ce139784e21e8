import { createHash } from 'node:crypto';
import type { ItemContent } from './item-kind.js';

/** SHA-256 over the content with its members in alphabetical order, so that order is not a difference. */
export function contentHash(content: ItemContent): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}

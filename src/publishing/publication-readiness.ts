import type { Problem } from '../content/readiness.js';
import type { Resolved } from '../content/reference.js';
import type { ItemContent, ItemKind } from '../items/item-kind.js';

/**
 * What content lacks for publication: by the rules of its kind, and in what it refers to, resolved for readers.
 * Pointers lead into the item's `content`; empty when it is ready.
 */
export function publicationProblems(kind: ItemKind, content: ItemContent, resolved: Resolved): Problem[] {
  return [
    ...kind.readiness(content),
    ...kind.references(content).flatMap((reference): Problem[] => {
      const pointer = `/content${reference.pointer}`;
      if (reference.role === 'byline' && !resolved.authors.has(reference.authorId)) {
        return [{ pointer, code: 'missing_author', message: 'An author in the byline is no longer there.' }];
      }
      const isPlacement = reference.role !== 'byline' && reference.role !== 'related';
      if (isPlacement && !resolved.captions.has(reference.itemId)) {
        return [{ pointer, code: 'caption_not_live', message: 'A placed photo caption is not live.' }];
      }
      return [];
    }),
  ];
}

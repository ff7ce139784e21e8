import type { EntityManager } from 'typeorm';
import type { Problem } from '../content/readiness.js';
import type { Reference, Resolved } from '../content/reference.js';
import type { OpenedItem } from '../items/item-gate.js';
import type { Item } from '../items/item.entity.js';
import type { ItemContent } from '../items/item-kind.js';
import { sectionPath } from '../items/section-paths.js';

/**
 * What content lacks for publication: by the rules of its kind, and in what it refers to, resolved for readers.
 * Pointers lead into the item's `content`; empty when it is ready.
 */
export async function publicationProblems(
  tx: EntityManager,
  { item, kind }: Pick<OpenedItem, 'item' | 'kind'>,
  content: ItemContent,
  resolved: Resolved,
): Promise<Problem[]> {
  return [
    ...kind.readiness(content),
    ...(await sectionProblems(tx, item, content.sectionId ?? null)),
    ...kind.references(content).flatMap((reference) => referenceProblems(reference, resolved)),
  ];
}

/** The item holds on to the sections that it is in now; those of older revisions may be removed. */
async function sectionProblems(
  tx: EntityManager,
  item: Pick<Item, 'sectionId' | 'liveSectionId'>,
  sectionId: string | null,
): Promise<Problem[]> {
  if (sectionId === null || sectionId === item.sectionId || sectionId === item.liveSectionId) return [];
  if ((await sectionPath(tx, sectionId)) !== null) return [];
  const message = 'The section of this revision is no longer there.';
  return [{ pointer: '/content/sectionId', code: 'missing_section', message }];
}

function referenceProblems(reference: Reference, resolved: Resolved): Problem[] {
  const pointer = `/content${reference.pointer}`;
  if (reference.role === 'byline' && !resolved.authors.has(reference.authorId)) {
    return [{ pointer, code: 'missing_author', message: 'An author in the byline is no longer there.' }];
  }
  const isPlacement = reference.role !== 'byline' && reference.role !== 'related';
  if (isPlacement && !resolved.captions.has(reference.itemId)) {
    return [{ pointer, code: 'caption_not_live', message: 'A placed photo caption is not live.' }];
  }
  return [];
}

import type { BodyJson, IdentifiedJson } from './body-json.js';

/** A block of a body and the RFC 6901 pointer to it, relative to the body. */
export interface PlacedBlock {
  block: IdentifiedJson;
  pointer: string;
}

/** All blocks in the order in which they are read, each before the ones inside it. */
export function walkBlocks(body: BodyJson): PlacedBlock[] {
  const found: PlacedBlock[] = [];
  const visit = (blocks: readonly IdentifiedJson[], parent: string): void => {
    for (const [index, block] of blocks.entries()) {
      const pointer = `${parent}/content/${index}`;
      found.push({ block, pointer });
      visit(childBlocks(block), pointer);
    }
  };
  visit(body.content, '');
  return found;
}

/** The blocks right inside a block; texts and line breaks are none. */
export function childBlocks(block: IdentifiedJson): readonly IdentifiedJson[] {
  switch (block.type) {
    case 'blockquote':
    case 'pullquote':
    case 'bulletList':
    case 'orderedList':
    case 'listItem':
      return block.content;
    default:
      return [];
  }
}

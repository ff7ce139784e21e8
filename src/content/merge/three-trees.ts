import type { BodyJson, IdentifiedJson } from '../body/body-json.js';
import { BlockTree } from '../diff/block-tree.js';

/** The three states of a body that a merge looks at: what both sides were made from, and the two sides. */
export interface ThreeTrees {
  base: BlockTree;
  mine: BlockTree;
  theirs: BlockTree;
}

/** The trees of the three bodies; that of a body which is not there is empty. */
export function threeTrees(
  base: BodyJson | null,
  mine: BodyJson | null,
  theirs: BodyJson | null,
): ThreeTrees {
  return { base: new BlockTree(base), mine: new BlockTree(mine), theirs: new BlockTree(theirs) };
}

/** A block of the tree, or null. */
export function blockOf(tree: BlockTree, id: string | null): IdentifiedJson | null {
  return (id === null ? undefined : tree.get(id))?.block ?? null;
}

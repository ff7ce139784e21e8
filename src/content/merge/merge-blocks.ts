import type { IdentifiedJson } from '../body/body-json.js';
import { ROOT, type TreeBlock } from '../diff/block-tree.js';
import { chosen } from './chosen.js';
import { Replacements } from './replacements.js';
import type { ThreeTrees } from './three-trees.js';

/** A block that stays, with the parent that it is to have. */
export interface MergedBlock {
  block: IdentifiedJson;
  parent: string;
}

/** The blocks that stay, and the ids of those that both sides have changed, each in its own way. */
export interface MergedBlocks {
  blocks: Map<string, MergedBlock>;
  conflicts: Set<string>;
}

/**
 * Decides block by block, whatever its place among others: its own part, its parent, and whether it is there at all
 * are each taken from the side that has changed them. A block that one side has taken out and the other has
 * changed is a conflict; one that the other has only moved goes.
 */
export function mergeBlocks(trees: ThreeTrees): MergedBlocks {
  const { base, mine, theirs } = trees;
  const merged: MergedBlocks = { blocks: new Map(), conflicts: new Set() };
  const replaced = { mine: new Replacements(base, mine), theirs: new Replacements(base, theirs) };
  for (const id of new Set([...theirs.ids, ...mine.ids, ...base.ids])) {
    const [before, one, two] = [base.get(id), mine.get(id), theirs.get(id)];
    if (one && two) {
      const { block, isConflict } = mergeBoth(before, one, two);
      merged.blocks.set(id, block);
      if (isConflict) merged.conflicts.add(id);
    } else if (!before) {
      const added = one ?? two;
      if (added) merged.blocks.set(id, added);
    } else if (one ?? two) {
      if ((one ?? two)?.own !== before.own) merged.conflicts.add(id);
    } else {
      const [left, right] = [replaced.mine.of(id), replaced.theirs.of(id)];
      const areRewritten = left !== null && right !== null && left !== right;
      if (areRewritten && mine.likeness(left) !== theirs.likeness(right)) merged.conflicts.add(id);
    }
  }
  for (const id of homeless(merged.blocks)) merged.conflicts.add(id);
  return merged;
}

function mergeBoth(
  base: TreeBlock | undefined,
  mine: TreeBlock,
  theirs: TreeBlock,
): { block: MergedBlock; isConflict: boolean } {
  const own = chosen(base?.own, mine.own, theirs.own);
  const parent = chosen(base?.parent, mine.parent, theirs.parent);
  return {
    block: {
      block: (own === 'mine' ? mine : theirs).block,
      parent: (parent === 'mine' ? mine : theirs).parent,
    },
    isConflict: own === null || parent === null,
  };
}

/** The blocks, gone or moved into each other, that leave something without a place in the body. */
function homeless(blocks: ReadonlyMap<string, MergedBlock>): Set<string> {
  const found = new Set<string>();
  const placed = new Set<string>([ROOT]);
  for (const id of blocks.keys()) {
    const way: string[] = [];
    const onWay = new Set<string>();
    let at = id;
    while (!placed.has(at) && blocks.has(at) && !onWay.has(at)) {
      way.push(at);
      onWay.add(at);
      at = blocks.get(at)?.parent ?? ROOT;
    }
    // What hangs below one that is found needs no second mention.
    if (!placed.has(at)) found.add(at);
    for (const step of way) placed.add(step);
  }
  return found;
}

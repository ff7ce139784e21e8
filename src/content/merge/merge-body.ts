import { capFault } from '../body/body-caps.js';
import type { BodyJson } from '../body/body-json.js';
import { canonicalJson } from '../canonical-json.js';
import { type BlockTree, ROOT } from '../diff/block-tree.js';
import { buildBody } from './build-body.js';
import { chosen } from './chosen.js';
import { blockConflicts, memberConflict, type MergeConflict } from './conflict.js';
import { mergeBlocks, type MergedBlocks } from './merge-blocks.js';
import { mergeOrder } from './merge-order.js';
import { type ThreeTrees, threeTrees } from './three-trees.js';
import { withTwinsAsOne } from './twins.js';

/** In JSON; about as much as one request can bring, so that what was merged can be saved again. */
const MOST_BYTES = 1_000_000;

/** The merged body; where there are conflicts it is not one to keep. */
export interface MergedBody {
  body: BodyJson | null;
  conflicts: MergeConflict[];
}

/**
 * Merges two bodies that were made from one, by block id at any depth. The same two bodies give the same whichever is
 * mine. Never merges words inside a block: that would make sentences that nobody wrote.
 */
export function mergeBodies(
  base: BodyJson | null,
  mine: BodyJson | null,
  theirs: BodyJson | null,
): MergedBody {
  const side = chosen(canonicalJson(base), canonicalJson(mine), canonicalJson(theirs));
  if (side !== null) return { body: side === 'mine' ? mine : theirs, conflicts: [] };
  const twins = mine && theirs ? withTwinsAsOne(base, mine, theirs) : { mine, theirs };
  const trees = threeTrees(base, twins.mine, twins.theirs);
  const merged = mergeBlocks(trees);
  const { content, misfits } = buildBody(merged.blocks, orderOf(trees, merged));
  for (const id of misfits) merged.conflicts.add(id);
  const isNone = content.length === 0 && !(mine && theirs);
  const body: BodyJson | null = isNone ? null : { type: 'doc', content };
  // What is too large, or fits nowhere, only together is no fault of any one block.
  if (merged.conflicts.has(ROOT) || (merged.conflicts.size === 0 && isTooLarge(body))) {
    return { body, conflicts: [memberConflict('body', { base, mine, theirs })] };
  }
  return { body, conflicts: blockConflicts(trees, outermost(trees, merged.conflicts)) };
}

function isTooLarge(body: BodyJson | null): boolean {
  return capFault(body) !== null || Buffer.byteLength(JSON.stringify(body)) > MOST_BYTES;
}

/** The order inside of every block that stays; what both sides have put in different places is a conflict. */
function orderOf({ base, mine, theirs }: ThreeTrees, merged: MergedBlocks): Map<string, readonly string[]> {
  const kept = new Map<string, Set<string>>();
  for (const [id, { parent }] of merged.blocks) {
    const there = kept.get(parent);
    if (there) there.add(id);
    else kept.set(parent, new Set([id]));
  }
  const side = (tree: BlockTree, parent: string) => ({
    ids: tree.children(parent),
    likeness: (id: string) => tree.likeness(id),
  });
  const order = new Map<string, readonly string[]>();
  for (const [parent, ids] of kept) {
    const { ids: inOrder, torn } = mergeOrder(
      ids,
      base.children(parent),
      side(mine, parent),
      side(theirs, parent),
    );
    for (const id of torn) merged.conflicts.add(id);
    order.set(parent, inOrder);
  }
  return order;
}

/** Without the blocks that stand, wherever they are there, inside of another: the conflict about that one shows them. */
function outermost({ base, mine, theirs }: ThreeTrees, ids: ReadonlySet<string>): string[] {
  return [...ids].filter((id) => {
    const trees = [base, mine, theirs].filter((tree) => tree.get(id));
    return !trees.every((tree) => tree.around(id).some((outer) => ids.has(outer)));
  });
}

import type { BlockJson, IdentifiedJson } from '../body/body-json.js';
import { bodySchema } from '../body/schema.js';
import { isContainer, ROOT } from '../diff/block-tree.js';
import type { MergedBlock } from './merge-blocks.js';

/** The merged blocks in their places, and the ids of those that cannot hold what came together in them. */
export interface BuiltBody {
  content: BlockJson[];
  misfits: string[];
}

/** Puts merged blocks into each other, in the order given for each parent. A block that was emptied is left out. */
export function buildBody(
  blocks: ReadonlyMap<string, MergedBlock>,
  order: ReadonlyMap<string, readonly string[]>,
): BuiltBody {
  const misfits: string[] = [];
  const within = (parent: string): IdentifiedJson[] =>
    (order.get(parent) ?? []).flatMap((id): IdentifiedJson[] => {
      const block = blocks.get(id)?.block;
      if (!block) return [];
      const content = within(id);
      if (!isContainer(block)) {
        if (content.length > 0) misfits.push(id);
        return [block];
      }
      if (content.length > 0 && !holds(block.type, content)) misfits.push(id);
      return content.length > 0 ? [Object.assign({ ...block }, { content })] : [];
    });
  const outermost = within(ROOT);
  if (!holds('doc', outermost)) misfits.push(ROOT);
  return { content: outermost.filter((block) => block.type !== 'listItem'), misfits };
}

function holds(type: 'doc' | IdentifiedJson['type'], content: readonly IdentifiedJson[]): boolean {
  let match = bodySchema.nodes[type].contentMatch;
  for (const child of content) {
    const next = match.matchType(bodySchema.nodes[child.type]);
    if (!next) return false;
    match = next;
  }
  return match.validEnd;
}

import type { BlockTree } from '../diff/block-tree.js';
import { runsBetween } from './runs.js';

/**
 * What one side has put where a block of the base was, by the id of the block that is gone: to rewrite a paragraph
 * without its id is to take it out and put another in. Of several at one place the first stands for the
 * first, and the last for all that are left.
 */
export class Replacements {
  private readonly known = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    private readonly base: BlockTree,
    private readonly side: BlockTree,
  ) {}

  /** The id of the block that the side has in place of this one, which it has not; null where there is none. */
  of(id: string): string | null {
    const parent = this.base.get(id)?.parent;
    if (parent === undefined || !this.side.has(parent)) return null;
    const found = this.known.get(parent) ?? this.within(parent);
    this.known.set(parent, found);
    return found.get(id) ?? null;
  }

  private within(parent: string): ReadonlyMap<string, string> {
    const { base, side } = this;
    const stayed = (id: string): boolean =>
      base.get(id)?.parent === parent && side.get(id)?.parent === parent;
    const gone = runsBetween(base.children(parent), stayed, (id) => !side.get(id));
    const put = runsBetween(side.children(parent), stayed, (id) => !base.get(id));
    const found = new Map<string, string>();
    for (const [anchor, ids] of gone) {
      const there = put.get(anchor) ?? [];
      for (const [index, id] of ids.entries()) {
        const replacement = there[Math.min(index, there.length - 1)];
        if (replacement !== undefined) found.set(id, replacement);
      }
    }
    return found;
  }
}

import { TreeBuilder, type TreeNodes } from './tree-builder.js';
import type { HtmlNode } from './html-node.js';

const MAX_NODES = 100_000;
const MAX_OPEN = 512;

/** HTML that is too much to be looked at; `code` and `message` are those of a fault. */
export class TooMuchHtml extends Error {
  constructor(
    readonly code: 'too_deep' | 'too_many_nodes',
    message: string,
  ) {
    super(message);
    this.name = 'TooMuchHtml';
  }
}

/**
 * The tree that a browser would make of the HTML, by the WHATWG's algorithm: whatever is unclosed, mis-nested or
 * disguised has the place that a reader would have seen it in. Throws TooMuchHtml beyond 100,000 nodes and beyond 512
 * elements open at once, where browsers stop nesting as well; within these it takes time linear in the HTML.
 */
export async function htmlTree(html: string): Promise<HtmlNode> {
  // Only here, since its tables cost every process memory and start-up time, and few requests bring HTML.
  const { parseFragment } = await import('parse5');
  return parseFragment<TreeNodes>(html, { treeAdapter: new CappedTree() });
}

class CappedTree extends TreeBuilder {
  private nodes = 0;
  private open = 0;

  onItemPush(): void {
    this.open += 1;
    if (this.open > MAX_OPEN) {
      throw new TooMuchHtml('too_deep', `is nested deeper than ${MAX_OPEN} elements`);
    }
  }

  onItemPop(): void {
    this.open -= 1;
  }

  protected override count(): void {
    this.nodes += 1;
    if (this.nodes > MAX_NODES) {
      throw new TooMuchHtml('too_many_nodes', `has more than ${MAX_NODES} elements and texts`);
    }
  }
}

import type { BlockJson, ListItemJson } from '../body-json.js';
import { elementRule } from './element-rules.js';
import type { HtmlNode } from './html-node.js';
import { blockIdOf } from './our-html.js';

/**
 * The items of a list: each `<li>`, and whatever else stands there, except for a list, which belongs to the item before.
 * `read` gives the blocks of a child.
 */
export function listItems(list: HtmlNode, read: (child: HtmlNode) => BlockJson[]): ListItemJson[] {
  const items: ListItemJson[] = [];
  for (const child of list.children()) {
    const blocks = read(child);
    const before = items.at(-1);
    if (before && elementRule(child.name).as === 'list')
      for (const block of blocks) before.content.push(block);
    else if (blocks.length > 0) items.push(listItem(child, blocks));
  }
  return items;
}

/** What was read of one element as an item of a list. */
export function listItem(element: HtmlNode, content: BlockJson[]): ListItemJson {
  return { type: 'listItem', attrs: { id: blockIdOf(element) }, content };
}

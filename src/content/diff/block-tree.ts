import { canonicalJson } from '../canonical-json.js';
import type { BodyJson, IdentifiedJson } from '../body/body-json.js';
import { inlineText } from '../body/body-text.js';
import { childBlocks } from '../body/walk-blocks.js';

/** What stands above the outermost blocks; no block has it for an id. */
export const ROOT = '';

/** A block in its place. */
export interface TreeBlock {
  block: IdentifiedJson;
  /** The id of the block around it, or ROOT. */
  parent: string;
  /** The block's own part, as text: type, attributes but the id, and inline content. Equal when it is. */
  own: string;
}

/** The blocks of a body by their ids, which are unique within it. */
export class BlockTree {
  private readonly blocks = new Map<string, TreeBlock>();
  private readonly inside = new Map<string, string[]>([[ROOT, []]]);

  constructor(body: BodyJson | null) {
    if (body) this.add(body.content, ROOT);
  }

  /** All ids in reading order. */
  get ids(): readonly string[] {
    return [...this.blocks.keys()];
  }

  /** The block of that id, if there is one. */
  get(id: string): TreeBlock | undefined {
    return this.blocks.get(id);
  }

  /** Whether blocks can stand right inside of it here. */
  has(id: string): boolean {
    return id === ROOT || this.blocks.has(id);
  }

  /** The ids of the blocks right inside a block, or of the outermost ones, in order. */
  children(parent: string): readonly string[] {
    return this.inside.get(parent) ?? [];
  }

  /** The ids of the blocks around a block, from the inside out. */
  around(id: string): string[] {
    const found: string[] = [];
    for (let at = this.get(id)?.parent; at !== undefined && at !== ROOT; at = this.get(at)?.parent) {
      found.push(at);
    }
    return found;
  }

  /** What the block says with all that is inside of it, whatever the ids: equal for what reads the same. */
  likeness(id: string): string {
    return `${this.get(id)?.own ?? ''}[${this.children(id)
      .map((child) => this.likeness(child))
      .join()}]`;
  }

  private add(blocks: readonly IdentifiedJson[], parent: string): void {
    const ids = this.inside.get(parent) ?? [];
    for (const [index, block] of blocks.entries()) {
      // What was saved has ids; a place is as good as one where it should not.
      const id = block.attrs.id ?? `${parent}/${index}`;
      ids.push(id);
      this.blocks.set(id, { block, parent, own: ownPart(block) });
      this.inside.set(id, []);
      this.add(childBlocks(block), id);
    }
    this.inside.set(parent, ids);
  }
}

/** The text of a block and of those inside it, one line each; of a photo its own texts, of an embed the URL. */
export function blockText(block: IdentifiedJson): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.content);
    case 'photo':
      return [block.attrs.caption, block.attrs.altText].filter((text) => text !== null).join('\n');
    case 'embed':
      return block.attrs.url;
    default:
      return childBlocks(block).map(blockText).join('\n');
  }
}

/** Whether blocks stand in it, rather than text. */
export function isContainer(block: IdentifiedJson): boolean {
  return childBlocks(block).length > 0;
}

function ownPart(block: IdentifiedJson): string {
  const { id: _id, ...attrs } = block.attrs;
  const inline = block.type === 'paragraph' || block.type === 'heading' ? (block.content ?? []) : null;
  return canonicalJson({ type: block.type, attrs, inline });
}

import type { BlockJson, ParagraphJson } from '../body-json.js';
import { walkBlocks } from '../walk-blocks.js';

/** What was found in a pull quote: its paragraphs, and what it cannot hold. */
export interface PullquoteParts {
  paragraphs: ParagraphJson[];
  /** Photos and embeds, to stand behind it. */
  others: BlockJson[];
  /** Whether anything but paragraphs was there. */
  isMore: boolean;
}

/** Parts the blocks inside of a pull quote: texts of lists, quotes and headings become paragraphs. */
export function pullquoteParts(inside: BlockJson[]): PullquoteParts {
  const paragraphs: ParagraphJson[] = [];
  const others: BlockJson[] = [];
  for (const { block } of walkBlocks({ type: 'doc', content: inside })) {
    if (block.type === 'paragraph') paragraphs.push(block);
    else if (block.type === 'heading') {
      paragraphs.push({ type: 'paragraph', attrs: { id: block.attrs.id }, content: block.content });
    } else if (block.type === 'photo' || block.type === 'embed') others.push(block);
  }
  return { paragraphs, others, isMore: inside.some(({ type }) => type !== 'paragraph') };
}

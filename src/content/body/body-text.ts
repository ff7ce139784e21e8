import type { Placement } from '../reference.js';
import type { BodyJson, InlineJson, PhotoJson } from './body-json.js';
import { walkBlocks } from './walk-blocks.js';

/** The use of a photo caption in a body. */
export interface PhotoPlacement extends Required<Placement> {
  blockId: string | null;
  /** RFC 6901, relative to the body. */
  pointer: string;
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** The text of inline content; a line break is `\n`. */
export function inlineText(content: readonly InlineJson[] = []): string {
  return content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
}

/** The text of a body without marks; blocks are separated by an empty line, blank ones left out. */
export function plainText(body: BodyJson): string {
  return texts(body).join('\n\n');
}

/** The text of the first paragraph that has any: one of the story's own, or if need be one in a quote or list. */
export function firstParagraph(body: BodyJson): string | null {
  const paragraphs = walkBlocks(body).flatMap(({ block, pointer }) =>
    block.type === 'paragraph' ? [{ text: inlineText(block.content).trim(), pointer }] : [],
  );
  const filled = paragraphs.filter(({ text }) => text !== '');
  const own = filled.find(({ pointer }) => pointer.lastIndexOf('/content') === 0);
  return (own ?? filled[0])?.text ?? null;
}

/** The number of words in any script; captions and alt texts are not counted. */
export function wordCount(body: BodyJson): number {
  let count = 0;
  for (const text of texts(body)) {
    for (const { isWordLike } of words.segment(text)) if (isWordLike) count += 1;
  }
  return count;
}

/** The photos in the body, in order. */
export function photoPlacements(body: BodyJson): PhotoPlacement[] {
  return walkBlocks(body).flatMap(({ block, pointer }) =>
    block.type === 'photo' ? [photoPlacement(block, pointer)] : [],
  );
}

/** What a photo block at this pointer places. */
export function photoPlacement({ attrs }: PhotoJson, pointer: string): PhotoPlacement {
  const { id, ...placement } = attrs;
  return { ...placement, blockId: id, pointer };
}

/** Whether a reader would find nothing in it: no text, no photo, no embed. */
export function isEmptyBody(body: BodyJson): boolean {
  if (texts(body).length > 0) return false;
  return !walkBlocks(body).some(({ block }) => block.type === 'photo' || block.type === 'embed');
}

function texts(body: BodyJson): string[] {
  return walkBlocks(body).flatMap(({ block }) => {
    if (block.type !== 'paragraph' && block.type !== 'heading') return [];
    const text = inlineText(block.content);
    return text.trim() === '' ? [] : [text];
  });
}

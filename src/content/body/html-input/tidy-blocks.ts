import type { BlockJson, HeadingJson, InlineJson, ListItemJson, ParagraphJson } from '../body-json.js';
import { inlineText } from '../body-text.js';
import { areSameMarks } from './marks.js';

// As the HTML that is made of a body leaves them out.
const CONTROLS = /(?![\t\n\f\r])\p{Cc}/gu;
const WHITE_SPACE = /[\t\n\f\r ]+/g;

/**
 * The blocks as HTML can carry them: runs of white space are one space, none stands at either end of a line, no line
 * break ends a block, and blank blocks are left out, as are those that hold nothing else. Tidying twice changes nothing.
 */
export function tidiedBlocks<B extends BlockJson>(blocks: readonly B[]): B[] {
  return blocks.flatMap((block) => (tidied(block) ?? []) as B);
}

function tidied(block: BlockJson): BlockJson | null {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return tidiedText(block);
    case 'blockquote': {
      const content = tidiedBlocks(block.content);
      return content.length > 0 ? { ...block, content } : null;
    }
    case 'pullquote': {
      const content = tidiedBlocks(block.content);
      return content.length > 0 ? { ...block, content } : null;
    }
    case 'bulletList':
    case 'orderedList': {
      const content = block.content.flatMap((item) => tidiedItem(item) ?? []);
      return content.length > 0 ? { ...block, content } : null;
    }
    case 'horizontalRule':
    case 'photo':
    case 'embed':
      return block;
  }
}

/** An item begins with a paragraph, if need be with a blank one. */
function tidiedItem(item: ListItemJson): ListItemJson | null {
  const content = tidiedBlocks(item.content);
  const [first] = content;
  if (!first) return null;
  if (first.type !== 'paragraph') content.unshift({ type: 'paragraph', attrs: { id: null } });
  return { ...item, content };
}

function tidiedText(block: ParagraphJson | HeadingJson): ParagraphJson | HeadingJson | null {
  const content = tidiedInlines(block.content ?? []);
  return inlineText(content).trim() === '' ? null : { ...block, content };
}

function tidiedInlines(inlines: readonly InlineJson[]): InlineJson[] {
  const tidy: InlineJson[] = [];
  let isAfterSpace = true;
  for (const inline of joined(inlines)) {
    if (inline.type === 'hardBreak') {
      dropLastSpace(tidy);
      tidy.push(inline);
      isAfterSpace = true;
      continue;
    }
    const collapsed = inline.text.replace(CONTROLS, '').replace(WHITE_SPACE, ' ');
    const text: string = isAfterSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (text === '') continue;
    tidy.push({ ...inline, text });
    isAfterSpace = text.endsWith(' ');
  }
  dropLastSpace(tidy);
  while (tidy.at(-1)?.type === 'hardBreak') {
    tidy.pop();
    dropLastSpace(tidy);
  }
  return joined(tidy);
}

/** Neighbouring texts with the same marks as one: put together at once, since adding one by one copies all before. */
function joined(inlines: readonly InlineJson[]): InlineJson[] {
  const result: InlineJson[] = [];
  let texts: string[] = [];
  let like: InlineJson | null = null;
  const close = (): void => {
    if (like?.type === 'text') result.push(withMarks({ type: 'text', text: texts.join('') }, like));
    texts = [];
    like = null;
  };
  for (const inline of inlines) {
    if (inline.type === 'hardBreak') {
      close();
      result.push(withMarks({ type: 'hardBreak' }, inline));
      continue;
    }
    if (like && !areSameMarks(like.marks, inline.marks)) close();
    like ??= inline;
    texts.push(inline.text);
  }
  close();
  return result;
}

/** The space may be a text of its own. */
function dropLastSpace(inlines: InlineJson[]): void {
  const last = inlines.at(-1);
  if (last?.type !== 'text' || !last.text.endsWith(' ')) return;
  inlines.pop();
  if (last.text !== ' ') inlines.push({ ...last, text: last.text.slice(0, -1) });
}

function withMarks<I extends InlineJson>(inline: I, { marks = [] }: InlineJson): I {
  return marks.length > 0 ? { ...inline, marks } : inline;
}

import type { BlockJson, HeadingJson, InlineJson, ListItemJson, ListJson } from '../body-json.js';
import type { Marks } from './marks.js';

/** What the text that comes now stands in. */
export type Textblock =
  { type: 'paragraph'; id: string | null } | { type: 'heading'; id: string | null; level: 2 | 3 | 4 };

/** An item of a list as Word writes it: a paragraph that says which list it is in, and how deep. */
export interface WordItem {
  list: string;
  level: number;
  type: ListJson['type'];
  item: ListItemJson;
}

/**
 * Blocks in the making: what is read is put down in order, and text that stands in no block gets a paragraph. There,
 * two line breaks begin a new one, as whoever typed them meant; `splits` is false where a paragraph is the whole.
 */
export class Flow {
  readonly blocks: BlockJson[] = [];
  private inlines: InlineJson[] = [];
  private textblock: Textblock | null = null;
  private wordLists: { name: string; list: ListJson }[] = [];

  constructor(private readonly splits: boolean) {}

  /** Puts a text down where it is read. */
  text(text: string, marks: Marks): void {
    if (text !== '') this.inlines.push({ type: 'text', text, marks: [...marks] });
  }

  /** Puts a line break down. */
  lineBreak(marks: Marks): void {
    this.inlines.push({ type: 'hardBreak', marks: [...marks] });
  }

  /** What `read` puts down begins and ends with a block of its own. */
  apart(read: () => void): void {
    this.flush();
    read();
    this.flush();
  }

  /** The texts that `read` puts down stand in this block. A paragraph in a heading is no more than the heading. */
  within(textblock: Textblock, read: () => void): void {
    this.apart(() => {
      const outer = this.textblock;
      if (outer?.type !== 'heading') this.textblock = textblock;
      this.apart(read);
      this.textblock = outer;
    });
  }

  /** Puts a finished block down, behind the text before it. */
  push(block: BlockJson): void {
    this.flush();
    this.blocks.push(block);
  }

  /** Items that follow each other make one list, and lists in it. */
  pushWordItem({ list: name, level, type, item }: WordItem): void {
    this.flush();
    if (this.blocks.at(-1) !== this.wordLists[0]?.list) this.wordLists = [];
    const open = this.wordLists;
    open.length = Math.min(open.length, level);
    const last = open.at(-1);
    const isOther = last?.list.type !== type || (level === 1 && last.name !== name);
    if (open.length === level && isOther) open.pop();
    if (open.length < level) {
      const list: ListJson = { type, attrs: { id: null }, content: [] };
      (open.at(-1)?.list.content.at(-1)?.content ?? this.blocks).push(list);
      open.push({ name, list });
    }
    open.at(-1)?.list.content.push(item);
  }

  /** The blocks when all is read. */
  finished(): BlockJson[] {
    this.flush();
    return this.blocks;
  }

  private flush(): void {
    const { inlines, textblock } = this;
    if (inlines.length === 0) return;
    this.inlines = [];
    // White space between two blocks of the source is no paragraph, and must not part the items of a list.
    if (inlines.every((inline) => inline.type === 'text' && /^[\t\n\f\r ]*$/.test(inline.text))) return;
    if (textblock) this.blocks.push(blockOf(textblock, inlines));
    else {
      for (const content of this.splits ? paragraphsOf(inlines) : [inlines]) {
        this.blocks.push({ type: 'paragraph', attrs: { id: null }, content });
      }
    }
  }
}

function blockOf(textblock: Textblock, content: InlineJson[]): BlockJson {
  const { id } = textblock;
  if (textblock.type === 'paragraph') return { type: 'paragraph', attrs: { id }, content };
  const attrs: HeadingJson['attrs'] = { id, level: textblock.level };
  return { type: 'heading', attrs, content };
}

/** The texts between line breaks that follow each other with nothing but white space between. */
function paragraphsOf(inlines: readonly InlineJson[]): InlineJson[][] {
  const paragraphs: InlineJson[][] = [[]];
  let breaks = 0;
  for (const inline of inlines) {
    if (inline.type === 'hardBreak') breaks += 1;
    else if (inline.text.trim() !== '') {
      if (breaks > 1) paragraphs.push([]);
      breaks = 0;
    }
    paragraphs.at(-1)?.push(inline);
  }
  return paragraphs;
}

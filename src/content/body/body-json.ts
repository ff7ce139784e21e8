import type { Placement } from '../reference.js';

/**
 * The body of an item as it is stored and delivered: ProseMirror JSON in canonical form. Every attribute
 * is there, nothing that the schema does not know; `content` and `marks` are left out where they are empty, except
 * that the document always has its `content`; neighbouring texts with the same marks are one.
 */
export interface BodyJson {
  type: 'doc';
  content: BlockJson[];
}

export type BlockJson =
  | ParagraphJson
  | HeadingJson
  | BlockquoteJson
  | PullquoteJson
  | ListJson
  | HorizontalRuleJson
  | PhotoJson
  | EmbedJson;

/** Everything that has an id of its own: a list item is one as well, although it stands in lists only. */
export type IdentifiedJson = BlockJson | ListItemJson;

/** What every block has: its id within the body, null until the body has been saved once. */
export interface BlockAttrs {
  id: string | null;
}

export interface ParagraphJson {
  type: 'paragraph';
  attrs: BlockAttrs;
  content?: InlineJson[];
}

export interface HeadingJson {
  type: 'heading';
  attrs: BlockAttrs & { level: 2 | 3 | 4 };
  content?: InlineJson[];
}

export interface BlockquoteJson {
  type: 'blockquote';
  attrs: BlockAttrs;
  content: BlockJson[];
}

export interface PullquoteJson {
  type: 'pullquote';
  attrs: BlockAttrs;
  content: ParagraphJson[];
}

export interface ListJson {
  type: 'bulletList' | 'orderedList';
  attrs: BlockAttrs;
  content: ListItemJson[];
}

export interface ListItemJson {
  type: 'listItem';
  attrs: BlockAttrs;
  content: BlockJson[];
}

export interface HorizontalRuleJson {
  type: 'horizontalRule';
  attrs: BlockAttrs;
}

export interface PhotoJson {
  type: 'photo';
  attrs: BlockAttrs & Required<Placement>;
}

export interface EmbedJson {
  type: 'embed';
  attrs: BlockAttrs & { url: string };
}

export type InlineJson = TextJson | HardBreakJson;

export interface TextJson {
  type: 'text';
  text: string;
  marks?: MarkJson[];
}

export interface HardBreakJson {
  type: 'hardBreak';
  marks?: MarkJson[];
}

export type MarkJson = LinkJson | { type: 'strong' | 'em' | 'strike' | 'sub' | 'sup' };

export interface LinkJson {
  type: 'link';
  attrs: { href: string };
}

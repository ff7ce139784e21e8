import { Schema, type AttributeSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import {
  blockId,
  headingLevel,
  oneOf,
  override,
  photoCaptionId,
  url,
  type AttributeRule,
} from './attribute-rules.js';
import { CROPS } from '../../photos/renditions/crops.js';

/** The rules of the attributes of one node or mark, in the order in which they are written. */
export type AttributeRules = ReadonlyMap<string, AttributeRule>;

const block: AttributeRules = new Map([['id', blockId]]);
const none: AttributeRules = new Map();

/** Each node that has attributes, with their rules; the others (doc, text, hardBreak) have none. */
const NODE_ATTRIBUTES: ReadonlyMap<string, AttributeRules> = new Map([
  ['paragraph', block],
  ['heading', new Map([...block, ['level', headingLevel]])],
  ['blockquote', block],
  ['pullquote', block],
  ['bulletList', block],
  ['orderedList', block],
  ['listItem', block],
  ['horizontalRule', block],
  [
    'photo',
    new Map([
      ...block,
      ['photoCaptionId', photoCaptionId],
      ['caption', override(5_000)],
      ['altText', override(1_000)],
      ['crop', oneOf(CROPS)],
    ]),
  ],
  ['embed', new Map([...block, ['url', url]])],
]);

const MARK_ATTRIBUTES: ReadonlyMap<string, AttributeRules> = new Map([['link', new Map([['href', url]])]]);

/** The rules of the attributes of a node of this type. */
export function nodeAttributes(type: string): AttributeRules {
  return NODE_ATTRIBUTES.get(type) ?? none;
}

/** The rules of the attributes of a mark of this type. */
export function markAttributes(type: string): AttributeRules {
  return MARK_ATTRIBUTES.get(type) ?? none;
}

const nodes = {
  // An item without text yet is an item too; whether it is ready to be published is asked elsewhere.
  doc: node('doc', { content: 'block*' }),
  paragraph: node('paragraph', { group: 'block', content: 'inline*' }),
  heading: node('heading', { group: 'block', content: 'inline*', defining: true }),
  blockquote: node('blockquote', { group: 'block', content: 'block+', defining: true }),
  pullquote: node('pullquote', { group: 'block', content: 'paragraph+', defining: true }),
  bulletList: node('bulletList', { group: 'block', content: 'listItem+' }),
  orderedList: node('orderedList', { group: 'block', content: 'listItem+' }),
  listItem: node('listItem', { content: 'paragraph block*', defining: true }),
  horizontalRule: node('horizontalRule', { group: 'block' }),
  photo: node('photo', { group: 'block', draggable: true }),
  embed: node('embed', { group: 'block', draggable: true }),
  text: node('text', { group: 'inline' }),
  hardBreak: node('hardBreak', { group: 'inline', inline: true, selectable: false }),
} satisfies Record<string, NodeSpec>;

// The order is the order of nesting: a link is outermost, so that one link stays one where a word in it is strong.
const marks = {
  link: mark('link', { inclusive: false }),
  strong: mark('strong'),
  em: mark('em'),
  strike: mark('strike'),
  sub: mark('sub'),
  sup: mark('sup'),
} satisfies Record<string, MarkSpec>;

/** What the body of an article or editorial is made of. Editors can take their own schema from the same names. */
export const bodySchema = new Schema<keyof typeof nodes, keyof typeof marks>({ nodes, marks });

function node(type: string, spec: NodeSpec): NodeSpec {
  return { ...spec, attrs: attributeSpecs(nodeAttributes(type)) };
}

function mark(type: string, spec: MarkSpec = {}): MarkSpec {
  return { ...spec, attrs: attributeSpecs(markAttributes(type)) };
}

// ProseMirror checks the types only: the rest has been read by the rules, and a second look at each URL is not free.
function attributeSpecs(rules: AttributeRules): Record<string, AttributeSpec> {
  return Object.fromEntries(
    [...rules].map(([name, rule]) => [
      name,
      'default' in rule ? { default: rule.default, validate: `${rule.type}|null` } : { validate: rule.type },
    ]),
  );
}

import fc from 'fast-check';
import type { BlockJson, BodyJson, IdentifiedJson } from '../../src/content/body/body-json.js';
import { parseBody } from '../../src/content/body/parse-body.js';
import { walkBlocks } from '../../src/content/body/walk-blocks.js';

/** A paragraph with an id. */
export function paragraph(id: string, text: string): BlockJson {
  return { type: 'paragraph', attrs: { id }, ...(text !== '' && { content: [{ type: 'text', text }] }) };
}

/** A list with items of one paragraph each; the ids of the paragraphs are those of the items and `p`. */
export function list(id: string, ...items: [id: string, text: string][]): BlockJson {
  return {
    type: 'bulletList',
    attrs: { id },
    content: items.map(([item, text]) => ({
      type: 'listItem',
      attrs: { id: item },
      content: [paragraph(`${item}p`, text)],
    })),
  };
}

export function doc(...content: BlockJson[]): BodyJson {
  return { type: 'doc', content };
}

/** One thing that an editor does to a body; `at` and `to` are places, taken modulo what is there. */
export interface Edit {
  what: 'rewrite' | 'remove' | 'insert' | 'move' | 'quote' | 'retype';
  at: number;
  to: number;
}

export const edits = fc.array(
  fc.record({
    what: fc.constantFrom<Edit['what']>('rewrite', 'remove', 'insert', 'move', 'quote', 'retype'),
    at: fc.nat(30),
    to: fc.nat(30),
  }),
  { maxLength: 6 },
);

/** A body of a few blocks, nested ones among them, with ids and words of their own. */
export const baseBody: fc.Arbitrary<BodyJson> = fc
  .array(fc.constantFrom('paragraph', 'heading', 'list', 'quote', 'rule'), { maxLength: 8 })
  .map((types) => doc(...types.map((type, index) => baseBlock(type, `b${index}`))));

function baseBlock(type: string, id: string): BlockJson {
  const text = (name: string): string => `The ${name} of the base, and same words.`;
  switch (type) {
    case 'heading':
      return { type, attrs: { id, level: 2 }, content: [{ type: 'text', text: text(id) }] };
    case 'list':
      return list(id, [`${id}a`, text(`${id}a`)], [`${id}b`, text(`${id}b`)], [`${id}c`, text(`${id}c`)]);
    case 'quote':
      return {
        type: 'blockquote',
        attrs: { id },
        content: [paragraph(`${id}x`, text(id)), paragraph(`${id}y`, '')],
      };
    case 'rule':
      return { type: 'horizontalRule', attrs: { id } };
    default:
      return paragraph(id, text(id));
  }
}

/** What the edits make of the body, one after the other. Each new text has a word in it like `word-m0`. */
export function edited(body: BodyJson, name: string, done: readonly Edit[]): BodyJson {
  let current = body;
  for (const [index, edit] of done.entries()) {
    const copy = structuredClone(current);
    apply(copy, `${name}${index}`, edit);
    // An edit that the schema does not allow here is one that the editor could not do.
    if ('body' in parseBody(copy)) current = copy;
  }
  return current;
}

function apply(body: BodyJson, word: string, { what, at, to }: Edit): void {
  const blocks = walkBlocks(body).map(({ block }) => block);
  const block = blocks[at % Math.max(1, blocks.length)];
  if (what === 'insert' || !block) {
    body.content.splice(to % (body.content.length + 1), 0, paragraph(word, `Put in: word-${word}.`));
    return;
  }
  const siblings = siblingsOf(body, block);
  const place = siblings.indexOf(block);
  if (what === 'remove') siblings.splice(place, 1);
  else if (what === 'move') {
    siblings.splice(place, 1);
    const others = to % 3 === 0 ? outermost(body) : siblings;
    others.splice(to % (others.length + 1), 0, block);
  } else if (what === 'quote' && block.type !== 'listItem') {
    siblings.splice(place, 1, { type: 'blockquote', attrs: { id: word }, content: [block] });
  } else if (what === 'retype' && (block.type === 'bulletList' || block.type === 'orderedList')) {
    block.type = block.type === 'bulletList' ? 'orderedList' : 'bulletList';
  } else if (block.type === 'paragraph' || block.type === 'heading') {
    block.content = [{ type: 'text', text: `Rewritten: word-${word} and same words.` }];
  }
}

function outermost(body: BodyJson): IdentifiedJson[] {
  return body.content;
}

function siblingsOf(body: BodyJson, block: IdentifiedJson): IdentifiedJson[] {
  for (const { block: parent } of walkBlocks(body)) {
    if (!('content' in parent) || parent.type === 'paragraph' || parent.type === 'heading') continue;
    const content: IdentifiedJson[] = parent.content ?? [];
    if (content.includes(block)) return content;
  }
  return body.content;
}

import { escapedAttribute, escapedText } from '../../content/body/escape-html.js';
import type { IdentifiedJson } from '../../content/body/body-json.js';
import { childBlocks } from '../../content/body/walk-blocks.js';
import { blockText } from '../../content/diff/block-tree.js';
import type { BlockChange } from '../../content/diff/body-diff.js';
import { type WordChange, wordDiff } from '../../content/diff/word-diff.js';
import type { ContentChanges, FieldChange } from './revision-diff.js';

/**
 * The changes as HTML to put into a page: what is gone in `<del>`, what is new in `<ins>`. Everything that comes from
 * content is text in it. Class names and `data-` attributes are there to be styled.
 */
export function diffHtml({ fields, blocks }: ContentChanges): string {
  const rows = fields.map(fieldRow).join('\n');
  const table = rows === '' ? '' : `<table class="diff-fields">\n<tbody>\n${rows}\n</tbody>\n</table>\n`;
  const changes = blocks.map(blockPart).join('\n');
  const body = changes === '' ? '' : `<div class="diff-blocks">\n${changes}\n</div>\n`;
  return `<section class="diff">\n${table}${body}</section>\n`;
}

function fieldRow({ name, from, to }: FieldChange): string {
  const words = wordDiff(shown(from), shown(to));
  return `<tr><th scope="row">${escapedText(name)}</th><td>${marked(words)}</td></tr>`;
}

function blockPart(change: BlockChange): string {
  const { id, from, to } = change;
  const attributes = [
    `data-block="${escapedAttribute(id)}"`,
    `data-change="${change.change}"`,
    ...(change.moved ? ['data-moved="true"'] : []),
    `data-type="${(to ?? from)?.type ?? ''}"`,
  ].join(' ');
  return `<div ${attributes}>${paragraphsOf(change).map(paragraph).join('')}</div>`;
}

function paragraphsOf({ change, from, to, words }: BlockChange): WordChange[][] {
  if (change === 'changed' && from && to) {
    const [before, after] = [label(from), label(to)];
    // Another level, another photo: a change that the words do not show.
    const labels: WordChange[] =
      before === after
        ? []
        : [
            { op: '-', text: before },
            { op: '+', text: after },
          ];
    return [labels, words ?? []].filter((part) => part.length > 0);
  }
  const block = to ?? from;
  const op = change === 'added' ? '+' : change === 'removed' ? '-' : '=';
  return block ? lines(block).map((text): WordChange[] => [{ op, text }]) : [];
}

/** The texts in a block, one for each block inside of it that has one; what has none is named. */
function lines(block: IdentifiedJson): string[] {
  const inside = childBlocks(block).flatMap(lines);
  if (inside.length > 0) return inside;
  const text = blockText(block);
  return [text === '' ? label(block) : text];
}

function label(block: IdentifiedJson): string {
  if (block.type === 'photo') return `[photo ${block.attrs.photoCaptionId}]`;
  if (block.type === 'heading') return `[heading ${block.attrs.level}]`;
  return `[${block.type}]`;
}

function paragraph(words: readonly WordChange[]): string {
  return `<p>${marked(words)}</p>`;
}

const TAG = { '+': 'ins', '-': 'del' } as const;

function marked(words: readonly WordChange[]): string {
  return words
    .map(({ op, text }) => {
      const html = escapedText(text).replaceAll('\n', '<br>');
      return op === '=' ? html : `<${TAG[op]}>${html}</${TAG[op]}>`;
    })
    .join('');
}

/** A member's value as text: structured ones as JSON, nothing as nothing. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

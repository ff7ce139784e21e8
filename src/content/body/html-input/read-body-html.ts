import type { Fault } from '../../../errors.js';
import type { BodyJson } from '../body-json.js';
import { parseBody } from '../parse-body.js';
import { HtmlLosses, type HtmlWarning } from './html-losses.js';
import { HtmlReader } from './html-reader.js';
import type { HtmlNode } from './html-node.js';
import { htmlTree, TooMuchHtml } from './html-tree.js';
import { tidiedBlocks } from './tidy-blocks.js';

/** A body that was read from HTML, null where nothing of it is left, and what could not be kept of the HTML. */
export interface ReadHtml {
  body: BodyJson | null;
  warnings: HtmlWarning[];
}

/**
 * Reads HTML from anywhere (an editor, Word, a web page, an attacker) as a body. No HTML survives: what has a place in
 * the schema becomes blocks, texts and marks under the same rules as a body that was sent as JSON; what has none is
 * dropped, or loses what the schema cannot say, and is named in `warnings`. Or the one fault of HTML that is too much.
 */
export async function readBodyHtml(html: string): Promise<ReadHtml | { fault: Omit<Fault, 'pointer'> }> {
  try {
    return read(await htmlTree(html));
  } catch (error) {
    if (error instanceof TooMuchHtml) return { fault: { code: error.code, message: error.message } };
    throw error;
  }
}

function read(tree: HtmlNode): ReadHtml | { fault: Omit<Fault, 'pointer'> } {
  const losses = new HtmlLosses();
  const content = tidiedBlocks(new HtmlReader(losses).read(tree));
  const warnings = losses.warnings();
  if (content.length === 0) return { body: null, warnings };
  const parsed = parseBody({ type: 'doc', content });
  if ('body' in parsed) return { body: parsed.body, warnings };
  const [fault] = parsed.faults;
  if (!fault) throw new Error('A body was refused without a fault.');
  return { fault: { code: fault.code, message: fault.message } };
}

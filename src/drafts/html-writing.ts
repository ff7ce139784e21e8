import { readBodyHtml } from '../content/body/html-input/read-body-html.js';
import { validationFailed } from '../errors.js';
import type { WarningView } from '../items/item-view.js';
import { BODY_HTML, type SentWriting, type Writing } from './writing.js';

/** A writing whose body is one in any case, and what of its HTML was not kept. */
export interface ReadWriting {
  writing: Writing;
  warnings: WarningView[];
}

/**
 * Reads the HTML of a writing, if there is any. It takes its time with much of it, so it is done before the
 * transaction. Throws `validation_failed` where it is too much.
 */
export async function readWriting({ content, changeNote }: SentWriting): Promise<ReadWriting> {
  const { bodyHtml, ...given } = content;
  if (bodyHtml === undefined) return { writing: { content, changeNote }, warnings: [] };
  if (bodyHtml === null) return { writing: { content: { ...given, body: null }, changeNote }, warnings: [] };
  const read = await readBodyHtml(bodyHtml);
  if ('fault' in read) throw validationFailed([{ pointer: BODY_HTML, ...read.fault }]);
  return {
    writing: { content: { ...given, body: read.body }, changeNote, bodyIsFromHtml: true },
    warnings: read.warnings.map((warning) => ({ pointer: BODY_HTML, ...warning })),
  };
}

import type { Encoding } from '../../http/encodings.js';
import type { AnswerFacts } from './made-answer.js';
import { WholeAnswer } from './whole-answer.js';

/** An answer in one encoding, and what those are told who have it already. */
export class Representation {
  readonly whole: WholeAnswer;
  /** The answer to HEAD. */
  readonly head: WholeAnswer;
  readonly notModified: WholeAnswer;

  constructor(facts: AnswerFacts, encoding: Encoding, body: Buffer) {
    const etag = etagIn(encoding, facts.etag);
    const validated = etag === null ? facts.headers : [...facts.headers, 'ETag', etag];
    const ofEncoding = encoding === 'identity' ? [] : ['Content-Encoding', encoding];
    const headers = [...validated, ...ofEncoding, 'Content-Length', String(body.length)];
    this.whole = new WholeAnswer(facts.status, headers, body);
    this.head = new WholeAnswer(facts.status, headers, null);
    this.notModified = new WholeAnswer(304, withoutThoseOfContent(validated), null);
  }

  get body(): Buffer {
    return this.whole.body ?? Buffer.alloc(0);
  }
}

/** The entity tag of an answer's bytes in that encoding: other bytes are another representation (RFC 9110, 8.8.3). */
export function etagIn(encoding: Encoding, etag: string | null): string | null {
  return etag === null || encoding === 'identity' ? etag : `${etag.slice(0, -1)}-${encoding}"`;
}

/** What tells of the content, and who has it has that as well (RFC 9110, 15.4.5). */
export const OF_CONTENT: readonly string[] = ['content-type', 'last-modified', 'link'];

function withoutThoseOfContent(headers: readonly string[]): string[] {
  return headers.filter((_, at) => !OF_CONTENT.includes(headers[at - (at % 2)]?.toLowerCase() ?? ''));
}

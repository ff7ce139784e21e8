import type { Encoding } from '../../http/encodings.js';
import type { AnswerFacts } from './made-answer.js';
import { WholeAnswer } from './whole-answer.js';

/** An answer in one encoding, and what those are told who have it already. */
export class Representation {
  readonly whole: WholeAnswer;
  readonly bodyBytes: number;
  /** Name and value in turns of the headers that are not those of every encoding. */
  private readonly own: readonly string[];
  private withoutBody: WholeAnswer | null = null;
  private unchanged: WholeAnswer | null = null;

  constructor(
    private readonly facts: AnswerFacts,
    private readonly encoding: Encoding,
    body: Buffer | string,
  ) {
    this.bodyBytes = body.length;
    const ofEncoding = encoding === 'identity' ? [] : ['Content-Encoding', encoding];
    this.own = [...this.validators, ...ofEncoding, 'Content-Length', String(this.bodyBytes)];
    this.whole = new WholeAnswer(facts.status, { shared: facts.headers, own: this.own }, body);
  }

  /** The answer to HEAD. */
  get head(): WholeAnswer {
    const { status, headers: shared } = this.facts;
    this.withoutBody ??= new WholeAnswer(status, { shared, own: this.own }, null);
    return this.withoutBody;
  }

  get notModified(): WholeAnswer {
    this.unchanged ??= new WholeAnswer(
      304,
      { shared: withoutThoseOfContent(this.facts.headers), own: this.validators },
      null,
    );
    return this.unchanged;
  }

  private get validators(): readonly string[] {
    const etag = etagIn(this.encoding, this.facts.etag);
    return etag === null ? [] : ['ETag', etag];
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

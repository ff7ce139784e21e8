/**
 * What an answer was made from, and so which changes end it: one item's document; or a list, with its topics, which rests on
 * sections and authors besides.
 */
export type RestsOn = { itemId: string } | { topics: readonly string[] };

/** What there is to know of an answer besides its bytes. */
export interface AnswerFacts {
  status: number;
  /** Name and value in turns, without those that differ from one request to the next. */
  headers: readonly string[];
  /** In its quotes; null for what is no state of anything: a refusal, a redirect. */
  etag: string | null;
  lastModified: Date | null;
  restsOn: RestsOn;
  /** The id of the request that it was made for, which stands in refusals. */
  requestId: string;
}

/** An answer as it was made once. */
export interface MadeAnswer {
  facts: AnswerFacts;
  /** A string has a byte in each character ('latin1'). */
  body: Buffer | string;
}

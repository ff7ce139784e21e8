import { type ConditionalHeaders, isNotModified } from '../../http/conditional.js';
import { type Encoding, preferredEncoding } from '../../http/encodings.js';
import type { KeptAnswer } from './kept-answer.js';
import type { Representation } from './representation.js';
import type { Exchange } from './whole-answer.js';

/** Whether the caller's copy, in whichever encoding it was sent, is still good. */
export function hasCopyOf(answer: KeptAnswer, conditions: ConditionalHeaders): boolean {
  const noneMatch = conditions['if-none-match'];
  if (noneMatch === undefined && conditions['if-modified-since'] === undefined) return false;
  const { changedAt, etags } = answer;
  if (noneMatch !== undefined && etags.includes(noneMatch)) return true;
  return etags.some((etag) => isNotModified({ etag, lastModified: changedAt }, conditions));
}

/** How the answer is sent to a caller that accepts these encodings. */
export function encodingFor(answer: KeptAnswer, accepted: string | string[] | undefined): Encoding {
  const encoding = preferredEncoding(accepted);
  return answer.isSentAs(encoding) ? encoding : 'identity';
}

/**
 * Sends a kept answer without the framework, as the framework would: bytes, validators and the request's id. Nothing is
 * asked of the database. Calls `sent` with the status when it is on its way.
 */
export function sendKept(answer: KeptAnswer, exchange: Exchange, sent: (status: number) => void): void {
  const encoding = encodingFor(answer, exchange.response.req.headers['accept-encoding']);
  const made = answer.in(encoding);
  if (made !== undefined) {
    sent(send(answer, made, exchange));
  } else if (encoding !== 'identity') {
    void answer.encode(encoding).then(
      (encoded) => sent(send(answer, encoded, exchange)),
      (error: Error) => exchange.response.destroy(error),
    );
  }
}

function send(answer: KeptAnswer, made: Representation, exchange: Exchange): number {
  const { response } = exchange;
  const { method, headers } = response.req;
  if (hasCopyOf(answer, headers)) {
    made.notModified.send(exchange, null);
    return 304;
  }
  const isHead = method === 'HEAD';
  const whole = answer.refusalFor(exchange.requestId, isHead) ?? (isHead ? made.head : made.whole);
  whole.send(exchange, answer.lastModified);
  return answer.status;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ConditionalHeaders, isNotModified } from '../../http/conditional.js';
import { type Encoding, preferredEncoding } from '../../http/encodings.js';
import type { KeptAnswer } from './kept-answer.js';

/** Whether the caller's copy, in whichever encoding it was sent, is still good. */
export function hasCopyOf({ made, etags }: KeptAnswer, conditions: ConditionalHeaders): boolean {
  const { lastModified } = made;
  if (conditions['if-none-match'] === undefined && conditions['if-modified-since'] === undefined)
    return false;
  return etags.some((etag) => isNotModified({ etag, lastModified }, conditions));
}

/** How the answer is sent to a caller that accepts these encodings. */
export function encodingFor(answer: KeptAnswer, accepted: string | string[] | undefined): Encoding {
  const encoding = preferredEncoding(accepted);
  return answer.isSentAs(encoding) ? encoding : 'identity';
}

/**
 * Sends a kept answer without the framework, as the framework would: bytes, validators and the request's id. Nothing is
 * asked of the database.
 */
export function sendKept(
  answer: KeptAnswer,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): void {
  const encoding = encodingFor(answer, request.headers['accept-encoding']);
  if (hasCopyOf(answer, request.headers)) {
    end(answer, response, { status: 304, requestId, encoding, body: null });
    return;
  }
  const body = answer.bodyIn(encoding);
  const isHead = request.method === 'HEAD';
  if (body !== undefined) {
    end(answer, response, { status: answer.made.status, requestId, encoding, body, isHead });
    return;
  }
  if (encoding === 'identity') return;
  void answer.encode(encoding).then(
    (made) => end(answer, response, { status: answer.made.status, requestId, encoding, body: made, isHead }),
    (error: Error) => response.destroy(error),
  );
}

interface Sent {
  status: number;
  requestId: string;
  encoding: Encoding;
  body: Buffer | null;
  isHead?: boolean;
}

function end(answer: KeptAnswer, response: ServerResponse, sent: Sent): void {
  const { status, requestId, encoding, isHead = false } = sent;
  const headers = [...answer.headersIn(encoding), 'X-Request-Id', requestId];
  if (sent.body === null) {
    response.writeHead(status, headers).end();
    return;
  }
  const { lastModified } = answer;
  if (lastModified !== null) headers.push('Last-Modified', lastModified);
  if (encoding !== 'identity') headers.push('Content-Encoding', encoding);
  const body = answer.made.etag === null ? answer.bodyFor(requestId) : sent.body;
  headers.push('Content-Length', String(body.length));
  response.writeHead(status, headers);
  if (isHead) response.end();
  else response.end(body);
}

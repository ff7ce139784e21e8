import type { FastifyInstance, FastifyReply } from 'fastify';
import { PublicationClock } from '../../published/publication-clock.js';
import type { AnswerFront } from './answer-front.js';
import type { ConditionalHeaders } from '../../http/conditional.js';
import type { Encoding } from '../../http/encodings.js';
import type { Fill, Fills } from './fills.js';
import type { KeptAnswer } from './kept-answer.js';
import { encodingFor, hasCopyOf } from './kept-answer-sender.js';
import type { KeptAnswers } from './kept-answers.js';
import { OF_CONTENT } from './representation.js';

/** What is said again and again: the same for everybody who asks, until something changes; a section that is nowhere is a 400. */
const KEPT = new Set([200, 301, 400, 404, 410]);
/** These differ from one request to the next, or are the sender's. */
const OF_ONE_REQUEST = new Set([
  'x-request-id',
  'etag',
  'last-modified',
  'content-length',
  'date',
  'connection',
]);

/** What is needed to keep answers. */
export interface Keeping {
  front: AnswerFront;
  fills: Fills;
  answers: KeptAnswers;
  clock: PublicationClock;
}

/** Keeps the answers that the framework makes for readers; whatever may have changed something makes kept ones doubted. */
export function keepAnswers(fastify: FastifyInstance, { front, fills, answers, clock }: Keeping): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (mayHaveChangedSomething(request.method, reply.statusCode)) clock.doubt();
    const fill = fills.of(request.raw);
    if (fill === null) return payload;
    const body = bodyOf(payload);
    if (body === null || !KEPT.has(reply.statusCode)) {
      front.through(fill.url, null);
      return payload;
    }
    const kept = keep(answers, fill, reply, body, request.id);
    front.through(fill.url, kept);
    if (kept === null || reply.statusCode !== 200) return body;
    const encoding = encodingFor(kept, request.headers['accept-encoding']);
    return sendAs(kept, encoding, reply, { conditions: fill.conditions, body });
  });
}

/** What is refused changes nothing: else strangers could have every copy doubted. */
function mayHaveChangedSomething(method: string, status: number): boolean {
  return method !== 'GET' && method !== 'HEAD' && (status < 400 || status >= 500);
}

function keep(
  answers: KeptAnswers,
  { url, begunAt, restsOn, lastModified }: Fill,
  reply: FastifyReply,
  body: Buffer,
  requestId: string,
): KeptAnswer | null {
  const etag = reply.getHeader('etag');
  const headers = Object.entries(reply.getHeaders())
    .filter(([name]) => !OF_ONE_REQUEST.has(name))
    .flatMap(([name, value]) => [name, String(value)]);
  const facts = {
    status: reply.statusCode,
    headers,
    etag: typeof etag === 'string' ? etag : null,
    lastModified,
    restsOn,
    requestId,
  };
  return answers.keep(url, { facts, body }, begunAt);
}

/** Sends the first caller what the next ones get: in the encoding that it accepts, and 304 where it has a copy. */
async function sendAs(
  answer: KeptAnswer,
  encoding: Encoding,
  reply: FastifyReply,
  { conditions, body }: { conditions: ConditionalHeaders; body: Buffer },
): Promise<Buffer | null> {
  if (encoding !== 'identity') reply.header('ETag', answer.etagIn(encoding));
  if (hasCopyOf(answer, conditions)) {
    for (const name of OF_CONTENT) reply.removeHeader(name);
    reply.code(304);
    return null;
  }
  if (encoding === 'identity') return body;
  reply.header('Content-Encoding', encoding);
  return (await answer.encode(encoding)).whole.body;
}

/** The bytes that go out; null for a stream, which is not kept. */
function bodyOf(payload: unknown): Buffer | null {
  if (payload === undefined || payload === null) return Buffer.alloc(0);
  if (Buffer.isBuffer(payload)) return payload;
  return typeof payload === 'string' ? Buffer.from(payload) : null;
}

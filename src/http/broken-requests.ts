import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors.js';
import { problemOf, sendProblem } from './problem.filter.js';

/** How long a caller has to take the answer in, who may still be sending. */
const LINGER_MS = 500;

const refused = new WeakSet<Socket>();

/**
 * Answers what Node could not read as a request, on the bare connection and as the same kind of problem that every
 * other refusal is. For Fastify's `clientErrorHandler`.
 */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  // What follows on the connection is broken too.
  if (refused.has(socket)) return;
  refused.add(socket);
  answerInTurn(error, socket);
}

function answerInTurn(error: Error & { code?: string }, socket: Socket): void {
  const current = answerUnderWay(socket);
  if (current?.req.complete) {
    // It answers a request that came before: the callers would take ours for it.
    current.once('finish', () => answerInTurn(error, socket));
  } else if (error.code === 'ECONNRESET' || !socket.writable || current?.headersSent) {
    socket.destroy();
  } else {
    const { status, headers, body } = brokenRequestProblem(errorOf(error.code));
    const lines = Object.entries({ ...headers, Date: new Date().toUTCString() });
    const head = lines.map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head, '', body].join('\r\n'));
    // Destroyed at once, the connection would be reset, and the answer lost that has not been read yet.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  }
}

/** Node refuses these itself, without a word, unless somebody listens. Only `100-continue` can be met. */
export function answerExpectations(server: Server): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = brokenRequestProblem(new DomainError('expectation_failed'));
    response.writeHead(status, headers).end(body);
  });
}

/** HTTP/1.1 wants one (RFC 9112, 3.2). Node would refuse without a word; it is told not to look. */
export function requireHost(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.raw.httpVersion !== '1.1' || request.headers.host !== undefined) done();
    else
      void sendProblem(reply, request.id, new DomainError('bad_request', 'The request has no Host header.'));
  });
}

function errorOf(code: string | undefined): DomainError {
  if (code === 'HPE_HEADER_OVERFLOW') return new DomainError('headers_too_large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new DomainError('request_timeout');
  return new DomainError('bad_request');
}

function brokenRequestProblem(error: DomainError): {
  status: number;
  headers: Record<string, string>;
  body: string;
} {
  const requestId = randomUUID();
  const { status, body } = problemOf(error, requestId);
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
      'Cache-Control': 'no-store',
      Connection: 'close',
    },
    body,
  };
}

/** Node keeps the answer that is under way with its connection, under a name that is its own. */
function answerUnderWay(socket: Socket): ServerResponse | null {
  const answer: unknown = Reflect.get(socket, '_httpMessage');
  return answer instanceof ServerResponse ? answer : null;
}

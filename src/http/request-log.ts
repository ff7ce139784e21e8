import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { knownPrincipal } from '../access/principal-of.js';

const SECRET_PARAMETER = /([?&][^=&]*(?:token|password|secret|key)[^=&]*=)[^&]*/gi;
/** Whoever has the address of a preview has the text behind it; wherever a proxy may have put it. */
const PREVIEW = /\/previews\/.*$/i;
/** Neither of the two can be in such a URL: nothing in it is escaped, and it asks for nothing. */
const PLAIN_URL = /^[a-z0-9/.-]{0,1000}$/;
const LONGEST_URL = 1000;

/** What a line of the log tells of a request: who asked for what, and how it went. Never a header or a body. */
export interface RequestLine {
  requestId: string;
  method: string;
  /** With the query, but for tokens of previews and the values of parameters that look like secrets. */
  url: string;
  status: number;
  durationMs: number;
  /** Who asked, where the request got far enough to know. */
  staffId?: string;
}

/**
 * Writes one line for each request that was answered. The probes of a load balancer come every few seconds
 * and are told at `debug` while all is well.
 */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    log[levelOf(request.url, reply.statusCode)](requestLine(request, reply), 'request');
    done();
  });
}

/**
 * The members of the same line for an answer that the framework had no part in, as JSON: the log's library takes longer over
 * them than the answer took. `url` is safe already, and a JSON string; method and request id need no escapes.
 */
export function keptRequestLine(answered: {
  requestId: string;
  method: string;
  url: string;
  status: number;
  milliseconds: number;
}): string {
  const { requestId, method, url, status, milliseconds } = answered;
  const durationMs = Math.round(milliseconds * 10) / 10;
  return `"requestId":"${requestId}","method":"${method}","url":${url},"status":${status},"durationMs":${durationMs},"msg":"request"`;
}

/** The URL as it may be kept. */
export function safeUrl(url: string): string {
  if (PLAIN_URL.test(url) && !url.includes('/previews/')) return url;
  return withoutPreviewToken(url).slice(0, LONGEST_URL).replace(SECRET_PARAMETER, '$1[redacted]');
}

function withoutPreviewToken(url: string): string {
  const [path = ''] = url.split('?', 1);
  // The router takes an escaped letter for the letter.
  const plain = path.replaceAll(/%([2-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return PREVIEW.test(plain) ? plain.replace(PREVIEW, '/previews/[redacted]') + url.slice(path.length) : url;
}

function levelOf(url: string, status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return url.startsWith('/health/') ? 'debug' : 'info';
}

function requestLine(request: FastifyRequest, reply: FastifyReply): RequestLine {
  const staffId = knownPrincipal(request)?.staffId;
  return {
    requestId: request.id,
    method: request.method,
    url: safeUrl(request.url),
    status: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime * 10) / 10,
    ...(staffId === undefined ? {} : { staffId }),
  };
}

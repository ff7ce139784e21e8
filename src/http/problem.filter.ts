import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { databaseError } from '../database/database-error.js';
import type { ErrorCode, ErrorFamily } from '../error-catalogue.js';
import { DomainError } from '../errors.js';

/** The status of each family of errors. */
export const STATUS_OF: Readonly<Record<ErrorFamily, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  timed_out: 408,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media: 415,
  unmet_expectation: 417,
  unprocessable: 422,
  precondition_required: 428,
  throttled: 429,
  headers_too_large: 431,
  internal: 500,
  unavailable: 503,
};

/** What the framework itself refuses, by its status. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  503: 'unavailable',
};

const refusals = new WeakMap<FastifyRequest, DomainError>();

/** The `forbidden` that the request is answered with; null where it is answered otherwise. */
export function refusalOf(request: FastifyRequest): DomainError | null {
  return refusals.get(request) ?? null;
}

/**
 * Every refusal leaves as `application/problem+json` (RFC 9457), here and nowhere else. What is not a
 * known error, or is a rule of the database that the program should have kept, is logged whole and answered
 * without a word of its inside.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const error = toDomainError(thrown);
    if (isOurs(error)) {
      this.logger.error({ err: thrown, requestId: request.id }, error.code);
    }
    if (error.code === 'forbidden') refusals.set(request, error);
    void sendProblem(http.getResponse<FastifyReply>(), request.id, error);
  }
}

/** Sends the error as a problem. `instance` is the request's id, which the log has too. */
export function sendProblem(reply: FastifyReply, requestId: string, error: DomainError): FastifyReply {
  const { status, body } = problemOf(error, requestId);
  const { retryAfter } = error.extras;
  if (typeof retryAfter === 'number') reply.header('Retry-After', String(retryAfter));
  else if (status === 503) reply.header('Retry-After', '2');
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer realm="copydesk"');
  reply.removeHeader('ETag');
  return reply
    .status(status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .send(body);
}

/** The problem's status, and its JSON. */
export function problemOf(error: DomainError, requestId: string): { status: number; body: string } {
  const status = STATUS_OF[error.family];
  const { retryAfter: _inHeader, ...members } = error.extras;
  const body = JSON.stringify({
    type: `urn:copydesk:problem:${error.code}`,
    title: STATUS_CODES[status],
    status,
    detail: error.detail,
    code: error.code,
    instance: requestId,
    ...members,
  });
  return { status, body };
}

function toDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const known = databaseError(thrown);
  if (known) return known;
  const status = statusOf(thrown);
  if (status === null || (status >= 500 && status !== 503)) {
    return new DomainError('internal', undefined, {}, { cause: thrown });
  }
  if (status === 404) return new DomainError('not_found', 'There is no such route; /docs describes all.');
  if (isMalformedJson(thrown)) return new DomainError('malformed_json', undefined, {}, { cause: thrown });
  return new DomainError(CODE_OF_STATUS[status] ?? 'bad_request', undefined, {}, { cause: thrown });
}

/** Whether the error tells of us rather than of the request: somebody has to look into it. */
function isOurs({ family, code }: DomainError): boolean {
  return family === 'internal' || family === 'unavailable' || code === 'refused_by_database';
}

/** Nest's and Fastify's own errors carry a status. */
function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status: unknown =
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'statusCode') : null;
  return typeof status === 'number' ? status : null;
}

/** Fastify's parser says so by a code; Nest hands its error on inside one of its own. */
function isMalformedJson(thrown: unknown): boolean {
  if (thrown instanceof SyntaxError) return true;
  if (typeof thrown !== 'object' || thrown === null) return false;
  const code: unknown = Reflect.get(thrown, 'code');
  return (
    (typeof code === 'string' && /JSON_BODY/.test(code)) || isMalformedJson(Reflect.get(thrown, 'cause'))
  );
}

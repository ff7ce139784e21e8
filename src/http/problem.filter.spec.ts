import { runInNewContext } from 'node:vm';
import type { ArgumentsHost } from '@nestjs/common';
import {
  BadRequestException,
  HttpException,
  Logger,
  NotFoundException,
  PayloadTooLargeException,
  UnauthorizedException,
} from '@nestjs/common';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { ERROR_CATALOGUE, type ErrorCode } from '../error-catalogue.js';
import { DomainError, validationFailed } from '../errors.js';
import { ProblemFilter, STATUS_OF } from './problem.filter.js';

interface Sent {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** What the filter answers to the error. */
function answerTo(thrown: unknown): Sent {
  const sent: Sent = { status: 0, headers: { etag: '"1"' }, body: {} };
  const reply = {
    header(name: string, value: string) {
      sent.headers[name.toLowerCase()] = value;
      return reply;
    },
    removeHeader(name: string) {
      delete sent.headers[name.toLowerCase()];
      return reply;
    },
    status(status: number) {
      sent.status = status;
      return reply;
    },
    send(text: string) {
      sent.body = JSON.parse(text) as Record<string, unknown>;
      return reply;
    },
  };
  const http = { getRequest: () => ({ id: 'request-1' }), getResponse: () => reply };
  new ProblemFilter().catch(thrown, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return sent;
}

function databaseRefusal(code: string, constraint?: string): QueryFailedError {
  const driverError = Object.assign(new Error('duplicate key value violates "secret_name"'), {
    code,
    constraint,
  });
  return new QueryFailedError('insert into secret_table values ($1)', ['secret value'], driverError);
}

function thrownBy(code: string): Error {
  return Object.assign(new Error(`a message of the framework (${code})`), { code, statusCode: 400 });
}

beforeAll(() => Logger.overrideLogger(false));

describe('a problem', () => {
  it.each(Object.entries(ERROR_CATALOGUE))('%s has the status of its family', (code, [family, meaning]) => {
    const { status, headers, body } = answerTo(new DomainError(code as ErrorCode));
    expect(status).toBe(STATUS_OF[family]);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('etag');
    expect(body).toEqual({
      type: `urn:copydesk:problem:${code}`,
      title: expect.any(String),
      status,
      detail: meaning,
      code,
      instance: 'request-1',
    });
  });

  it('carries the faults, and what else the error has to say', () => {
    const errors = [{ pointer: '/name', code: 'is_string', message: 'must be a string' }];
    expect(answerTo(validationFailed(errors)).body).toMatchObject({ code: 'validation_failed', errors });
    expect(answerTo(new DomainError('stale_version', 'x', { current: '"4"' })).body).toMatchObject({
      current: '"4"',
    });
  });

  it('names the scheme with 401 and a time with 503 and 429', () => {
    expect(answerTo(new DomainError('unauthenticated')).headers).toHaveProperty('www-authenticate');
    expect(answerTo(new DomainError('unavailable')).headers).toHaveProperty('retry-after', '2');
    const throttled = answerTo(new DomainError('too_many_attempts', 'Wait.', { retryAfter: 40 }));
    expect(throttled.headers).toHaveProperty('retry-after', '40');
    expect(throttled.body).not.toHaveProperty('retryAfter');
    expect(answerTo(new DomainError('not_found')).headers).not.toHaveProperty('retry-after');
  });

  it.each([
    [new NotFoundException('Cannot GET /x'), 404, 'not_found'],
    [new UnauthorizedException(), 401, 'unauthenticated'],
    [new PayloadTooLargeException(), 413, 'payload_too_large'],
    [new HttpException('no such media', 415), 415, 'unsupported_media_type'],
    [new BadRequestException(), 400, 'bad_request'],
    [thrownBy('FST_ERR_CTP_INVALID_JSON_BODY'), 400, 'malformed_json'],
    [thrownBy('FST_ERR_CTP_EMPTY_JSON_BODY'), 400, 'malformed_json'],
    [Object.assign(new SyntaxError('Unexpected token'), { statusCode: 400 }), 400, 'malformed_json'],
    [thrownBy('FST_ERR_CTP_INVALID_CONTENT_LENGTH'), 400, 'bad_request'],
    [new HttpException('closing', 503), 503, 'unavailable'],
  ])('translates the framework: %s', (thrown, status, code) => {
    expect(answerTo(thrown)).toMatchObject({ status, body: { code } });
  });

  it.each([
    [databaseRefusal('23505', 'section_path_key'), 409, 'slug_taken'],
    [databaseRefusal('23505', 'author_slug_key'), 409, 'slug_taken'],
    [databaseRefusal('23505', 'address_pkey'), 409, 'slug_taken'],
    [databaseRefusal('23505', 'staff_member_email_key'), 409, 'email_taken'],
    [databaseRefusal('23503', 'item_section_id_fkey'), 409, 'refused_by_database'],
    [databaseRefusal('55P03'), 503, 'unavailable'],
    [databaseRefusal('57014'), 503, 'unavailable'],
    [databaseRefusal('53300'), 503, 'unavailable'],
    [databaseRefusal('40P01'), 503, 'unavailable'],
    [new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 503, 'unavailable'],
    [Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), 503, 'unavailable'],
    [runInNewContext(`Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })`), 503, 'unavailable'],
    [databaseRefusal('42601'), 500, 'internal'],
    [new TypeError('x is not a function'), 500, 'internal'],
    [new HttpException('secret', 500), 500, 'internal'],
    ['a text', 500, 'internal'],
    [null, 500, 'internal'],
  ])('translates the database and tells nothing of its inside: %s', (thrown, status, code) => {
    const answer = answerTo(thrown);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer)).not.toMatch(/secret|_key|_fkey|_pkey|insert|function|timeout/);
  });

  it.each([
    [databaseRefusal('23503', 'item_section_id_fkey'), 'refused_by_database'],
    [databaseRefusal('57014'), 'unavailable'],
    [new TypeError('x is not a function'), 'internal'],
  ])('leaves a trace with its cause of what is no fault of the request: %s', (thrown, code) => {
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    answerTo(thrown);
    expect(log.mock.calls).toEqual([[{ err: thrown, requestId: 'request-1' }, code]]);
    log.mockClear();
    answerTo(databaseRefusal('23505', 'section_path_key'));
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});

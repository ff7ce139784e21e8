import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNotModified, lastModifiedDate, type Validators } from '../http/conditional.js';
import { CACHE_CONTROL, JSON_TYPE, VARY } from './document-headers.js';

/** Asked about every time, as documents are: an address that was left may become somebody's again. */
export function redirect(reply: FastifyReply, location: string): void {
  void reply.status(301).header('Cache-Control', CACHE_CONTROL).header('Location', location).send();
}

/** The bytes, with what caches need to know of them; 304 where the caller's copy is still good. */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Buffer,
  validators: Validators,
  mediaType = JSON_TYPE,
): void {
  reply.header('ETag', validators.etag).header('Cache-Control', CACHE_CONTROL).header('Vary', VARY);
  if (isNotModified(validators, request.headers)) {
    void reply.removeHeader('Link').status(304).send();
    return;
  }
  if (validators.lastModified !== null) {
    reply.header('Last-Modified', lastModifiedDate(validators.lastModified, new Date()));
  }
  void reply.header('Content-Type', mediaType).send(bytes);
}

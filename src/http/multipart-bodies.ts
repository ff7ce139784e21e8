import { finished } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';

/** Declares that the route reads a multipart body, by itself and as it arrives. No other route does. */
export function MultipartBody(): MethodDecorator {
  return RouteConfig({ readsMultipart: true });
}

/** Whether the route of the request reads multipart bodies. */
export function readsMultipart({ routeOptions }: FastifyRequest): boolean {
  return Reflect.get(routeOptions.config, 'readsMultipart') === true;
}

/** Lets the routes that declare it have multipart bodies; for all others they stay a media type that is not read. */
export function acceptMultipart(fastify: FastifyInstance): void {
  void fastify.register(multipart);
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (request.isMultipart() && !readsMultipart(request)) done(new DomainError('unsupported_media_type'));
    else done();
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (readsMultipart(request) && !request.raw.readableEnded) await letTheRestPass(request, reply);
  });
}

/**
 * Whoever listens only after having sent everything would never hear of a refusal, and the next request on the connection
 * would wait behind what nobody reads. A connection that ends with the answer is not ended before: what still arrives then
 * would take the answer along. How long it may take is limited as for every request.
 */
async function letTheRestPass({ raw }: FastifyRequest, { raw: answer }: FastifyReply): Promise<void> {
  raw.unpipe();
  raw.resume();
  // A sender who is gone hears nothing anyway.
  if (!answer.shouldKeepAlive) await finished(raw).catch(() => undefined);
}

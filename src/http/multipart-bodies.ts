import multipart from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { principalOf } from './principal-of.js';
import type { Principal } from './principal.js';

/** Parameter decorator: the member of staff who asks. Throws `unauthenticated` on a public route. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return principalOf(context.switchToHttp().getRequest<FastifyRequest>());
});

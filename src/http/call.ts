import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../access/principal-of.js';
import type { Principal } from '../access/principal.js';
import { Precondition } from './precondition.js';

/** One request of a member of staff: who asks, what they say they have seen, and where the answer goes. */
export interface Call {
  actor: Principal;
  /** Looked at by changes alone. */
  precondition: Precondition;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Parameter decorator: the call that the handler answers. Throws `unauthenticated` on a public route, where nobody asks. */
export const CurrentCall = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  return {
    actor: principalOf(request),
    precondition: Precondition.fromHeader(request.headers['if-match']),
    request,
    reply: http.getResponse<FastifyReply>(),
  };
});

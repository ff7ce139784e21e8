import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../access/principal-of.js';
import type { Principal } from '../access/principal.js';
import { Precondition } from './precondition.js';

/** One request to change something: who asks, what they have seen, and where the answer goes. */
export interface Call {
  actor: Principal;
  precondition: Precondition;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Parameter decorator: the call that a write handler answers. Behind the guard, so there is an actor. */
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

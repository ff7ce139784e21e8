import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError, forbidden } from '../errors.js';
import { BearerStrategy } from './bearer.strategy.js';
import { holdsAnywhere } from './policy.js';
import { setPrincipal } from './principal-of.js';
import { ruleOf } from './rule.js';

/**
 * The one door, in front of every handler, and shut by default: a handler that declares no rule is refused
 * to everybody. A guard and not a middleware, because a guard belongs to the handler and not to a path that
 * can be spelled in several ways.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly bearer: BearerStrategy) {}

  /** Lets the request in, and keeps with it who asks. Throws `unauthenticated`, `forbidden`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = ruleOf(context.getHandler(), context.getClass());
    if (rule === null)
      throw new DomainError('forbidden', 'The route declares no rule, so nobody may use it.');
    if (rule.access === 'public') return true;

    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.bearer.authenticateHeader(request.headers.authorization);
    if (principal === null) throw new DomainError('unauthenticated');
    setPrincipal(request, { ...principal, requestId: request.id });
    if (rule.access === 'permission' && !holdsAnywhere(principal, rule.permission, rule.kind)) {
      throw forbidden(rule.permission, `None of your roles gives you ${rule.permission}.`);
    }
    return true;
  }
}

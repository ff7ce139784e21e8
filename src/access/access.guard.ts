import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { DomainError, forbidden } from '../errors.js';
import { BEARER } from './bearer.strategy.js';
import { holdsAnywhere } from './policy.js';
import { principalOf, setPrincipal } from './principal-of.js';
import type { Principal } from './principal.js';
import { ruleOf } from './rule.js';

/**
 * The one door, in front of every handler, and shut by default: a handler that declares no rule is refused
 * to everybody. A guard and not a middleware, because a guard belongs to the handler and not to a path that
 * can be spelled in several ways.
 */
@Injectable()
export class AccessGuard extends AuthGuard(BEARER) {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = ruleOf(context.getHandler(), context.getClass());
    if (rule === null)
      throw new DomainError('forbidden', 'The route declares no rule, so nobody may use it.');
    if (rule.access === 'public') return true;

    await super.canActivate(context);
    const principal = principalOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (rule.access === 'permission' && !holdsAnywhere(principal, rule.permission, rule.kind)) {
      throw forbidden(rule.permission, `None of your roles gives you ${rule.permission}.`);
    }
    return true;
  }

  /**
   * What passport gets to see of the request: the one header. Its bearer strategy would take a token from the
   * body or the query as well, where logs and histories keep it. `user` is where passport leaves its finding.
   */
  override getRequest(context: ExecutionContext): object {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return {
      headers: { authorization: request.headers.authorization },
      set user(principal: Principal) {
        setPrincipal(request, { ...principal, requestId: request.id });
      },
    };
  }

  /** Passes the principal on. An error is the database's and not the caller's fault, and stays what it is. */
  override handleRequest<T>(error: unknown, principal: T | false | null): T {
    if (error) throw error;
    if (!principal) throw new DomainError('unauthenticated');
    return principal;
  }
}

import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';
import type { Principal } from './principal.js';

const principals = new WeakMap<FastifyRequest, Principal>();

/** Keeps the principal with the request; the guard's to call. */
export function setPrincipal(request: FastifyRequest, principal: Principal): void {
  principals.set(request, principal);
}

/** The principal that the guard let in; null where it let nobody in. */
export function knownPrincipal(request: FastifyRequest): Principal | null {
  return principals.get(request) ?? null;
}

/** The principal that the guard let in. Throws `unauthenticated` on a public route. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (!principal) throw new DomainError('unauthenticated');
  return principal;
}

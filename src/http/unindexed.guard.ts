import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/**
 * For addresses that are secrets: asks robots not to list them, and browsers not to tell where somebody came from. A
 * guard, so that refusals have the headers as well, whatever it is that refuses.
 */
@Injectable()
export class UnindexedGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    reply.header('X-Robots-Tag', 'noindex').header('Referrer-Policy', 'no-referrer');
    return true;
  }
}

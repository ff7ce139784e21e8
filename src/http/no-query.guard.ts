import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { validationFailed } from '../errors.js';
import { memberPointer } from './json-pointer.js';

/** For routes without query parameters: each that comes is refused, as an unknown one is elsewhere. */
@Injectable()
export class NoQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(query ?? {});
    if (names.length === 0) return true;
    throw validationFailed(
      names.map((name) => ({
        pointer: memberPointer('', name),
        code: 'unknown_parameter',
        message: 'is not a parameter of this route',
      })),
    );
  }
}

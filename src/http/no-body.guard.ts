import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { validationFailed } from '../errors.js';
import { memberPointer } from './json-pointer.js';
import { readsMultipart } from './multipart-bodies.js';
import { requireObject } from './validation.js';

/**
 * Refuses what is sent to a handler that reads no body, as unknown members are refused elsewhere: a caller
 * who sends something expects it to count. `{}` says nothing, and is let through.
 */
@Injectable()
export class NoBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { body } = request;
    // A route that reads files tells better what it takes.
    if (readsMultipart(request)) return true;
    if (body === undefined || readsBody(context.getClass(), context.getHandler().name)) return true;
    requireObject(body);
    const names = Object.keys(body);
    if (names.length === 0) return true;
    throw validationFailed(
      names.map((name) => ({
        pointer: memberPointer('', name),
        code: 'unknown_member',
        message: 'is not read here: the route takes no body',
      })),
    );
  }
}

/** Nest keeps a handler's decorated parameters under `<what they are>:<index>`. */
function readsBody(controller: object, handler: string): boolean {
  const parameters: object | undefined = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler);
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
}

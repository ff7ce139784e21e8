import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { ErrorCode } from '../error-catalogue.js';

const NO_IDEMPOTENCY_KEY = 'copydesk:no-idempotency-key';
const NO_PRECONDITION = 'copydesk:no-precondition';
const NEEDS_PRECONDITION = 'copydesk:needs-precondition';
const REFUSES = 'copydesk:refuses';

/** What the API's description cannot see in a handler's signature or its rule. */
export interface HandlerFacts {
  takesNoIdempotencyKey: boolean;
  needsNoPrecondition: boolean;
  needsPrecondition: boolean;
  refuses: readonly ErrorCode[];
}

/** Says that the POST takes no Idempotency-Key, as all others do. */
export function NoIdempotencyKey(): CustomDecorator {
  return SetMetadata(NO_IDEMPOTENCY_KEY, true);
}

/** Says that the PATCH, PUT or DELETE needs no If-Match, as all others do. */
export function NoPrecondition(): CustomDecorator {
  return SetMetadata(NO_PRECONDITION, true);
}

/** Says that the POST needs If-Match with the ETag of the item that it is below, since it changes the item by it. */
export function NeedsPrecondition(): CustomDecorator {
  return SetMetadata(NEEDS_PRECONDITION, true);
}

/** Names the codes that the handler refuses with for reasons of its own, beside those that all like it have. */
export function Refuses(...codes: ErrorCode[]): CustomDecorator {
  return SetMetadata(REFUSES, codes);
}

/** What the decorators above have said of a handler. */
export function handlerFacts(handler: object): HandlerFacts {
  const codes: ErrorCode[] | undefined = Reflect.getMetadata(REFUSES, handler);
  return {
    takesNoIdempotencyKey: Reflect.hasMetadata(NO_IDEMPOTENCY_KEY, handler),
    needsNoPrecondition: Reflect.hasMetadata(NO_PRECONDITION, handler),
    needsPrecondition: Reflect.hasMetadata(NEEDS_PRECONDITION, handler),
    refuses: codes ?? [],
  };
}

import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type Fault, validationFailed } from '../errors.js';
import { faultsOfNested } from './nested-faults.js';
import { textFaults } from './text-faults.js';

/**
 * Turns a body or a query into its DTO, or refuses it with all its faults at once. Unknown members are
 * faults; no body counts as `{}`, so that an action with nothing to say needs no body.
 */
@Injectable()
export class RequestValidation extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      // Would refuse a body without members by design; the whitelist refuses whatever is sent in one.
      forbidUnknownValues: false,
      stopAtFirstError: false,
      exceptionFactory: (errors) => validationFailed(errors.flatMap((error) => faultsOf(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const given = metadata.type === 'body' ? (value ?? {}) : value;
    if (metadata.type === 'body' && (typeof given !== 'object' || Array.isArray(given))) {
      throw validationFailed([{ pointer: '', code: 'is_object', message: 'must be a JSON object' }]);
    }
    const faults = textFaults(given);
    if (faults.length > 0) throw validationFailed(faults);
    return super.transform(given, metadata);
  }
}

function faultsOf(error: ValidationError, parent: string): Fault[] {
  const pointer = `${parent}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).flatMap(([constraint, message]): Fault[] => {
    const nested = faultsOfNested(constraint, error.value);
    if (nested.length > 0) return nested.map((fault) => ({ ...fault, pointer: pointer + fault.pointer }));
    if (constraint === 'whitelistValidation') {
      return [{ pointer, code: 'unknown_member', message: 'is not a member that can be written here' }];
    }
    return [{ pointer, code: snakeCase(constraint), message: withoutName(message, error.property) }];
  });
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

/** RFC 6901, section 3. */
export function escapePointer(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The pointer names the member already. */
function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

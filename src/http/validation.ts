import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type Fault, notFound, validationFailed } from '../errors.js';
import { hasForbiddenCharacters } from '../text/text-rules.js';
import { memberPointer } from './json-pointer.js';
import { faultsOfNested } from './nested-faults.js';
import { rawFaults } from './raw-faults.js';

/** Leads the faults out of Nest's pipe; nobody outside of this file sees one. */
class Faulty extends Error {
  constructor(readonly faults: Fault[]) {
    super('The value has faults.');
  }
}

/**
 * Turns a body or a query into its DTO, or refuses it with all its faults at once. Unknown members are
 * faults; no body counts as `{}`, so that an action with nothing to say needs no body. What stands in a path is
 * left to the pipe of the parameter: nothing converts it before.
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
      exceptionFactory: (errors) => new Faulty(errors.flatMap((error) => faultsOf(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    if (metadata.type === 'param') return pathParameter(value);
    const given = metadata.type === 'body' && value === undefined ? {} : value;
    requireObject(given);
    const { faults: found, isTooMuch } = rawFaults(given, metadata.metatype);
    const faults = found.map((fault) => inWordsOf(metadata, fault));
    if (isTooMuch) throw validationFailed(faults);
    const others = await this.attempt(given, metadata);
    if ('faults' in others) throw validationFailed(distinct([...faults, ...others.faults]));
    if (faults.length > 0) throw validationFailed(faults);
    return others.value;
  }

  /** What this would take out of the value in silence has been refused. */
  protected override stripProtoKeys(): void {}

  /** JSON has no gaps in its arrays. */
  protected override closeArrayGaps(): void {}

  private async attempt(
    value: unknown,
    metadata: ArgumentMetadata,
  ): Promise<{ value: unknown } | { faults: Fault[] }> {
    try {
      return { value: await super.transform(value, metadata) };
    } catch (error) {
      if (error instanceof Faulty) return { faults: error.faults.map((fault) => inWordsOf(metadata, fault)) };
      throw error;
    }
  }
}

/** Throws `validation_failed` for what is no JSON object, `null` among it. */
export function requireObject(body: unknown): asserts body is object {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return;
  throw validationFailed([{ pointer: '', code: 'is_object', message: 'must be a JSON object' }]);
}

/** Nothing has a name with NUL in it, so that no query ever sees one. */
function pathParameter(value: unknown): unknown {
  if (typeof value === 'string' && hasForbiddenCharacters(value)) throw notFound('record');
  return value;
}

function faultsOf(error: ValidationError, parent: string): Fault[] {
  const pointer = memberPointer(parent, error.property);
  if (isAbsent(error)) return [{ pointer, code: 'required', message: 'is required' }];
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

/** What is not there breaks every rule at once, and only that it is missing helps. (Nest drops values of parents.) */
function isAbsent({ value, constraints = {}, children = [] }: ValidationError): boolean {
  const broken = Object.keys(constraints);
  return (
    value === undefined &&
    children.length === 0 &&
    broken.length > 0 &&
    !broken.includes('whitelistValidation')
  );
}

/** A query has parameters where a body has members. */
function inWordsOf({ type }: ArgumentMetadata, fault: Fault): Fault {
  return type === 'query' && fault.code === 'unknown_member'
    ? { ...fault, code: 'unknown_parameter', message: 'is not a parameter of this route' }
    : fault;
}

/** What two readers have found is one fault. */
function distinct(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.code} ${fault.pointer}`, fault])).values()];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The pointer names the member already. */
function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

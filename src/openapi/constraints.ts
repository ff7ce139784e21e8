import type { SchemaObject } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';

/** One rule of class-validator, as far as a schema can say it. */
interface Constraint {
  name: string;
  arguments: readonly unknown[];
  /** About the members of a list, rather than the list. */
  each: boolean;
}

type ToSchema = (...values: readonly unknown[]) => SchemaObject;

/** What each constraint is in JSON Schema. A constraint that is missing here says nothing there. */
const SCHEMA_OF: Readonly<Record<string, ToSchema>> = {
  isLength: (minLength, maxLength) => numbers({ minLength, maxLength }),
  minLength: (minLength) => numbers({ minLength }),
  maxLength: (maxLength) => numbers({ maxLength }),
  min: (minimum) => numbers({ minimum }),
  max: (maximum) => numbers({ maximum }),
  arrayMinSize: (minItems) => numbers({ minItems }),
  arrayMaxSize: (maxItems) => numbers({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
  matches: (pattern) => (pattern instanceof RegExp ? patternSchema(pattern) : {}),
  isUuid: () => ({ format: 'uuid' }),
  isEmail: () => ({ format: 'email' }),
  isSlug: () => ({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 }),
  isInstant: () => ({ format: 'date-time' }),
  isMoment: () => ({ format: 'date-time' }),
  isDay: () => ({ format: 'date' }),
  isDocumentUrl: () => ({ format: 'uri-reference', maxLength: 2048 }),
  isPermissionList: () => ({ maxItems: 200, uniqueItems: true }),
};

/** The classes that class-validator knows, by name: those of bodies and queries. */
export function validatedClasses(): Map<string, object> {
  const byClass: unknown = Reflect.get(getMetadataStorage(), 'validationMetadatas');
  if (!(byClass instanceof Map)) throw new Error('class-validator keeps its rules elsewhere now.');
  return new Map(
    [...byClass.keys()].flatMap((target: unknown): [string, object][] =>
      typeof target === 'function' ? [[target.name, target]] : [],
    ),
  );
}

/** Adds to the schema of a member what the validation of `target` asks of it, beside what it says itself. */
export function constrain(schema: SchemaObject, target: object, member: string): void {
  for (const constraint of constraintsOf(target, member)) {
    const asked = SCHEMA_OF[constraint.name]?.(...constraint.arguments) ?? {};
    const place = constraint.each ? schema.items : schema;
    if (place !== undefined && !('$ref' in place)) Object.assign(place, { ...asked, ...place });
  }
}

function constraintsOf(target: object, member: string): Constraint[] {
  if (typeof target !== 'function') return [];
  return getMetadataStorage()
    .getTargetValidationMetadatas(target, '', false, false)
    .filter(({ propertyName }) => propertyName === member)
    .map(({ name, type, constraints, each }) => ({
      name: name ?? type,
      arguments: constraints ?? [],
      each,
    }));
}

function numbers(members: Readonly<Record<string, unknown>>): SchemaObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => typeof value === 'number'));
}

/** Unicode properties are left out: not every client's regular expressions know them. */
function patternSchema({ source }: RegExp): SchemaObject {
  return /\\p\{/i.test(source) ? {} : { pattern: source.replaceAll('\\/', '/') };
}

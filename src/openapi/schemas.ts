import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { constrain, validatedClasses } from './constraints.js';

type Schema = SchemaObject | ReferenceObject;
/** Schemas by their names. */
export type Schemas = Record<string, Schema>;

/** Brings the schemas that swagger made of the classes into the form in which the API means them. */
export function finishSchemas(schemas: Schemas): void {
  const classes = validatedClasses();
  for (const [name, schema] of Object.entries(schemas)) {
    if ('$ref' in schema) continue;
    const target = classes.get(name);
    for (const [member, given] of Object.entries(schema.properties ?? {})) {
      const finished = finishSchema(given);
      if (schema.properties) schema.properties[member] = finished;
      if ('$ref' in finished) continue;
      if (target) constrain(finished, target, member);
      if (!NO_FORMAT.has(`${name}.${member}`)) addFormat(finished, member);
    }
  }
}

/** Every schema below this one, too. */
export function finishSchema(schema: Schema): Schema {
  if ('$ref' in schema) return schema;
  const { allOf, ...rest } = schema;
  // A reference may have siblings since OpenAPI 3.1; swagger still wraps it.
  const [only] = allOf ?? [];
  if (allOf?.length === 1 && only && '$ref' in only) return { ...rest, ...only };
  // No number of this API has a fraction, unless it says so by its format.
  if (schema.format === undefined) {
    if (schema.type === 'number') schema.type = 'integer';
    if (Array.isArray(schema.type)) {
      schema.type = schema.type.map((type) => (type === 'number' ? 'integer' : type));
    }
  }
  if (schema.items) schema.items = finishSchema(schema.items);
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (schema.properties) schema.properties[name] = finishSchema(member);
  }
  return schema;
}

/** The closed schemas: what a request may not go beyond. All that `roots` lead to. */
export function closeSchemas(schemas: Schemas, roots: readonly string[]): void {
  const pending = [...roots];
  const closed = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const schema = schemas[name];
    if (closed.has(name) || !schema || '$ref' in schema) continue;
    closed.add(name);
    if (schema.type === 'object' && schema.additionalProperties === undefined) {
      schema.additionalProperties = false;
    }
    pending.push(...referencesIn(schema.properties));
  }
}

/** The names of the schemas that a part of the document refers to. */
export function referencesIn(part: unknown): string[] {
  return [...(JSON.stringify(part ?? null) ?? '').matchAll(/"#\/components\/schemas\/([^"]+)"/g)].flatMap(
    ([, name]) => (name === undefined ? [] : [name]),
  );
}

/**
 * Members that are named like an id or a moment of ours and are none: counted entries, a role's key, a client's block, a
 * time that may come without its offset.
 */
const NO_FORMAT: ReadonlySet<string> = new Set([
  'AuditEntryView.id',
  'AuditExportLine.id',
  'AuditExportLine.requestId',
  'AuditExportLine.transactionId',
  'AuditSegmentView.transactionId',
  'HistoryEntryView.id',

  'AuditSubject.id',
  'NewComment.blockId',
  'CommentView.blockId',
  'BlockChangeView.id',
  'NewSchedule.at',
]);

/** Ids and times are told by their names, throughout the API. */
function addFormat(schema: SchemaObject, member: string): void {
  const isText = schema.type === 'string' || (Array.isArray(schema.type) && schema.type.includes('string'));
  if (!isText || schema.format !== undefined || schema.enum !== undefined) return;
  if (/^id$|[a-z]Id$/.test(member)) schema.format = 'uuid';
  else if (/^at$|[a-z]At$/.test(member)) schema.format = 'date-time';
  else if (member === 'email') schema.format = 'email';
}

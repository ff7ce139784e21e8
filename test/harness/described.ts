import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Answer } from './app.js';

/** The part of JSON Schema that the API's description uses. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Response {
  $ref?: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema: Schema }>;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  schema?: Schema;
}

export interface Operation {
  operationId: string;
  security: object[];
  'x-permission'?: string;
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, Response>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, Response>;
    headers: Record<string, { required?: boolean }>;
    parameters: Record<string, Parameter>;
  };
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uri: /^https?:\/\//,
};

/** The committed description of the API, to hold real answers against. */
export class Description {
  private readonly document: Document;

  constructor(file = resolve(import.meta.dirname, '../../openapi.json')) {
    // The file is the project's own; that it is what it claims to be is what its linter checks.
    this.document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  }

  /** Every operation with its method and the template of its path. */
  operations(): { method: string; path: string; operation: Operation }[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
    );
  }

  /** Whether the operation takes this header. */
  takes(operation: Operation, header: string): boolean {
    return (operation.parameters ?? []).some((given) => {
      const parameter = given.$ref ? this.document.components.parameters[lastOf(given.$ref)] : given;
      return parameter?.in === 'header' && parameter.name === header;
    });
  }

  /**
   * What the answer has that the description does not say, or lacks that it promises; strictly: a member
   * that is not described is a fault. Empty when all is well.
   */
  faults(method: string, url: string, answer: Answer<unknown>): string[] {
    const found = this.find(method, url);
    if (!found) return [`${method} ${url} is not described`];
    const where = `${found.operationId} ${answer.status}`;
    const given = found.responses[String(answer.status)];
    const response = given?.$ref ? this.document.components.responses[lastOf(given.$ref)] : given;
    if (!response) return [`${where} is not described: ${answer.text.slice(0, 200)}`];
    return [
      ...this.headerFaults(response, answer),
      ...(method === 'HEAD' ? [] : this.contentFaults(response, answer)),
    ].map((fault) => `${where}: ${fault}`);
  }

  /** What is wrong with a value as the schema of this name. */
  valueFaults(name: string, value: unknown): string[] {
    return this.check({ $ref: `#/components/schemas/${name}` }, value, '');
  }

  private find(method: string, url: string): Operation | undefined {
    const [path = ''] = url.split('?', 1);
    const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
    const matching = Object.keys(this.document.paths)
      .filter((template) => patternOf(template).test(path))
      // `/sections` before `/sections/{path}`, literal names before parameters.
      .toSorted((one, other) => one.split('{').length - other.split('{').length);
    return matching.map((template) => this.document.paths[template]?.[wanted]).find(Boolean);
  }

  private headerFaults(response: Response, { headers }: Answer<unknown>): string[] {
    const described = Object.keys(response.headers ?? {});
    const missing = described.filter(
      (name) => this.document.components.headers[name]?.required && headers[name.toLowerCase()] === undefined,
    );
    const unsaid = ['ETag', 'Location', 'Link', 'Last-Modified', 'Retry-After', 'WWW-Authenticate'].filter(
      (name) => headers[name.toLowerCase()] !== undefined && !described.includes(name),
    );
    return [
      ...missing.map((name) => `lacks the header ${name}`),
      ...unsaid.map((name) => `has the header ${name}, which is not described`),
    ];
  }

  private contentFaults({ content }: Response, answer: Answer<unknown>): string[] {
    if (!content) return answer.text === '' ? [] : ['has a body, which is not described'];
    const [type = ''] = String(answer.headers['content-type']).split(';');
    const described = content[type];
    if (!described) return [`has the media type ${type}, which is not described`];
    if (type === 'application/x-ndjson') {
      const lines = answer.text.split('\n').filter((line) => line !== '');
      return lines.flatMap((line) => this.check(described.schema, JSON.parse(line), ''));
    }
    return this.check(described.schema, answer.body, '');
  }

  private check(schema: Schema, value: unknown, at: string, isPart = false): string[] {
    if (schema.$ref) {
      const target = this.document.components.schemas[lastOf(schema.$ref)];
      return target ? this.check(target, value, at, isPart) : [`${at}: ${schema.$ref} leads nowhere`];
    }
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) {
      const tried = choices.map((choice) => this.check(choice, value, at));
      const best = tried.toSorted((one, other) => one.length - other.length)[0] ?? [];
      return best.length > 0 ? best : [];
    }
    if (schema.allOf) return schema.allOf.flatMap((part) => this.check(part, value, at, true));
    return [
      ...typeFaults(schema, value, at),
      ...this.memberFaults(schema, value, at, isPart),
      ...(Array.isArray(value) && schema.items
        ? value.flatMap((item: unknown, index) => this.check(schema.items ?? {}, item, `${at}/${index}`))
        : []),
    ];
  }

  private memberFaults(schema: Schema, value: unknown, at: string, isPart: boolean): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const { properties = {}, required = [], additionalProperties } = schema;
    const members = Object.entries(value);
    const isOpen = isPart || additionalProperties === true || schema.type === undefined;
    return [
      ...required.filter((name) => !(name in value)).map((name) => `${at}/${name} is missing`),
      ...members.flatMap(([name, member]) => {
        const described = properties[name];
        if (described) return this.check(described, member, `${at}/${name}`);
        return isOpen ? [] : [`${at}/${name} is not described`];
      }),
    ];
  }
}

function typeFaults(schema: Schema, value: unknown, at: string): string[] {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const said = JSON.stringify(value)?.slice(0, 80);
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) {
    return [`${at} is ${said}, not ${types.join(' or ')}`];
  }
  if (value === null) return [];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is ${said}, not one of its values`];
  if (typeof value !== 'string') return [];
  const format = schema.format === undefined ? undefined : FORMATS[schema.format];
  if (format && !format.test(value)) return [`${at} is ${said}, not a ${schema.format}`];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
    return [`${at} is ${said}, which does not match ${schema.pattern}`];
  }
  if (value.length < (schema.minLength ?? 0)) return [`${at} is shorter than ${schema.minLength}`];
  if (value.length > (schema.maxLength ?? Infinity)) return [`${at} is longer than ${schema.maxLength}`];
  return [];
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function patternOf(template: string): RegExp {
  const pattern = template.replaceAll('{path}', '.+').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`);
}

function lastOf(reference: string): string {
  return reference.split('/').at(-1) ?? '';
}

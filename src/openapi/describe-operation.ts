import type {
  OperationObject,
  ParameterObject,
  ReferenceObject,
  ResponseObject,
  SchemaObject,
} from '@nestjs/swagger';
import { ROLE_KEY } from '../staff/roles/role-key.js';
import { constrain, validatedClasses } from './constraints.js';
import { EXAMPLES } from './examples.js';
import { operationIdOf, tagOf } from './names.js';
import { needsIfMatch, problemsOf, takesIdempotencyKey } from './operation-problems.js';
import type { ProblemResponses } from './problems.js';
import type { Route } from './route-table.js';
import { finishSchema, referencesIn, type Schemas } from './schemas.js';
import { describeSuccess, isDeliveredDocument } from './success-responses.js';

/** Completes what swagger knows of a route by what its rule, its path and its handler say. */
export function describeOperation(
  operation: OperationObject,
  route: Route,
  problems: ProblemResponses,
  schemas: Schemas,
): OperationObject {
  const [summary, ...rest] = sentences(operation.summary ?? '');
  const { rule } = route;
  const parameters = [...ownParameters(operation, route), ...headerParameters(route)];
  const isList = parameters.some((parameter) => 'name' in parameter && parameter.name === 'cursor');
  const permission = rule?.access === 'permission' ? rule.permission : null;
  const description = [
    ...rest,
    ...(permission === null ? [] : [`Needs the permission \`${permission}\`.`]),
  ].join(' ');
  const success = describeSuccess(operation, route);
  const hasBody = operation.requestBody !== undefined;
  return {
    operationId: operationIdOf(route),
    tags: [tagOf(route)],
    summary: summary ?? '',
    ...(description === '' ? {} : { description }),
    security: rule?.access === 'public' ? [] : [{ bearer: [] }],
    ...(permission === null ? {} : { 'x-permission': permission }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(hasBody ? { requestBody: requestBody(operation, route, schemas) } : {}),
    responses: {
      ...success,
      ...problems.of(
        problemsOf(route, {
          hasBody,
          isList,
          hasQuery: parameters.some((parameter) => 'in' in parameter && parameter.in === 'query'),
        }),
      ),
      ...(isDeliveredDocument(route) ? { 410: orCanceled(problems.components['killed.withdrawn']) } : {}),
    },
  };
}

/** The refusal of what was taken off; to who asks for ninjs, in the words of ninjs. */
function orCanceled(refusal: ResponseObject | undefined): ResponseObject {
  const canceled = {
    type: 'object',
    required: ['uri', 'pubStatus'],
    properties: { uri: { type: 'string' }, pubStatus: { type: 'string' } },
    additionalProperties: true,
  };
  return {
    description: '',
    ...refusal,
    content: { ...refusal?.content, 'application/json': { schema: canceled } },
  };
}

/** The comment of a handler: its first sentence, without the full stop, and the others. */
function sentences(comment: string): string[] {
  const [first = '', ...rest] = comment
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/(?<=\.) (?=[A-Z])/);
  return [first.replace(/\.$/, ''), ...rest];
}

function ownParameters(
  { parameters = [] }: OperationObject,
  route: Route,
): (ParameterObject | ReferenceObject)[] {
  return parameters.map((parameter): ParameterObject | ReferenceObject => {
    if ('$ref' in parameter) return parameter;
    const { name, in: place, required, description } = parameter;
    return {
      name: name === '*' ? 'path' : name,
      in: place,
      required: required ?? false,
      ...describePlace(parameter, description),
      schema: place === 'path' ? pathSchema(name, route) : querySchema(parameter, route),
    };
  });
}

function describePlace({ name, in: place }: ParameterObject, given?: string): { description?: string } {
  const description = place === 'path' ? PATH_DESCRIPTIONS[name] : given;
  return description === undefined ? {} : { description };
}

const PATH_DESCRIPTIONS: Readonly<Record<string, string>> = {
  '*': 'The path of a section, slashes and all: `news/world`.',
  slug: 'The last part of its public address.',
  token: 'The last part of the link’s url.',
  page: 'The last part of a sitemap’s address, as the index names it.',
  number: 'The number of the revision within the item.',
  name: 'Of a rendition: `medium.jpg`, `square-small.webp`; without an ending it is WebP.',
  rendition: 'The last part of a rendition’s url, as documents name it.',
};

function pathSchema(name: string, { path }: Route): SchemaObject {
  if (name === 'number') return { type: 'integer', minimum: 1 };
  if (name === 'key') return { type: 'string', pattern: ROLE_KEY.source };
  if (name === 'token') return { type: 'string', maxLength: 100 };
  if (['slug', '*', 'name', 'rendition', 'page'].includes(name)) return { type: 'string' };
  if (!/(^id|Id)$/.test(name)) throw new Error(`Say what {${name}} in ${path} looks like.`);
  return { type: 'string', format: 'uuid' };
}

/** Queries are text to their classes; what that text must look like is in their constraints. */
function querySchema(parameter: ParameterObject, { parameterTypes }: Route): SchemaObject | ReferenceObject {
  if (parameter.name === 'limit') return { type: 'integer', minimum: 1, maximum: 100, default: 20 };
  const schema = finishSchema(parameter.schema ?? { type: 'string' });
  if ('$ref' in schema) return schema;
  for (const target of validatedClasses().values()) {
    if (parameterTypes.includes(target)) constrain(schema, target, parameter.name);
  }
  return schema;
}

function headerParameters(route: Route): ReferenceObject[] {
  const names = [
    ...(needsIfMatch(route) ? ['IfMatch'] : []),
    ...(takesIdempotencyKey(route) ? ['IdempotencyKey'] : []),
    ...(route.path.startsWith('/delivery/') ? ['IfNoneMatch'] : []),
    ...(isDeliveredDocument(route) ? ['IfModifiedSince'] : []),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

/** What swagger was told of, or JSON, which all else is. */
function mediaTypeOf(given: OperationObject['requestBody']): string {
  const [type = 'application/json'] = given && 'content' in given ? Object.keys(given.content) : [];
  return type;
}

/** No body counts as `{}`, so that one is required only where it has to say something. */
function requestBody(
  { requestBody: given }: OperationObject,
  route: Route,
  schemas: Schemas,
): OperationObject['requestBody'] {
  const [name] = referencesIn(given);
  if (name === undefined) throw new Error(`${route.method} ${route.path} takes a body without a schema.`);
  const schema = schemas[name];
  const example: unknown = EXAMPLES[operationIdOf(route)];
  return {
    required: schema !== undefined && 'required' in schema,
    content: {
      [mediaTypeOf(given)]: {
        schema: { $ref: `#/components/schemas/${name}` },
        ...(example === undefined ? {} : { example }),
      },
    },
  };
}

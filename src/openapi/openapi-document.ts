import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, type OperationObject, SwaggerModule } from '@nestjs/swagger';
import { BODY_SCHEMAS } from './body-schemas.js';
import { describeOperation } from './describe-operation.js';
import { DESCRIPTION } from './description.js';
import { TAGS } from './names.js';
import { PROBLEM_SCHEMAS, ProblemResponses } from './problems.js';
import { type Route, routeTable } from './route-table.js';
import { closeSchemas, finishSchemas, referencesIn } from './schemas.js';
import { HEADERS, PARAMETERS } from './shared-components.js';

const VERSION = '1.0.0';
const METHOD_ORDER = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The whole API in OpenAPI 3.1: types and comments come from the classes (through swagger's compiler plugin,
 * so only a build describes itself fully), refusals and rights from what enforces them. In the same order
 * each time. `publicUrl` is where the API is reached.
 */
export function openApiDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Copydesk')
    .setVersion(VERSION)
    .setDescription(DESCRIPTION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(publicUrl)
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description: 'An access token of `POST /api/v1/auth/login`, or an API token.',
      },
      'bearer',
    );
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build());
  const schemas = { ...document.components?.schemas, ...BODY_SCHEMAS, ...PROBLEM_SCHEMAS };
  const problems = new ProblemResponses();
  const operations = routeTable(app).map((route): [Route, OperationObject] => [
    route,
    describeOperation(operationOf(document, route), route, problems, schemas),
  ]);
  finishSchemas(schemas);
  closeSchemas(
    schemas,
    operations.flatMap(([, operation]) => referencesIn(operation.requestBody)),
  );
  return {
    ...document,
    paths: sortedPaths(operations),
    components: {
      securitySchemes: document.components?.securitySchemes ?? {},
      schemas: sortedByName(schemas),
      responses: sortedByName(problems.components),
      parameters: PARAMETERS,
      headers: HEADERS,
    },
  };
}

function operationOf({ paths }: OpenAPIObject, { path, method }: Route): OperationObject {
  const operation = paths[path]?.[method];
  if (!operation) throw new Error(`Swagger has not seen ${method} ${path}.`);
  return operation;
}

/** By area, then by path, so that a diff of the document reads like a change of the API. */
function sortedPaths(operations: [Route, OperationObject][]): OpenAPIObject['paths'] {
  const areas = Object.keys(TAGS);
  const area = ([, { tags = [] }]: [Route, OperationObject]): number => areas.indexOf(tags[0] ?? '');
  const sorted = operations.toSorted(
    (one, other) =>
      area(one) - area(other) ||
      compare(one[0].path, other[0].path) ||
      METHOD_ORDER.indexOf(one[0].method) - METHOD_ORDER.indexOf(other[0].method),
  );
  const paths: OpenAPIObject['paths'] = {};
  for (const [{ path, method }, operation] of sorted) paths[path] = { ...paths[path], [method]: operation };
  return paths;
}

function sortedByName<T>(members: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).toSorted(([one], [other]) => compare(one, other)));
}

/** By code unit: the order must not depend on the machine's language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

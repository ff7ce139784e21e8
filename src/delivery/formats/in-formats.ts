import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

const NINJS = {
  type: 'object',
  description: 'IPTC ninjs 3.1.',
  required: ['uri', 'pubStatus', 'standard'],
  properties: {
    uri: { type: 'string' },
    pubStatus: { type: 'string' },
    standard: { type: 'object', additionalProperties: true },
  },
  additionalProperties: true,
};
const JSON_LD = {
  type: 'object',
  description: 'schema.org.',
  required: ['@context', '@type', '@id'],
  properties: { '@context': { type: 'string' }, '@type': { type: 'string' }, '@id': { type: 'string' } },
  additionalProperties: true,
};

/** Describes a handler that gives the document, and its other formats where `?format=` asks for one. */
export function InFormats(document: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(document),
    ApiOkResponse({
      content: {
        'application/json': { schema: { oneOf: [{ $ref: getSchemaPath(document) }, NINJS] } },
        'application/ld+json': { schema: JSON_LD },
      },
    }),
  );
}

import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { CROPS } from '../photos/renditions/crops.js';
import { BLOCK_ID } from '../text/block-id.js';

/** Rich text as it is written and delivered: the nodes and marks of `bodySchema`, which a test compares. */
export const BODY_SCHEMAS: Readonly<Record<string, SchemaObject>> = {
  Body: {
    description: 'Rich text in ProseMirror’s JSON. At most 20,000 nodes, 32 levels deep.',
    ...node('doc', { content: listOf('Block') }),
    example: {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The talks resumed on Monday.' }] }],
    },
  },
  Block: {
    description:
      'What a body is made of. `attrs.id` is kept where it is unique in the body; a missing one is given on save.',
    oneOf: [
      reference('Paragraph'),
      block('heading', {
        attributes: { level: { type: 'integer', enum: [2, 3, 4] } },
        required: ['level'],
        content: listOf('Inline'),
      }),
      block('blockquote', { content: { ...listOf('Block'), minItems: 1 } }),
      block('pullquote', { content: { ...listOf('Paragraph'), minItems: 1 } }),
      block('bulletList', { content: { ...listOf('ListItem'), minItems: 1 } }),
      block('orderedList', { content: { ...listOf('ListItem'), minItems: 1 } }),
      block('horizontalRule', {}),
      block('photo', {
        attributes: {
          photoCaptionId: { type: 'string', format: 'uuid' },
          caption: {
            type: ['string', 'null'],
            maxLength: 5000,
            description: 'For this use only; null inherits.',
          },
          altText: {
            type: ['string', 'null'],
            maxLength: 1000,
            description: 'For this use only; null inherits.',
          },
          crop: {
            type: ['string', 'null'],
            enum: [...CROPS, null],
            description: 'The crop that this use shows; null shows the whole photo.',
          },
          creditLine: { type: 'string', readOnly: true, description: 'In what readers get.' },
          credit: { type: 'string', readOnly: true, description: 'In what readers get.' },
          renditions: {
            type: 'array',
            items: { $ref: '#/components/schemas/DeliveredRendition' },
            readOnly: true,
            description: 'In what readers get.',
          },
        },
        required: ['photoCaptionId'],
      }),
      block('embed', {
        attributes: { url: { type: 'string', format: 'uri-reference', maxLength: 2048 } },
        required: ['url'],
      }),
    ],
  },
  Paragraph: block('paragraph', { content: listOf('Inline') }),
  ListItem: block('listItem', { content: { ...listOf('Block'), minItems: 1 } }),
  Inline: {
    oneOf: [
      node('text', { text: { type: 'string', minLength: 1 }, marks: listOf('Mark') }, ['text']),
      node('hardBreak', { marks: listOf('Mark') }),
    ],
  },
  Mark: {
    oneOf: [
      node(
        'link',
        {
          attrs: {
            type: 'object',
            additionalProperties: false,
            required: ['href'],
            properties: {
              href: {
                type: 'string',
                format: 'uri-reference',
                maxLength: 2048,
                description: 'http, https, mailto, tel or root-relative.',
              },
            },
          },
        },
        ['attrs'],
      ),
      {
        type: 'object',
        additionalProperties: false,
        required: ['type'],
        properties: { type: { type: 'string', enum: ['strong', 'em', 'strike', 'sub', 'sup'] } },
      },
    ],
  },
};

interface BlockParts {
  attributes?: Record<string, SchemaObject>;
  required?: string[];
  content?: SchemaObject;
}

function block(type: string, { attributes = {}, required = [], content }: BlockParts): SchemaObject {
  const attrs: SchemaObject = {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: { id: { type: ['string', 'null'], pattern: BLOCK_ID.source }, ...attributes },
  };
  return node(type, { attrs, ...(content ? { content } : {}) }, required.length > 0 ? ['attrs'] : []);
}

function node(type: string, members: Record<string, SchemaObject>, required: string[] = []): SchemaObject {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['type', ...required],
    properties: { type: { type: 'string', enum: [type] }, ...members },
  };
}

function listOf(name: string): SchemaObject {
  return { type: 'array', items: reference(name) };
}

function reference(name: string): ReferenceObject {
  return { $ref: `#/components/schemas/${name}` };
}

import { STATUS_CODES } from 'node:http';
import type { ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { ERROR_CATALOGUE, type ErrorCode } from '../error-catalogue.js';
import { STATUS_OF } from '../http/problem.filter.js';

const CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];

/** The status that each code is answered with. */
function statusOf(code: ErrorCode): number {
  return STATUS_OF[ERROR_CATALOGUE[code][0]];
}

const FAULT_LIST: SchemaObject = {
  type: 'array',
  items: {
    type: 'object',
    required: ['pointer', 'code', 'message'],
    properties: {
      pointer: { type: 'string', description: 'A JSON Pointer (RFC 6901).' },
      code: { type: 'string' },
      message: { type: 'string' },
    },
  },
};

const REVISION_NUMBER: SchemaObject = { type: 'integer', minimum: 1 };

/** What `merge_conflict` says. */
const MERGE_MEMBERS: Readonly<Record<string, SchemaObject>> = {
  base: { ...REVISION_NUMBER, description: '`merge_conflict`: the revision that was written over.' },
  theirs: { ...REVISION_NUMBER, description: '`merge_conflict`: the revision that is there now.' },
  mine: {
    type: 'object',
    additionalProperties: true,
    description: '`merge_conflict`: the content that would have been saved, whole.',
  },
  conflicts: {
    type: 'array',
    description:
      '`merge_conflict`: each member of content (`pointer`) or block of the body (`blockId`) that both sides changed.',
    items: {
      type: 'object',
      required: ['base', 'mine', 'theirs'],
      properties: {
        pointer: { type: 'string', description: 'A JSON Pointer (RFC 6901) into the request body.' },
        blockId: { type: 'string' },
        base: { description: 'Before either change; null where it was not there.' },
        mine: { description: 'As it was sent; null where it was taken out.' },
        theirs: { description: 'As it is there now; null where it was taken out.' },
        words: {
          type: 'array',
          description: 'What makes mine of theirs, where there is text to compare.',
          items: { $ref: '#/components/schemas/WordChangeView' },
        },
      },
    },
  },
};

/** RFC 9457, with the members that this API adds to it. */
export const PROBLEM_SCHEMAS: Readonly<Record<string, SchemaObject>> = {
  ErrorCode: { type: 'string', enum: CODES, description: 'Stable: codes are added, and never renamed.' },
  Problem: {
    type: 'object',
    description: 'A refusal (RFC 9457). Members beyond the first six come with the codes that they name.',
    required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
    properties: {
      type: { type: 'string', description: '`urn:copydesk:problem:` and the code.' },
      title: { type: 'string', description: 'What the status means.' },
      status: { type: 'integer' },
      detail: { type: 'string', description: 'One sentence: what is wrong and what to do.' },
      code: { $ref: '#/components/schemas/ErrorCode' },
      instance: { type: 'string', description: 'The request id, also in `X-Request-Id` and in the log.' },
      errors: {
        ...FAULT_LIST,
        description: '`validation_failed`: every fault, pointing into the body, or `/name` of a parameter.',
      },
      holder: { $ref: '#/components/schemas/PersonView' },
      expiresAt: { type: 'string', format: 'date-time', description: '`locked`: when the lock runs out.' },
      current: { type: 'string', description: '`stale_version`, `merge_conflict`: the ETag now.' },
      savedBy: { $ref: '#/components/schemas/PersonView' },
      savedAt: { type: 'string', format: 'date-time', description: 'With `savedBy`: when.' },
      ...MERGE_MEMBERS,
      problems: {
        ...FAULT_LIST,
        description: '`not_ready`: what publication needs, pointing into the item.',
      },
      permission: { type: 'string', description: '`forbidden`: the permission that is missing.' },
      reasons: {
        type: 'array',
        description: '`forbidden` and refused actions: every reason against it.',
        items: {
          type: 'object',
          required: ['code', 'message'],
          properties: { code: { type: 'string' }, message: { type: 'string' } },
        },
      },
      usages: {
        type: 'array',
        description: '`in_use`: where, the first of them.',
        items: {
          type: 'object',
          required: ['kind', 'id', 'name'],
          properties: {
            kind: { type: 'string', enum: ['section', 'item', 'staff'] },
            id: { type: 'string' },
            name: {
              type: ['string', 'null'],
              description: 'Null where you may not know it.',
            },
          },
        },
      },
      more: { type: 'integer', description: '`in_use`: how many usages are not listed.' },
      notice: {
        type: ['string', 'null'],
        description: '`killed`, `withdrawn`: for readers, in place of the item.',
      },
      at: {
        type: 'string',
        format: 'date-time',
        description: '`killed`, `withdrawn`: when it was taken off.',
      },
    },
  },
};

/** The responses of problems that operations share: one for each set of codes, made as it is asked for. */
export class ProblemResponses {
  readonly components: Record<string, ResponseObject> = {};

  /** The responses, by status, of an operation that refuses with these codes. */
  of(codes: Iterable<ErrorCode>): Record<string, ReferenceObject> {
    const asked = new Set(codes);
    const byStatus = new Map<number, ErrorCode[]>();
    for (const code of CODES) {
      if (asked.has(code)) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
    }
    return Object.fromEntries(
      [...byStatus].map(([status, refused]) => [String(status), this.reference(status, refused)]),
    );
  }

  private reference(status: number, codes: ErrorCode[]): ReferenceObject {
    const name = codes.join('.');
    this.components[name] ??= response(status, codes);
    return { $ref: `#/components/responses/${name}` };
  }
}

function response(status: number, codes: readonly ErrorCode[]): ResponseObject {
  return {
    description: [
      `${STATUS_CODES[status]}.`,
      ...codes.map((code) => `- \`${code}\`: ${ERROR_CATALOGUE[code][1]}`),
    ].join('\n'),
    headers: Object.fromEntries(
      ['X-Request-Id', ...(HEADERS_OF[status] ?? [])].map((name) => [
        name,
        { $ref: `#/components/headers/${name}` },
      ]),
    ),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object',
              properties: { status: { enum: [status] }, code: { enum: [...codes] } },
            },
          ],
        },
      },
    },
  };
}

const HEADERS_OF: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** The catalogue as a table in Markdown. */
export function errorTable(): string {
  const rows = CODES.map(
    (code) => `| ${statusOf(code)} | \`${code}\` | ${ERROR_CATALOGUE[code][1]} |`,
  ).sort();
  return ['| status | code | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

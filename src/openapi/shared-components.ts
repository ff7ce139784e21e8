import type { HeaderObject, ParameterObject } from '@nestjs/swagger';

const text = { type: 'string' } as const;

/** The headers of answers. */
export const HEADERS: Readonly<Record<string, HeaderObject>> = {
  'X-Request-Id': {
    description: 'The id of the request, yours if you sent a usable one.',
    required: true,
    schema: text,
  },
  ETag: {
    description: 'The entity tag of what is answered: send it as If-Match with the next change.',
    required: true,
    schema: { ...text, example: '"7"' },
  },
  Location: {
    description: 'Where the new record is, or what has moved. Absolute.',
    required: true,
    schema: { ...text, format: 'uri' },
  },
  Link: {
    description: '`<…>; rel="next"` (RFC 8288) where there is another page.',
    schema: text,
  },
  'Cache-Control': { description: 'How long it may be kept.', required: true, schema: text },
  'Last-Modified': {
    description: 'When the document changed. An HTTP-date.',
    required: true,
    schema: text,
  },
  Vary: { description: 'What of the request the answer depends on.', required: true, schema: text },
  'WWW-Authenticate': {
    description: 'How to authenticate (RFC 6750).',
    required: true,
    schema: { ...text, example: 'Bearer realm="copydesk"' },
  },
  'Retry-After': {
    description: 'After how many seconds to try again.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  },
};

/** The headers of requests. */
export const PARAMETERS: Readonly<Record<string, ParameterObject>> = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The ETag that you have read (RFC 9110, 13.1.1), so that nobody’s change is overwritten.',
    schema: { ...text, example: '"7"' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Makes repeating the request harmless: for 24 hours the same key on the same route gives the same answer, and the change happens once.',
    schema: { ...text, minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7e]+$' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'ETags that you have kept: 304 where one of them is still good.',
    schema: text,
  },
  IfModifiedSince: {
    name: 'If-Modified-Since',
    in: 'header',
    required: false,
    description: 'The Last-Modified that you have kept; counts without If-None-Match only.',
    schema: text,
  },
};

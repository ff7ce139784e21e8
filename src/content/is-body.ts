import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { LargeMember } from '../http/large-member.js';
import { registerFaultFinder } from '../http/nested-faults.js';
import type { BodyJson } from './body/body-json.js';
import { parseBody } from './body/parse-body.js';

const NAME = 'isBody';

/** Bodies that the parser has made: they need not be read a second time to be valid. */
const parsed = new WeakSet<object>();

registerFaultFinder(NAME, (value) => {
  const result = parseBody(value);
  return 'faults' in result ? result.faults : [];
});

/** The value is a body of rich text in ProseMirror's JSON; what is kept is its canonical form. */
export function IsBody(): PropertyDecorator {
  return applyDecorators(
    LargeMember(),
    ApiProperty({ allOf: [{ $ref: '#/components/schemas/Body' }], nullable: true, required: false }),
    // Without a type class-transformer copies the whole document, node by node, before it asks Transform:
    // half a second of CPU for a large body. Made a boolean it costs nothing, and the raw value is there still.
    Type(() => Boolean),
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => canonical(obj[key])),
    ValidateBy({
      name: NAME,
      validator: {
        validate: (value: unknown) => typeof value === 'object' && value !== null && parsed.has(value),
        defaultMessage: () => 'must be a body of rich text',
      },
    }),
  );
}

function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const result = parseBody(value);
  if ('faults' in result) return value;
  const body: BodyJson = result.body;
  parsed.add(body);
  return body;
}

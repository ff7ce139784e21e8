import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

const MAX_LENGTH = 1_000_000;

/**
 * The member is HTML to read a body from, or null, and `body` is not there as well. What is in the HTML is seen when
 * it is read.
 */
export function IsBodyHtml(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: 'string', nullable: true, required: false }),
    // Not IsOptional: null beside a body is one of two things too many.
    ValidateIf((_, value) => value !== undefined),
    ValidateBy({
      name: 'isHtml',
      validator: {
        validate: (value: unknown) => value === null || typeof value === 'string',
        defaultMessage: () => 'must be HTML as one string, or null',
      },
    }),
    ValidateBy({
      name: 'maxLength',
      constraints: [MAX_LENGTH],
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || value.length <= MAX_LENGTH,
        defaultMessage: () => 'must be at most 1,000,000 characters',
      },
    }),
    ValidateBy({
      name: 'notBesideBody',
      validator: {
        validate: (_, written) => Reflect.get(Object(written?.object), 'body') === undefined,
        defaultMessage: () => 'cannot stand beside body: send one of the two',
      },
    }),
  );
}

import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isSlug } from '../text/slug.js';

/** The value is a slug: lower-case Latin letters, digits and single hyphens. */
export function IsSlug(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isSlug',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isSlug(value),
        defaultMessage: () => 'must be lower-case Latin letters, digits and single hyphens, at most 80',
      },
    },
    options,
  );
}

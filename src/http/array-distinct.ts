import { ARRAY_UNIQUE, ValidateBy } from 'class-validator';

/**
 * No two elements of the array are the same, by what `identify` makes of them. Linear, where class-validator's
 * own ArrayUnique compares each with each; and silent about what is no array, or has more than `most` elements,
 * of which other constraints tell.
 */
export function ArrayDistinct(
  most: number,
  identify: (element: unknown) => unknown = (element) => element,
): PropertyDecorator {
  return ValidateBy({
    name: ARRAY_UNIQUE,
    validator: {
      validate: (value: unknown) =>
        !Array.isArray(value) || value.length > most || new Set(value.map(identify)).size === value.length,
      defaultMessage: () => 'must not have the same element twice',
    },
  });
}

/** For `ArrayDistinct`: what the object has under this name; any other value stands for itself. */
export function member(name: string): (element: unknown) => unknown {
  return (element) =>
    typeof element === 'object' && element !== null ? Reflect.get(element, name) : element;
}

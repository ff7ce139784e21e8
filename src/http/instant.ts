import { ValidateBy, type ValidationOptions } from 'class-validator';

const RFC_3339 =
  /^(?!0000)(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * The moment that an RFC 3339 time with an offset names, or null for any other text: a time without an
 * offset, a day that its month does not have. Exact to the millisecond. A leap second is none of ours.
 */
export function parseInstant(text: string): Date | null {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  // Date reads 31 February as 2 March; only the last day of the month can tell.
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return null;
  if (Number(day) > new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate())
    return null;
  const instant = new Date(text.toUpperCase());
  // An offset leads out of the years that RFC 3339 can write.
  const utcYear = instant.getUTCFullYear();
  return utcYear >= 1 && utcYear <= 9999 ? instant : null;
}

/** The value is a time as `parseInstant` reads it. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && parseInstant(value) !== null,
        defaultMessage: () => 'must be an RFC 3339 time with an offset, such as 2024-05-05T08:00:00Z',
      },
    },
    options,
  );
}

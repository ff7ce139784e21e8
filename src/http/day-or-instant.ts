import { ValidateBy } from 'class-validator';
import { parseInstant } from './instant.js';
import { isDay } from './is-day.js';

/** A day, `2026-11-24`, or a moment as RFC 3339 writes it, with an offset. */
export function IsDayOrInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isDayOrInstant',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && (isDay(value) || parseInstant(value) !== null),
      defaultMessage: () =>
        'must be a day as YYYY-MM-DD, or an RFC 3339 time with an offset, such as 2024-05-05T08:00:00Z',
    },
  });
}

/** The moment that the text names: of a day, its beginning in the time zone. The text is as `IsDayOrInstant` has it. */
export async function beginningOf(text: string, timeZone: string): Promise<Date> {
  return parseInstant(text) ?? beginningOfDay(text, timeZone, 0);
}

/** The moment before which is all that the text includes: of a day, the beginning of the next. */
export async function endOf(text: string, timeZone: string): Promise<Date> {
  return parseInstant(text) ?? beginningOfDay(text, timeZone, 1);
}

/** Imported when it is needed: a start is not to wait for it. */
async function beginningOfDay(day: string, timeZone: string, daysLater: number): Promise<Date> {
  const { Temporal } = await import('temporal-polyfill');
  const date = Temporal.PlainDate.from(day).add({ days: daysLater });
  return new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
}

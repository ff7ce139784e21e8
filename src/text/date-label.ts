const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// Making a formatter costs about a hundred times what using it does.
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * What readers see as an item's date: `05 May, 2024`, or `Updated 05 May, 2024` exactly when `updatedAt` is
 * set. The day is the one in `timeZone` (an IANA name). Throws RangeError for an unknown zone.
 */
export function dateLabel(firstPublishedAt: Date, updatedAt: Date | null, timeZone: string): string {
  return updatedAt ? `Updated ${day(updatedAt, timeZone)}` : day(firstPublishedAt, timeZone);
}

function day(time: Date, timeZone: string): string {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const month = MONTHS[Number(parts.get('month')) - 1];
  return `${parts.get('day')?.padStart(2, '0')} ${month}, ${parts.get('year')?.padStart(4, '0')}`;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    // Only the numbers are taken from Intl: its month names change with the ICU that Node was built with.
    formatter = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

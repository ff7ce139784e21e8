const ISO =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;
const IIM_DATE = /^(\d{4})(\d\d)(\d\d)$/;
const IIM_TIME = /^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/;
const EXIF_DATE = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/;
const EXIF_OFFSET = /^(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * The date of XMP (`photoshop:DateCreated`, ISO 8601 as XMP Specification Part 1, 8.2.1.2 cuts it down) in the form
 * of `PhotoMetadata.dateTaken`: a year, a month or a day alone stays one. Null for a date that does not exist.
 */
export function dateOfXmp(text: string): string | null {
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = ''] =
    ISO.exec(text.trim()) ?? [];
  const offset = zone.toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  if (hour === undefined || minute === undefined) return checked([year, month, day]);
  return checked([year, month, day], `${hour}:${minute}:${second}${fraction}`, offset);
}

/** The date of IIM, 2:55 `CCYYMMDD` and 2:60 `HHMMSS±HHMM`. Zeros stand for a month or a day that is not known. */
export function dateOfIim(date: string, time: string): string | null {
  const [, year, month, day] = IIM_DATE.exec(date.trim()) ?? [];
  const parts = [year, ...[month, day].filter((part) => part !== '00')];
  const [, hour, minute, second, zone = ''] = IIM_TIME.exec(time.trim()) ?? [];
  if (hour === undefined || parts.length < 3) return checked(parts);
  return checked(parts, `${hour}:${minute}:${second}`, zone.replace(/^([+-]\d\d)/, '$1:'));
}

/** The date of EXIF, DateTimeOriginal `YYYY:MM:DD hh:mm:ss` and OffsetTimeOriginal `±hh:mm`. */
export function dateOfExif(date: string, offset: string): string | null {
  const [, year, month, day, hour, minute, second] = EXIF_DATE.exec(date.trim()) ?? [];
  const zone = EXIF_OFFSET.test(offset.trim()) ? offset.trim().toUpperCase() : '';
  return checked([year, month, day], `${hour}:${minute}:${second}`, zone);
}

/** Whether the one is the other with less of it: without its offset, without its time, without its day. */
export function isLessOfTheSameDate(less: string, more: string): boolean {
  if (less.length >= more.length || !more.startsWith(less)) return false;
  return /^(?:[-T+Z]|\.\d)/.test(more.slice(less.length));
}

/** Whether both name one moment, in whatever zone. */
export function isSameMoment(one: string, other: string): boolean {
  const hasOffset = (date: string): boolean => /T.*(?:Z|[+-]\d\d:\d\d)$/.test(date);
  return hasOffset(one) && hasOffset(other) && Date.parse(one) === Date.parse(other);
}

function checked(parts: (string | undefined)[], time?: string, offset = ''): string | null {
  const given = parts.filter((part) => part !== undefined);
  const [year, month = '01', day = '01'] = given;
  if (year === undefined || year === '0000') return null;
  const moment = new Date(`${year}-${month}-${day}T${time ?? '00:00:00'}Z`);
  // Date reads 31 February as 2 March, and 24:00 as the next day.
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(`${year}-${month}-${day}`))
    return null;
  if (time === undefined) return given.join('-');
  if (/^[+-]/.test(offset) && !/^[+-](?:0\d|1\d|2[0-3]):[0-5]\d$/.test(offset)) return given.join('-');
  return `${given.join('-')}T${time}${offset}`;
}

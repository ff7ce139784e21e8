import { type Fault, validationFailed } from '../errors.js';
import { parseInstant } from '../http/instant.js';

/** A moment, and the IANA zone that it was named in. */
export interface PlannedTime {
  at: Date;
  timeZone: string | null;
}

const WALL_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;
const OFFSET = /[+-]\d\d:\d\d$/;

/** Whether the text is a time with an offset (RFC 3339), or a wall time: a date and a time of day without one. */
export function isTimeOrWallTime(text: string): boolean {
  return parseInstant(text) !== null || isWallTime(text);
}

/**
 * The moment that `at` names: by its own offset, or as a wall time of `timeZone`, an IANA name such as Europe/Berlin.
 * Throws `validation_failed` where there is no zone, an unknown one, an offset that the zone does not have then, or a
 * wall time that the zone skips or has twice: then with both readings.
 */
export async function readPlannedTime(at: string, timeZone: string | null | undefined): Promise<PlannedTime> {
  if (timeZone == null) {
    const instant = parseInstant(at);
    if (instant) return { at: instant, timeZone: null };
    throw refused(
      '/at',
      'zone_missing',
      'has no offset: add one (Z, +01:00), or name the timeZone that it is meant in',
    );
  }
  const zones = await import('temporal-polyfill');
  const name = zoneName(zones, timeZone);
  if (isWallTime(at)) return { at: instantOf(zones, at, name), timeZone: name };
  const instant = parseInstant(at);
  if (!instant) throw refused('/at', 'not_a_time', 'must be a time');
  const [offset] = OFFSET.exec(at) ?? [];
  const there = zones.Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(
    name,
  ).offset;
  // With Z the time says nothing of where it is meant (RFC 9557), so there is nothing to disagree with.
  if (offset !== undefined && offset !== there) {
    throw refused(
      '/at',
      'offset_disagrees',
      `says ${offset}, but ${name} is at ${there} then: leave one of the two out`,
    );
  }
  return { at: instant, timeZone: name };
}

type Zones = typeof import('temporal-polyfill');

/** The zone's name as the IANA writes it. Offsets are none. */
function zoneName({ Temporal }: Zones, timeZone: string): string {
  try {
    if (/^[A-Za-z]/.test(timeZone)) return Temporal.Now.zonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    // Told below, as what looks like no name at all is.
  }
  throw refused('/timeZone', 'unknown_time_zone', 'is no time zone of the IANA, such as Europe/Berlin');
}

function instantOf({ Temporal }: Zones, at: string, timeZone: string): Date {
  const wall = Temporal.PlainDateTime.from(at.toUpperCase());
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(timeZone, { disambiguation }),
  );
  if (!earlier || !later) throw new Error('A wall time has two readings, or one twice.');
  const instant = new Date(earlier.epochMilliseconds);
  if (earlier.equals(later)) {
    if (instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999) return instant;
    throw refused('/at', 'not_a_time', 'lies outside the years that can be written');
  }
  const readings = [earlier, later].map((time) => time.toString({ timeZoneName: 'never' })).join(' or ');
  if (earlier.toPlainDateTime().equals(wall)) {
    throw refused(
      '/at',
      'time_exists_twice',
      `exists twice in ${timeZone}, where the clocks go back: send ${readings}`,
    );
  }
  throw refused(
    '/at',
    'time_does_not_exist',
    `does not exist in ${timeZone}, where the clocks go forward: send ${readings}`,
  );
}

function isWallTime(text: string): boolean {
  if (!WALL_TIME.test(text)) return false;
  return parseInstant(`${text.length === 16 ? `${text}:00` : text}Z`) !== null;
}

function refused(pointer: string, code: string, message: string): Error {
  const fault: Fault = { pointer, code, message };
  return validationFailed([fault]);
}

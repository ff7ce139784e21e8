import { describe, expect, it } from '@jest/globals';
import { DomainError, type Fault } from '../errors.js';
import { isTimeOrWallTime, readPlannedTime } from './planned-time.js';

async function read(at: string, timeZone?: string): Promise<[string, string | null]> {
  const time = await readPlannedTime(at, timeZone);
  return [time.at.toISOString(), time.timeZone];
}

async function fault(at: string, timeZone?: string): Promise<Fault> {
  const error: unknown = await readPlannedTime(at, timeZone).catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error(`${at} ${timeZone} was read`);
  const [first] = error.extras.errors as Fault[];
  if (!first) throw new Error('There is no fault in the refusal.');
  return first;
}

describe('a time as it is planned', () => {
  it.each([
    ['2026-11-25T06:00:00Z', undefined, '2026-11-25T06:00:00.000Z', null],
    ['2026-11-25T06:00:00.123+05:30', undefined, '2026-11-25T00:30:00.123Z', null],
    ['2026-11-25T06:00', 'Europe/Berlin', '2026-11-25T05:00:00.000Z', 'Europe/Berlin'],
    ['2026-07-25T06:00:30', 'Europe/Berlin', '2026-07-25T04:00:30.000Z', 'Europe/Berlin'],
    ['2026-11-25T06:00:00.5', 'Asia/Kolkata', '2026-11-25T00:30:00.500Z', 'Asia/Kolkata'],
    ['2026-11-25t06:00', 'america/new_york', '2026-11-25T11:00:00.000Z', 'America/New_York'],
    ['2026-11-25T06:00', 'UTC', '2026-11-25T06:00:00.000Z', 'UTC'],
    ['2026-11-25T06:00:00+01:00', 'Europe/Berlin', '2026-11-25T05:00:00.000Z', 'Europe/Berlin'],
    // As an answer of ours has it.
    ['2026-11-25T05:00:00Z', 'Europe/Berlin', '2026-11-25T05:00:00.000Z', 'Europe/Berlin'],
    // Either of two readings, with its offset.
    ['2026-10-25T02:30:00+02:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'Europe/Berlin'],
    ['2026-10-25T02:30:00+01:00', 'Europe/Berlin', '2026-10-25T01:30:00.000Z', 'Europe/Berlin'],
    // The last and the first minute around a change.
    ['2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59:00.000Z', 'Europe/Berlin'],
    ['2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z', 'Europe/Berlin'],
  ])('%s in %s', async (at, timeZone, instant, zone) => {
    expect(isTimeOrWallTime(at)).toBe(true);
    expect(await read(at, timeZone)).toEqual([instant, zone]);
  });

  it.each([
    ['Europe/Berlin', '2027-03-28T02:30', '2027-03-28T01:30:00+01:00', '2027-03-28T03:30:00+02:00'],
    ['America/New_York', '2027-03-14T02:30', '2027-03-14T01:30:00-05:00', '2027-03-14T03:30:00-04:00'],
    // A whole day that was never there.
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-29T12:00:00-10:00', '2011-12-31T12:00:00+14:00'],
  ])('that %s skips: %s, with both readings', async (timeZone, at, earlier, later) => {
    const { pointer, code, message } = await fault(at, timeZone);
    expect([pointer, code]).toEqual(['/at', 'time_does_not_exist']);
    expect(message).toContain(`${earlier} or ${later}`);
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00'],
    ['Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-04T01:45:00+11:00', '2027-04-04T01:45:00+10:30'],
  ])('that %s has twice: %s, with both readings', async (timeZone, at, earlier, later) => {
    const { pointer, code, message } = await fault(at, timeZone);
    expect([pointer, code]).toEqual(['/at', 'time_exists_twice']);
    expect(message).toContain(`${earlier} or ${later}`);
    expect((await readPlannedTime(earlier, timeZone)).at).not.toEqual(
      (await readPlannedTime(later, timeZone)).at,
    );
  });

  it.each([
    ['2026-11-25T06:00', undefined, '/at', 'zone_missing'],
    ['2026-11-25T06:00', 'Mars/Olympus', '/timeZone', 'unknown_time_zone'],
    ['2026-11-25T06:00', '+01:00', '/timeZone', 'unknown_time_zone'],
    ['2026-11-25T06:00', '', '/timeZone', 'unknown_time_zone'],
    ['2026-11-25T06:00:00+02:00', 'Europe/Berlin', '/at', 'offset_disagrees'],
    ['2026-11-25T06:00:00+00:00', 'Europe/Berlin', '/at', 'offset_disagrees'],
    ['2027-03-28T02:30:00+01:00', 'America/New_York', '/at', 'offset_disagrees'],
    ['9999-12-31T23:59', 'America/New_York', '/at', 'not_a_time'],
  ])('refuses %s in %s', async (at, timeZone, pointer, code) => {
    expect(await fault(at, timeZone)).toMatchObject({ pointer, code });
  });

  it.each([
    '',
    '2026-11-25',
    '06:00',
    '2026-02-30T06:00',
    '2026-11-25T24:00',
    '2026-11-25T06',
    '2026-11-25 06:00',
    'x',
  ])('is not %s', (text) => expect(isTimeOrWallTime(text)).toBe(false));
});

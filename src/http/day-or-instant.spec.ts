import { describe, expect, it } from '@jest/globals';
import { beginningOf, endOf } from './day-or-instant.js';

describe('a day or an instant', () => {
  it.each([
    // A day is the newsroom's, however long it is there.
    ['2024-05-05', 'UTC', '2024-05-05T00:00:00.000Z', '2024-05-06T00:00:00.000Z'],
    ['2024-03-31', 'Europe/Berlin', '2024-03-30T23:00:00.000Z', '2024-03-31T22:00:00.000Z'],
    ['2024-12-31', 'Asia/Karachi', '2024-12-30T19:00:00.000Z', '2024-12-31T19:00:00.000Z'],
    // A moment is one, wherever the newsroom is.
    ['2024-05-05T08:00:00+05:00', 'Asia/Karachi', '2024-05-05T03:00:00.000Z', '2024-05-05T03:00:00.000Z'],
  ])('%s in %s', async (text, timeZone, from, until) => {
    expect((await beginningOf(text, timeZone)).toISOString()).toBe(from);
    expect((await endOf(text, timeZone)).toISOString()).toBe(until);
  });
});

import { describe, expect, it } from '@jest/globals';
import { dateOfExif, dateOfIim, dateOfXmp, isLessOfTheSameDate, isSameMoment } from './date-taken.js';

describe('the date that a photo was taken', () => {
  it.each([
    ['2026-11-24T08:30:15+05:00', '2026-11-24T08:30:15+05:00'],
    ['2026-11-24T08:30:15.250Z', '2026-11-24T08:30:15.250Z'],
    ['2026-11-24T08:30-0330', '2026-11-24T08:30:00-03:30'],
    [' 2026-11-24T08:30:15 ', '2026-11-24T08:30:15'],
    ['2026-11-24', '2026-11-24'],
    ['1947-08', '1947-08'],
    ['1947', '1947'],
    ['2026-02-30', null],
    ['2026-11-24T24:30:00Z', null],
    ['2026-13-01', null],
    ['0000-00-00', null],
    ['2026-11-24T08:30:00+25:00', '2026-11-24'],
    ['yesterday', null],
    ['', null],
  ])('is read from XMP: %s', (text, date) => {
    expect(dateOfXmp(text)).toBe(date);
  });

  it.each([
    ['20261124', '083015+0500', '2026-11-24T08:30:15+05:00'],
    ['20261124', '083015', '2026-11-24T08:30:15'],
    ['20261124', '', '2026-11-24'],
    ['19470800', '000000+0000', '1947-08'],
    ['19470000', '', '1947'],
    ['00000000', '000000', null],
    ['20261199', '083015', null],
    ['2026:11:24', '', null],
  ])('is read from IIM: %s %s', (date, time, expected) => {
    expect(dateOfIim(date, time)).toBe(expected);
  });

  it.each([
    ['2026:11:24 08:30:15', '+05:00', '2026-11-24T08:30:15+05:00'],
    ['2026:11:24 08:30:15', '', '2026-11-24T08:30:15'],
    ['2026:11:24 08:30:15', '   :  ', '2026-11-24T08:30:15'],
    ['0000:00:00 00:00:00', '', null],
    ['    :  :     :  :  ', '', null],
  ])('is read from EXIF: %s %s', (date, offset, expected) => {
    expect(dateOfExif(date, offset)).toBe(expected);
  });

  it('is the same with less of it, and in another zone', () => {
    expect(isLessOfTheSameDate('2026-11-24T08:30:15', '2026-11-24T08:30:15+05:00')).toBe(true);
    expect(isLessOfTheSameDate('2026-11-24', '2026-11-24T08:30:15')).toBe(true);
    expect(isLessOfTheSameDate('2026-11-24T08:30:15', '2026-11-24')).toBe(false);
    expect(isLessOfTheSameDate('2026-11-24', '2026-11-25')).toBe(false);
    expect(isSameMoment('2026-11-24T08:30:15+05:00', '2026-11-24T03:30:15Z')).toBe(true);
    expect(isSameMoment('2026-11-24T08:30:15+05:00', '2026-11-24T08:30:15Z')).toBe(false);
    expect(isSameMoment('2026-11-24T08:30:15', '2026-11-24T08:30:15Z')).toBe(false);
  });
});

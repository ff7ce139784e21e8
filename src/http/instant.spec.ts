import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from './instant.js';

describe('parseInstant', () => {
  it.each([
    ['2024-05-05T08:00:00Z', '2024-05-05T08:00:00.000Z'],
    ['2024-05-05t08:00:00z', '2024-05-05T08:00:00.000Z'],
    ['2024-05-05T08:00:00+05:00', '2024-05-05T03:00:00.000Z'],
    ['2024-05-05T08:00:00-00:30', '2024-05-05T08:30:00.000Z'],
    ['2024-05-05T08:00:00.123456Z', '2024-05-05T08:00:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T23:59:59Z', '2000-02-29T23:59:59.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected);
  });

  it.each([
    '',
    'now',
    '2024-05-05',
    '2024-05-05T08:00:00',
    '2024-05-05 08:00:00Z',
    '2024-05-05T08:00Z',
    '2024-13-01T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-05-05T24:00:00Z',
    '2024-05-05T08:60:00Z',
    '2024-05-05T08:00:60Z',
    '2024-05-05T08:00:00+24:00',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+23:00',
    '+02024-05-05T08:00:00Z',
    '2024-05-05T08:00:00Z\n',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('reads what toISOString writes', () => {
    const instants = fc.date({
      min: new Date('0001-01-02T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(instants, (at) => parseInstant(at.toISOString())?.getTime() === at.getTime()));
  });
});

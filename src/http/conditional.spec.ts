import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { etagOfBytes, isNotModified, lastModifiedDate, readHttpDate } from './conditional.js';

const validators = { etag: '"abc"', lastModified: new Date('1994-11-06T08:49:37.600Z') };

describe('isNotModified', () => {
  it('is false without a condition', () => {
    expect(isNotModified(validators, {})).toBe(false);
  });

  it.each([
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", "abc"', true],
    ['"x,y",W/"abc" , "z"', true],
    ['*', true],
    [' * ', true],
    ['"ab"', false],
    ['"ABC"', false],
    ['abc', false],
    ['"x,"abc', false],
    ['"*"', false],
    ['', false],
  ])('compares If-None-Match: %s', (value, expected) => {
    expect(isNotModified(validators, { 'if-none-match': value })).toBe(expected);
  });

  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', false],
    ['Sun, 06 Nov 1994 08:49:38 GMT', true],
    ['Sun, 06 Nov 1994 08:49:36 GMT', false],
    ['Sunday, 06-Nov-94 08:49:38 GMT', true],
    ['Sun Nov  6 08:49:38 1994', true],
    ['1994-11-06T08:49:37Z', false],
    ['tomorrow', false],
  ])('compares If-Modified-Since: %s', (value, expected) => {
    expect(isNotModified(validators, { 'if-modified-since': value })).toBe(expected);
  });

  it('looks at If-Modified-Since only without If-None-Match', () => {
    const since = 'Sun, 06 Nov 1994 08:49:38 GMT';
    expect(isNotModified(validators, { 'if-none-match': '"other"', 'if-modified-since': since })).toBe(false);
    expect(isNotModified(validators, { 'if-none-match': '"abc"', 'if-modified-since': 'never' })).toBe(true);
  });

  it('trusts no time where there is none to trust', () => {
    const list = { etag: '"abc"', lastModified: null };
    expect(isNotModified(list, { 'if-modified-since': 'Sun, 06 Nov 2094 08:49:37 GMT' })).toBe(false);
    expect(isNotModified(list, { 'if-none-match': '"abc"' })).toBe(true);
  });
});

describe('Last-Modified', () => {
  const copyOf = (changed: string, asked: string): string =>
    lastModifiedDate(new Date(`2024-05-05T08:00:${changed}Z`), new Date(`2024-05-05T08:00:${asked}Z`));
  const isGood = (since: string, changed: string): boolean =>
    isNotModified(
      { etag: '"abc"', lastModified: new Date(`2024-05-05T08:00:${changed}Z`) },
      { 'if-modified-since': since },
    );

  it.each([
    ['10.000', '20.000', 'Sun, 05 May 2024 08:00:10 GMT'],
    ['10.001', '20.000', 'Sun, 05 May 2024 08:00:11 GMT'],
    ['10.999', '16.000', 'Sun, 05 May 2024 08:00:11 GMT'],
    ['10.999', '15.998', 'Sun, 05 May 2024 08:00:10 GMT'],
    ['10.000', '10.000', 'Sun, 05 May 2024 08:00:09 GMT'],
  ])('of a change at %s, asked for at %s, is %s', (changed, asked, expected) => {
    expect(copyOf(changed, asked)).toBe(expected);
  });

  it('keeps the copy of what has not changed good, once that is settled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 5000, max: 40_000 }), (at, later) => {
        const changed = new Date(Date.UTC(2024, 4, 5) + at);
        const since = lastModifiedDate(changed, new Date(changed.getTime() + later));
        expect(isNotModified({ etag: '"a"', lastModified: changed }, { 'if-modified-since': since })).toBe(
          true,
        );
      }),
    );
  });

  it('keeps no copy good that was made before the last change, however soon that came', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(9999), fc.integer({ min: 1, max: 3000 }), (at, asked, later) => {
        const first = new Date(Date.UTC(2024, 4, 5) + at);
        const reading = new Date(first.getTime() + asked);
        const second = new Date(reading.getTime() + later);
        const now = { etag: '"b"', lastModified: second };
        expect(isNotModified(now, { 'if-modified-since': lastModifiedDate(first, reading) })).toBe(false);
        // Some callers send the Date of the answer in its place.
        expect(isNotModified(now, { 'if-modified-since': reading.toUTCString() })).toBe(false);
      }),
    );
  });

  it('makes a difference of two changes within a second', () => {
    expect(isGood(copyOf('10.200', '10.500'), '10.800')).toBe(false);
    expect(isGood(copyOf('10.200', '20.000'), '10.200')).toBe(true);
  });
});

describe('HTTP dates', () => {
  it('are read back as they were written', () => {
    const time = new Date('2024-05-05T03:04:05Z');
    const text = lastModifiedDate(time, new Date('2024-05-06T00:00:00Z'));
    expect(text).toBe('Sun, 05 May 2024 03:04:05 GMT');
    expect(readHttpDate(text)).toBe(time.getTime());
  });

  it.each([
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 99 Nov 1994 08:49:37 GMT',
    '0',
  ])('are not %s', (value) => {
    expect(readHttpDate(value)).toBeNull();
  });
});

describe('etagOfBytes', () => {
  it('is a strong tag that follows the bytes', () => {
    expect(etagOfBytes(Buffer.from('a'))).toMatch(/^"[\w-]{22}"$/);
    expect(etagOfBytes(Buffer.from('a'))).toBe(etagOfBytes(Buffer.from('a')));
    expect(etagOfBytes(Buffer.from('a'))).not.toBe(etagOfBytes(Buffer.from('b')));
  });
});

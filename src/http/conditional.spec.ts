import { describe, expect, it } from '@jest/globals';
import { etagOfBytes, httpDate, isNotModified, readHttpDate } from './conditional.js';

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
    ['Sun, 06 Nov 1994 08:49:37 GMT', true],
    ['Sun, 06 Nov 1994 08:49:38 GMT', true],
    ['Sun, 06 Nov 1994 08:49:36 GMT', false],
    ['Sunday, 06-Nov-94 08:49:37 GMT', true],
    ['Sun Nov  6 08:49:37 1994', true],
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

describe('HTTP dates', () => {
  it('are read back as they were written', () => {
    const time = new Date('2024-05-05T03:04:05Z');
    expect(httpDate(time)).toBe('Sun, 05 May 2024 03:04:05 GMT');
    expect(readHttpDate(httpDate(time))).toBe(time.getTime());
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

import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { asksForNdjson, ndjsonStream } from './ndjson.js';

describe('asksForNdjson', () => {
  it.each([
    ['application/x-ndjson', true],
    ['Application/X-NDJSON', true],
    ['application/x-ndjson, application/json;q=0.5', true],
    ['text/html, application/x-ndjson;q=0.4', true],
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['application/x-ndjson;q=0', false],
    ['application/x-ndjson;q=0.5, application/json', false],
    ['application/x-ndjsonish', false],
  ])('reads %s', (accept, expected) => {
    expect(asksForNdjson(accept)).toBe(expected);
  });
});

describe('ndjsonStream', () => {
  it('writes a line for each value, over all chunks', async () => {
    async function* chunks(): AsyncGenerator<unknown[]> {
      yield [{ a: 1 }, { b: 'two\nlines' }];
      yield [null];
    }
    await expect(text(ndjsonStream(chunks()))).resolves.toBe('{"a":1}\n{"b":"two\\nlines"}\nnull\n');
  });

  it('is empty without any', async () => {
    async function* none(): AsyncGenerator<unknown[]> {}
    await expect(text(ndjsonStream(none()))).resolves.toBe('');
  });
});

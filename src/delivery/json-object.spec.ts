import { describe, expect, it } from '@jest/globals';
import { jsonObject } from './json-object.js';

describe('jsonObject', () => {
  it('copies finished bytes and serializes the rest', () => {
    const card = Buffer.from('{"headline":"“Gaza’s wasteland”" }');
    const bytes = jsonObject({ items: [card, card], one: card, nextCursor: null, 'a"b': [1], none: [] });
    expect(bytes.toString()).toBe(
      '{"items":[{"headline":"“Gaza’s wasteland”" },{"headline":"“Gaza’s wasteland”" }],' +
        '"one":{"headline":"“Gaza’s wasteland”" },"nextCursor":null,"a\\"b":[1],"none":[]}',
    );
  });

  it('is JSON without any member', () => {
    expect(jsonObject({}).toString()).toBe('{}');
  });
});

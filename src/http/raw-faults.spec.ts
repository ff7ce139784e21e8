import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textFaults } from './text-faults.js';

function nested(depth: number): unknown {
  let value: unknown = 'text';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

describe('textFaults', () => {
  it('finds NUL and lone surrogates wherever they are, each with its pointer', () => {
    const value = { ok: 'fine 🎉', bad: 'a\u0000b', list: ['\ud800', { 'a/b~c': 'x\udc00' }] };
    expect(textFaults(value).map((fault) => fault.pointer)).toEqual(
      expect.arrayContaining(['/bad', '/list/0', '/list/1/a~1b~0c']),
    );
    expect(textFaults(value)).toHaveLength(3);
    expect(textFaults(value)[0]).toMatchObject({ code: 'forbidden_characters' });
  });

  it('looks at the names of members as well', () => {
    expect(textFaults({ a: { 'x\u0000': 1 } })).toMatchObject([{ pointer: '/a' }]);
  });

  it('finds none in any well-formed JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const clean: unknown = JSON.parse(JSON.stringify(value).replaceAll('\\u0000', ''));
        expect(textFaults(clean)).toEqual([]);
      }),
    );
  });

  it('allows a depth of 150 and refuses more, without recursion', () => {
    expect(textFaults(nested(150))).toEqual([]);
    expect(textFaults(nested(151))).toMatchObject([{ pointer: '', code: 'too_deep' }]);
    expect(textFaults(nested(500_000))).toMatchObject([{ code: 'too_deep' }]);
  });

  it('lists fifty at most', () => {
    expect(textFaults(Array.from({ length: 1000 }, () => '\u0000'))).toHaveLength(50);
  });
});

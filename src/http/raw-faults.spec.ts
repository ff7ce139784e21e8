import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IsObject } from 'class-validator';
import type { Fault } from '../errors.js';
import { LargeMember } from './large-member.js';
import { rawFaults } from './raw-faults.js';

function nested(depth: number): object {
  let value: object = {};
  for (let level = 1; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

class Inner {
  @LargeMember()
  body: unknown;

  other: unknown;
}

class Outer {
  @IsObject()
  content: Inner;
}

function faultsOf(value: object, type?: unknown): Fault[] {
  return rawFaults(value, type).faults;
}

describe('rawFaults', () => {
  it('finds NUL and lone surrogates wherever they are, each with its pointer', () => {
    const value = { ok: 'fine 🎉', bad: 'a\u0000b', list: ['\ud800', { 'a/b~c': 'x\udc00' }] };
    expect(faultsOf(value).map((fault) => fault.pointer)).toEqual(
      expect.arrayContaining(['/bad', '/list/0', '/list/1/a~1b~0c']),
    );
    expect(faultsOf(value)).toHaveLength(3);
    expect(faultsOf(value)[0]).toMatchObject({ code: 'forbidden_characters' });
  });

  it('looks at the names of members as well', () => {
    expect(faultsOf({ a: { 'x\u0000': 1 } })).toMatchObject([{ pointer: '/a' }]);
  });

  it('finds none in any well-formed JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const clean: object = {
          value: JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown,
        };
        expect(faultsOf(clean).filter(({ code }) => code !== 'unknown_member')).toEqual([]);
      }),
    );
  });

  it('allows a depth of 150 and refuses more, without recursion', () => {
    expect(faultsOf(nested(150))).toEqual([]);
    expect(faultsOf(nested(151))).toMatchObject([{ pointer: '', code: 'too_deep' }]);
    expect(faultsOf(nested(500_000))).toMatchObject([{ code: 'too_deep' }]);
  });

  it('lists a hundred at most', () => {
    const { faults, isTooMuch } = rawFaults(Array.from({ length: 1000 }, () => '\u0000'));
    expect([faults.length, isTooMuch]).toEqual([100, true]);
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('refuses a member named %s, at any depth', (name) => {
    const value: object = JSON.parse(`{"a":[{"${name}":1}]}`) as object;
    expect(faultsOf(value)).toMatchObject([{ pointer: `/a/0/${name}`, code: 'unknown_member' }]);
    expect(faultsOf({ a: [{ [`${name}s`]: 1 }] })).toEqual([]);
  });

  it('refuses names longer than any, without saying them', () => {
    expect(faultsOf({ a: { ['x'.repeat(101)]: '\u0000' } })).toEqual([
      { pointer: '/a', code: 'unknown_member', message: expect.any(String) },
    ]);
    expect(faultsOf({ a: { ['x'.repeat(100)]: 1 } })).toEqual([]);
  });

  it('keeps pointers short', () => {
    const deep = Array.from({ length: 100 }).reduce<object>(
      (below) => ({ ['x'.repeat(90)]: below }),
      ['\u0000'],
    );
    expect(faultsOf(deep)[0]?.pointer.length).toBeLessThanOrEqual(1000);
  });

  it('refuses more members than a body can have, in one object or in many, without listing them', () => {
    const many = (count: number): object =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, 1]));
    const spread = Array.from({ length: 40 }, () => many(50));
    expect(faultsOf(many(2000))).toEqual([]);
    for (const value of [many(2001), many(60_000), spread, { content: { body: many(2000) } }]) {
      const { faults, isTooMuch } = rawFaults(value, Object);
      expect([faults.map(({ code }) => code), isTooMuch]).toEqual([['too_many_members'], true]);
    }
  });

  it('lets a large member have more, in its own place alone', () => {
    const nodes = Array.from({ length: 25_000 }, () => ({ type: 'x' }));
    const body = { nodes };
    expect(faultsOf({ content: { body } }, Outer)).toEqual([]);
    for (const value of [{ content: { other: body } }, { body }, { content: { body: nodes } }]) {
      expect(faultsOf(value, Outer)).toMatchObject([{ pointer: '', code: 'too_many_members' }]);
    }
    expect(faultsOf({ content: { body: { nodes: [...nodes, 1] } } }, Outer)).toMatchObject([
      { pointer: '/content/body/nodes', code: 'too_many_members' },
    ]);
    const lists = Array.from({ length: 7 }, () => nodes);
    expect(faultsOf({ content: { body: { lists } } }, Outer)).toMatchObject([{ code: 'too_many_members' }]);
  });
});

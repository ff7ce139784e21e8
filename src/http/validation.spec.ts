import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsOptional, IsString, Length, ValidateBy, ValidateNested } from 'class-validator';
import type { Fault } from '../errors.js';
import { registerFaultFinder } from './nested-faults.js';
import { RequestValidation } from './validation.js';

class Link {
  @IsString()
  @Length(1, 10)
  label: string;
}

class Profile {
  @IsString()
  @Length(1, 10)
  name: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Link)
  links?: Link[];

  @IsOptional()
  @ValidateBy({ name: 'isSpecBody', validator: { validate: (value: unknown) => value === 'good' } })
  body?: unknown;
}

const pipe = new RequestValidation();

async function read(value: unknown, type: 'body' | 'query' = 'body'): Promise<unknown> {
  return pipe.transform(value, { type, metatype: Profile });
}

async function faultsOf(value: unknown): Promise<Fault[]> {
  try {
    await read(value);
  } catch (error) {
    expect(error).toMatchObject({ code: 'validation_failed' });
    return Reflect.get(Object(Reflect.get(Object(error), 'extras')), 'errors') as Fault[];
  }
  return [];
}

describe('the validation of a request', () => {
  it('gives an instance of the class', async () => {
    const profile = await read({ name: 'Núria', links: [{ label: 'Site' }] });
    expect(profile).toBeInstanceOf(Profile);
    expect(profile).toEqual({ name: 'Núria', links: [{ label: 'Site' }] });
  });

  it('lists all faults at once, with pointers into the body', async () => {
    const faults = await faultsOf({ name: 7, links: [{ label: 'Site' }, { label: '' }], 'a/b~': 1 });
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/a~1b~0 unknown_member',
      '/links/1/label is_length',
      '/name is_length',
      '/name is_string',
    ]);
  });

  it('says what is wrong without naming the member again', async () => {
    const [fault] = await faultsOf({ name: '' });
    expect(fault?.message).toMatch(/^must be longer than or equal to 1/);
  });

  it('refuses unknown members below as well', async () => {
    expect(await faultsOf({ name: 'x', links: [{ label: 'Site', url: '/' }] })).toMatchObject([
      { pointer: '/links/0/url', code: 'unknown_member' },
    ]);
  });

  it.each([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])(
    'takes %s for an unknown member like any other, beside all other faults',
    async (member) => {
      const body: unknown = JSON.parse(
        `{"name":7,"${member}":{"a":1},"links":[{"label":"x","${member}":"y"}],"body":{"${member}":1}}`,
      );
      const faults = await faultsOf(body);
      expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(
        expect.arrayContaining([
          `/${member} unknown_member`,
          `/links/0/${member} unknown_member`,
          '/name is_string',
        ]),
      );
      expect(new Set(faults.map(({ pointer, code }) => `${pointer} ${code}`)).size).toBe(faults.length);
      expect({}).not.toHaveProperty('a');
    },
  );

  it('says of a query that it has no such parameter, once, whatever it is called', async () => {
    for (const name of ['colour', 'toString', 'x'.repeat(101)]) {
      await expect(read({ name: 'x', [name]: '1' }, 'query')).rejects.toMatchObject({
        extras: { errors: [{ code: 'unknown_parameter', message: 'is not a parameter of this route' }] },
      });
    }
  });

  it('puts faults inside a large value where they are', async () => {
    registerFaultFinder('isSpecBody', () => [
      { pointer: '/content/3', code: 'unknown_node', message: 'is none' },
    ]);
    expect(await faultsOf({ name: 'x', body: 'bad' })).toEqual([
      { pointer: '/body/content/3', code: 'unknown_node', message: 'is none' },
    ]);
    expect(await faultsOf({ name: 'x', body: 'good' })).toEqual([]);
  });

  it('refuses what no text has', async () => {
    expect(await faultsOf({ name: 'a\u0000', links: [{ label: '\ud800' }] })).toHaveLength(2);
    expect(await faultsOf({ name: 'x', 'y\udc00': 1 })).toMatchObject([
      { pointer: '', code: 'forbidden_characters' },
    ]);
  });

  it('refuses nesting that could exhaust the stack', async () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(await faultsOf({ name: 'x', body: deep })).toMatchObject([{ code: 'too_deep' }]);
  });

  it('takes no body for an empty one, and nothing but an object for a body', async () => {
    const nothing = await faultsOf(undefined);
    expect(nothing).toEqual(await faultsOf({}));
    expect(nothing.map((fault) => fault.pointer)).toContain('/name');
    for (const body of [[], 'text', 7, true, null]) {
      expect(await faultsOf(body)).toMatchObject([{ pointer: '', code: 'is_object' }]);
    }
  });

  it('leaves what stands in a path to the parameter’s pipe', async () => {
    const path = { type: 'param', metatype: Number, data: 'number' } as const;
    expect(await pipe.transform('0x1', path)).toBe('0x1');
    await expect(pipe.transform('a\u0000', path)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lists a hundred faults at most, and says so', async () => {
    const members = (count: number): object =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, 1]));
    await expect(read({ name: 'x', ...members(101) })).rejects.toMatchObject({
      detail: '101 members are not as they should be; errors lists the first 100.',
      extras: { errors: { length: 100 } },
    });
    await expect(read({ name: 'x', ...members(100) })).rejects.toMatchObject({
      detail: '100 members are not as they should be; see errors.',
    });
  });

  it('converts nothing', async () => {
    expect(await faultsOf({ name: ['x'] })).not.toEqual([]);
    expect(await faultsOf({ name: true })).not.toEqual([]);
    expect(await faultsOf({ name: null })).not.toEqual([]);
  });
});

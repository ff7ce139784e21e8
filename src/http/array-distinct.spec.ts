import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { ArrayDistinct, member } from './array-distinct.js';

class Lists {
  @ArrayDistinct(3)
  tags: unknown = [];

  @ArrayDistinct(3, member('id'))
  records: unknown = [];
}

function faults(given: Partial<Lists>): string[] {
  return validateSync(Object.assign(new Lists(), given)).map(({ property }) => property);
}

describe('ArrayDistinct', () => {
  it.each([
    [{ tags: ['a', 'b'] }, []],
    [{ tags: ['a', 'b', 'a'] }, ['tags']],
    [{ tags: [null, null] }, ['tags']],
    [{ records: [{ id: 1 }, { id: 2 }] }, []],
    [{ records: [{ id: 1 }, { id: 1 }] }, ['records']],
    [{ records: [{ id: 1 }, null, 'x'] }, []],
  ])('judges %j: %j', (given, expected) => {
    expect(faults(given)).toEqual(expected);
  });

  it('leaves what is no list, or too long a one, to other constraints', () => {
    expect(faults({ tags: 'aa', records: null })).toEqual([]);
    expect(faults({ tags: ['a', 'a', 'a', 'a'] })).toEqual([]);
  });
});

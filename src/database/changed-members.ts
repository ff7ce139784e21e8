import { isDeepStrictEqual } from 'node:util';

/** Of the members that were named (not undefined), those that differ from what the record has. */
export function changedMembers<T extends object>(record: T, named: Partial<T>): Partial<T> {
  const changes: Partial<T> = {};
  for (const key in named) {
    if (named[key] !== undefined && !isDeepStrictEqual(named[key], record[key])) changes[key] = named[key];
  }
  return changes;
}

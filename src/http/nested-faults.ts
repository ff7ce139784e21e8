import type { Fault } from '../errors.js';

type FaultFinder = (value: unknown) => Fault[];

const finders = new Map<string, FaultFinder>();

/**
 * A class-validator constraint says yes or no about a member as a whole. One that looks inside a large
 * value (a body of rich text) registers here, under its constraint's name, what finds the faults in it,
 * with pointers relative to that value.
 */
export function registerFaultFinder(constraint: string, find: FaultFinder): void {
  finders.set(constraint, find);
}

/** The faults inside `value`, where the constraint has a finder; otherwise none. */
export function faultsOfNested(constraint: string, value: unknown): Fault[] {
  return finders.get(constraint)?.(value) ?? [];
}

import type { Fault } from '../errors.js';
import { hasForbiddenCharacters } from '../text/text-rules.js';
import { isTooLong, memberPointer } from './json-pointer.js';
import { isLargeMember, prototypeOf, prototypeOfMember } from './large-member.js';

const MAX_DEPTH = 150;
const MAX_FAULTS = 100;
/** Members of objects and arrays in a whole body or query, without those of its large members. */
const MAX_VALUES = 2000;
/** Within a large member, in one object and in one array; what it is as a whole its own constraint limits. */
const MAX_MEMBERS = 1000;
const MAX_ELEMENTS = 25_000;

/** What is wrong with a value before anything was made of it. */
export interface RawFaults {
  faults: Fault[];
  /** Whether it is too much, so that nothing else should be made of it. */
  isTooMuch: boolean;
}

/** A value on the way, with what leads to it: pointers are only made for what is at fault. */
interface Step {
  value: unknown;
  name: string;
  parent: Step | null;
  depth: number;
  /** Of the class that the value is to become; null where that is no class of ours. */
  prototype: object | null;
  isInLarge: boolean;
}

/**
 * The faults of a JSON value as it was sent, which is to become an instance of `type`. Found here, before
 * the libraries that copy and validate it: that there is so much of it that they would take seconds, nesting in
 * which they would run out of stack, members named like those that every object has, which they overlook, and
 * texts that PostgreSQL would refuse or change in silence. Iterative, and linear in the size of the value.
 */
export function rawFaults(value: unknown, type?: unknown): RawFaults {
  const faults: Fault[] = [];
  let values = 0;
  const pending: Step[] = [
    { value, name: '', parent: null, depth: 0, prototype: prototypeOf(type), isInLarge: false },
  ];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    if (typeof step.value === 'string' && hasForbiddenCharacters(step.value)) {
      faults.push(forbiddenCharacters(pointerOf(step)));
    }
    if (typeof step.value === 'object' && step.value !== null) {
      const names = Object.keys(step.value);
      if (step.depth >= MAX_DEPTH) {
        return tooMuch('', 'too_deep', `is nested deeper than ${MAX_DEPTH} levels`);
      }
      if (!step.isInLarge) values += names.length;
      if (values > MAX_VALUES) return tooMuch('', 'too_many_members', `has more than ${MAX_VALUES} members`);
      const limit = Array.isArray(step.value) ? MAX_ELEMENTS : MAX_MEMBERS;
      if (step.isInLarge && names.length > limit) {
        return tooMuch(pointerOf(step), 'too_many_members', `has more than ${limit} members`);
      }
      for (const name of names) {
        const fault = nameFault(name, step);
        if (fault) faults.push(fault);
        else pending.push(below(step, name, Reflect.get(step.value, name)));
      }
    }
    if (faults.length >= MAX_FAULTS) return { faults: faults.slice(0, MAX_FAULTS), isTooMuch: true };
  }
  return { faults, isTooMuch: false };
}

function below(parent: Step, name: string, value: unknown): Step {
  const { prototype, isInLarge, depth } = parent;
  return {
    value,
    name,
    parent,
    depth: depth + 1,
    prototype: isInLarge ? null : prototypeOfMember(prototype, name),
    isInLarge: isInLarge || isLargeMember(prototype, name),
  };
}

function nameFault(name: string, owner: Step): Fault | null {
  if (hasForbiddenCharacters(name)) return forbiddenCharacters(pointerOf(owner));
  if (!isTooLong(name) && !(name in Object.prototype) && name !== 'prototype') return null;
  return {
    pointer: memberPointer(pointerOf(owner), name),
    code: 'unknown_member',
    message: 'is not a member that can be written here',
  };
}

function pointerOf(step: Step): string {
  const names: string[] = [];
  for (let at = step; at.parent !== null; at = at.parent) names.push(at.name);
  return names.reduceRight(memberPointer, '');
}

function tooMuch(pointer: string, code: string, message: string): RawFaults {
  return { faults: [{ pointer, code, message }], isTooMuch: true };
}

function forbiddenCharacters(pointer: string): Fault {
  return {
    pointer,
    code: 'forbidden_characters',
    message: 'contains NUL or half of a surrogate pair, which no text has',
  };
}

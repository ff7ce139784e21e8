import type { Fault } from '../errors.js';
import { FORBIDDEN_CHARACTERS, hasForbiddenCharacters } from '../text/text-rules.js';
import { isTooLong, memberPointer } from './json-pointer.js';
import { isLargeMember, prototypeOf, prototypeOfMember } from './large-member.js';

const MAX_DEPTH = 150;
const MAX_FAULTS = 100;
/** Members of all objects and arrays in a body or query, without those of its large members. */
const MAX_VALUES = 2000;
/** Objects and arrays within large members: a body of rich text in a mebibyte has fewer, whatever it says. */
const MAX_LARGE_OBJECTS = 65_000;
/** In one object and in one array within a large member, which its own constraint limits as a whole. */
const MAX_MEMBERS = 1000;
const MAX_ELEMENTS = 25_000;

/** What is wrong with a value before anything was made of it. */
export interface RawFaults {
  faults: Fault[];
  /** Whether it is too much, so that nothing else should be made of it. */
  isTooMuch: boolean;
}

/** An object or array on the way, with what leads to it: pointers are only made for what is at fault. */
interface Step {
  value: object;
  name: string;
  parent: Step | null;
  depth: number;
  /** Of the class that the value is to become; null where that is no class of ours. */
  prototype: object | null;
  isInLarge: boolean;
}

/**
 * The faults of a JSON object as it was sent, which is to become an instance of `type`. Found here, before
 * the libraries that copy and validate it: that there is so much of it that they would take seconds, nesting in
 * which they would run out of stack, members named like those that every object has, which they overlook, and
 * texts that PostgreSQL would refuse or change in silence. Members with such names are taken out of the value, so
 * that its other faults can be found. Iterative, and linear in the size of the value.
 */
export function rawFaults(value: object, type?: unknown): RawFaults {
  const faults: Fault[] = [];
  const counts = { values: 0, largeObjects: 0 };
  const pending: Step[] = [
    { value, name: '', parent: null, depth: 0, prototype: prototypeOf(type), isInLarge: false },
  ];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    const names = Array.isArray(step.value) ? null : Object.keys(step.value);
    const members: readonly unknown[] = names === null ? Object(step.value) : Object.values(step.value);
    if (step.isInLarge) counts.largeObjects += 1;
    else counts.values += members.length;
    const excess = excessOf(step, members.length, counts);
    if (excess) return { faults: [excess], isTooMuch: true };
    for (const [index, member] of members.entries()) {
      const name = names?.[index];
      const fault = name === undefined ? null : nameFault(name, step);
      if (name !== undefined && fault) {
        faults.push(fault);
        Reflect.deleteProperty(step.value, name);
      } else if (typeof member === 'object' && member !== null) {
        pending.push(below(step, name ?? String(index), member));
      } else if (typeof member === 'string' && hasForbiddenCharacters(member)) {
        faults.push(forbiddenCharacters(memberPointer(pointerOf(step), name ?? String(index))));
      }
    }
    if (faults.length >= MAX_FAULTS) return { faults: faults.slice(0, MAX_FAULTS), isTooMuch: true };
  }
  return { faults, isTooMuch: false };
}

function below(parent: Step, name: string, value: object): Step {
  const { prototype, isInLarge, depth } = parent;
  return {
    value,
    name,
    parent,
    depth: depth + 1,
    prototype: isInLarge ? null : prototypeOfMember(prototype, name),
    // A list is no body of rich text: it would be copied, member by member.
    isInLarge: isInLarge || (isLargeMember(prototype, name) && !Array.isArray(value)),
  };
}

function excessOf(
  step: Step,
  members: number,
  counts: { values: number; largeObjects: number },
): Fault | null {
  if (step.depth >= MAX_DEPTH) {
    return { pointer: '', code: 'too_deep', message: `is nested deeper than ${MAX_DEPTH} levels` };
  }
  if (counts.values > MAX_VALUES) return tooMany('', MAX_VALUES);
  if (!step.isInLarge) return null;
  if (counts.largeObjects > MAX_LARGE_OBJECTS) return tooMany('', MAX_LARGE_OBJECTS);
  const limit = Array.isArray(step.value) ? MAX_ELEMENTS : MAX_MEMBERS;
  return members > limit ? tooMany(pointerOf(step), limit) : null;
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

function tooMany(pointer: string, limit: number): Fault {
  return { pointer, code: 'too_many_members', message: `has more than ${limit} members` };
}

function forbiddenCharacters(pointer: string): Fault {
  return { pointer, ...FORBIDDEN_CHARACTERS };
}

import { creatorNames } from './agency-noise.js';
import { isLessOfTheSameDate, isSameMoment } from './date-taken.js';
import { IIM_LIMITS } from './iim-block.js';
import { ascii, isAsciiOf, isCutAt, isSameText } from './same-text.js';

/** The blocks of a file, in the order in which they are believed. */
export const PRECEDENCE = ['xmp', 'iim', 'exif'] as const;
export type Block = (typeof PRECEDENCE)[number];

/** What a block says of one member. */
export interface Saying<T> {
  block: Block;
  value: T;
}

/** How two sayings of one member are compared. */
export interface Comparison<T> {
  /** Whether `one` says what `other` says, but less of it: it was cut, or lost something on the way. */
  isLess: (one: Saying<T>, other: Saying<T>) => boolean;
  isSame: (one: Saying<T>, other: Saying<T>) => boolean;
}

/** Texts, of which IIM cuts those of this member (`place.city` as well) at its limit, and EXIF has only ASCII. */
export function comparisonOfTexts(member: string): Comparison<string> {
  return {
    isLess: (one, other) =>
      (one.block === 'iim' && isCutAt(IIM_LIMITS[member] ?? Infinity, one.value, other.value)) ||
      isAsciiOf(one.value, other.value),
    isSame: (one, other) => isSameText(one.value, other.value),
  };
}

export const comparisonOfDates: Comparison<string> = {
  isLess: (one, other) => isLessOfTheSameDate(one.value, other.value),
  isSame: (one, other) => one.value === other.value || isSameMoment(one.value, other.value),
};

/** Lists whose order says nothing. Creators are the same where only the agencies around their names differ. */
export function comparisonOfLists(member: string): Comparison<string[]> {
  const { isLess, isSame } = comparisonOfTexts(member);
  const pairwise = (one: Saying<string[]>, other: Saying<string[]>): boolean => {
    const [entries, others] = [sortedEntries(one), sortedEntries(other)];
    if (entries.length !== others.length) return false;
    return entries.every((entry, index) => {
      const counterpart = others[index] ?? entry;
      return isSame(entry, counterpart) || isLess(entry, counterpart) || isLess(counterpart, entry);
    });
  };
  const named = ({ block, value }: Saying<string[]>): Saying<string[]> => ({
    block,
    value: creatorNames(value),
  });
  return {
    isLess: () => false,
    isSame: (one, other) =>
      pairwise(one, other) || (member === 'creator' && pairwise(named(one), named(other))),
  };
}

function sortedEntries({ block, value }: Saying<string[]>): Saying<string>[] {
  return value
    .map((entry) => ({ key: ascii(entry), saying: { block, value: entry } }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ saying }) => saying);
}

/**
 * Whether one wrong letter makes the one word of the other: another letter, one too few, one too many, or two that
 * changed places.
 */
export function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = [[...one], [...other]].sort((a, b) => a.length - b.length);
  if (!short || !long || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const [restOfShort, restOfLong] = [short.slice(from), long.slice(from)];
  if (short.length < long.length) return same(restOfShort, restOfLong.slice(1));
  if (restOfShort.length === 0) return false;
  if (same(restOfShort.slice(1), restOfLong.slice(1))) return true;
  const [first, second, ...rest] = restOfShort;
  return first === restOfLong[1] && second === restOfLong[0] && same(rest, restOfLong.slice(2));
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((letter, index) => letter === other[index]);
}

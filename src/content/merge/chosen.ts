/**
 * The side that a value is taken from: from the one that has changed what the base had, from theirs where both have
 * changed it alike; null where each has a value of its own.
 */
export function chosen(base: string | undefined, mine: string, theirs: string): 'mine' | 'theirs' | null {
  if (mine === theirs || mine === base) return 'theirs';
  return theirs === base ? 'mine' : null;
}

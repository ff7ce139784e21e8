import { DomainError } from '../errors.js';
import { slugFrom, withSuffix } from './slug.js';

/**
 * The slug to use: the one given by hand, or else the first free one for the name (`-2`, `-3` … where it is
 * taken, and `fallback` where the name has nothing to make a slug of). Throws `slug_taken` for a given one.
 */
export async function settleSlug(
  given: string | null,
  name: string,
  fallback: string,
  isTaken: (slug: string) => Promise<boolean>,
): Promise<string> {
  if (given !== null) {
    if (await isTaken(given)) throw new DomainError('slug_taken', `The slug ${given} is taken here.`);
    return given;
  }
  const base = slugFrom(name) ?? fallback;
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? base : withSuffix(base, n);
    if (!(await isTaken(slug))) return slug;
  }
}

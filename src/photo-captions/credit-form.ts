import { parseAgencyCredit, unwrapped } from '../photos/metadata/agency-credit.js';

/** `Reuters`, `AFP via Getty Images`, `Handout/Reuters`: names, and no sentence, address or list. */
const NAMES = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,&'’/()+-]*[\p{L}\p{M}\p{N}).])?$/u;

/**
 * What is wrong with a credit line that readers get as `— Photo by …`, or null where it is the supplier's name and
 * nothing else.
 */
export function creditFault(creditLine: string): string | null {
  const parsed = parseAgencyCredit(creditLine);
  if (parsed !== null && parsed.names.length > 0) {
    return `${creditLine} names the photographer as well: the credit line is ${parsed.credit}, ${parsed.names.join(' and ')} the creator.`;
  }
  const plain = parsed?.credit ?? unwrapped(creditLine);
  if (plain !== creditLine)
    return `${creditLine} is more than the supplier’s name: readers get “Photo by” before it.`;
  return NAMES.test(creditLine)
    ? null
    : `${creditLine} is not the form of a supplier’s name, such as Reuters.`;
}

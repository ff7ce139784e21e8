import type { SqlParameters } from '../database/sql-parameters.js';
import { DomainError } from '../errors.js';
import type { Principal } from './principal.js';

/** Where a record is in use. `name` is null where the caller may not know it. */
export interface Usage {
  kind: 'section' | 'item' | 'staff';
  id: string;
  name: string | null;
}

/** How many usages a refusal lists; the rest is a number. */
export const LISTED_USAGES = 20;

/** The refusal to delete what is used: the first usages, and how many `more` there are. */
export function inUse(what: string, usages: Usage[], total: number): DomainError {
  const where = total === 1 ? 'one place' : `${total} places`;
  return new DomainError('in_use', `The ${what} is in use in ${where}; see usages.`, {
    usages,
    more: total - usages.length,
  });
}

/** How a caller may hear of an item. The rules are those of reading items, so that items implement this. */
export abstract class ItemNames {
  /** SQL for the name of a row of `item i` as far as the principal may know it, else for null. */
  abstract sql(principal: Principal, parameters: SqlParameters): string;
}

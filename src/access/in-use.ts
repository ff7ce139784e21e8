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

/** A row of a query for usages, which are at most `LISTED_USAGES`; `total` is `count(*) over ()`. */
export type UsageRow = Usage & { total: string };

/** Throws `in_use` where there are usages of what was to be deleted: the first of them, and how many `more` there are. */
export function refuseUsed(what: string, rows: readonly UsageRow[]): void {
  const total = Number(rows[0]?.total ?? 0);
  if (total === 0) return;
  const usages = rows.map(({ kind, id, name }): Usage => ({ kind, id, name }));
  const where = total === 1 ? 'one place' : `${total} places`;
  throw new DomainError('in_use', `The ${what} is in use in ${where}; see usages.`, {
    usages,
    more: total - usages.length,
  });
}

/** How a caller may hear of an item. The rules are those of reading items, so that items implement this. */
export abstract class ItemNames {
  /** SQL for the name of a row of `item i` as far as the principal may know it, else for null. */
  abstract sql(principal: Principal, parameters: SqlParameters): string;
}

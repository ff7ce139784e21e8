import type { SqlParameters } from '../database/sql-parameters.js';
import { DomainError } from '../errors.js';
import { allowsSql } from './policy-sql.js';
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

/**
 * SQL for the headline of an `item` as far as the principal may know it: of a draft they may read, else
 * of what is live, else null. What was killed is known to those alone who may kill.
 */
export function itemNameSql(principal: Principal, parameters: SqlParameters): string {
  const columns = { kind: 'item.kind', createdBy: 'item.created_by', sectionId: 'item.section_id' };
  return `case
    when item.visibility = 'killed' then
      case when ${allowsSql(principal, 'item.kill', columns, parameters)} then item.headline end
    when ${allowsSql(principal, 'item.read', columns, parameters)} then item.headline
    when item.visibility = 'live' then item.live_headline end`;
}

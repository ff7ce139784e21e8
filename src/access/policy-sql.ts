import type { SqlParameters } from '../database/sql-parameters.js';
import { isAboutHolds, type Permission, type PermissionRule } from './permissions.js';
import type { Grant, Principal } from './principal.js';

/** The columns that the policy is compiled against: SQL expressions of one item. */
export interface PolicyColumns {
  kind: string;
  createdBy: string;
  sectionId: string;
}

/**
 * Known before any row is looked at, or SQL. It is written last, once it is known to be needed: PostgreSQL
 * refuses a statement with a parameter that does not occur in it.
 */
type Condition = boolean | (() => string);

/**
 * The same answer as `allows`, as a condition on rows: rights are part of the query, and nothing is
 * filtered after it was fetched. An e2e test holds the two together.
 */
export function allowsSql(
  principal: Principal,
  permission: Permission,
  columns: PolicyColumns,
  parameters: SqlParameters,
): string {
  const own = (): string => `${columns.createdBy} = ${parameters.add(principal.staffId)}`;

  function limit(rule: PermissionRule): Condition {
    const { limit: to } = rule;
    // A row is no hold: whoever holds the permission for one type of them holds it here, as in `allows`.
    if (to === null || isAboutHolds(rule.permission)) return true;
    return to === 'own' ? own : () => `${columns.kind} = ${parameters.add(to)}`;
  }

  function rules(all: readonly PermissionRule[]): Condition {
    return anyOf(all.filter((rule) => rule.permission === permission).map(limit));
  }

  function reach(grant: Grant): Condition {
    if (grant.sectionId === null) return true;
    return () => {
      const path = parameters.add(grant.sectionPath);
      const below = parameters.add(`${grant.sectionPath}/%`);
      return `(${columns.sectionId} in (select id from section where path = ${path} or path like ${below})
        or (${columns.sectionId} is null and ${own()}))`;
    };
  }

  const granted = anyOf(principal.grants.map((grant) => allOf([rules(grant.permissions), reach(grant)])));
  const condition = allOf([granted, principal.scopes === null ? true : rules(principal.scopes)]);
  return typeof condition === 'boolean' ? String(condition) : condition();
}

function anyOf(conditions: Condition[]): Condition {
  if (conditions.includes(true)) return true;
  const open = conditions.filter((condition) => typeof condition === 'function');
  return open.length === 0 ? false : () => `(${open.map((condition) => condition()).join(' or ')})`;
}

function allOf(conditions: Condition[]): Condition {
  if (conditions.includes(false)) return false;
  const open = conditions.filter((condition) => typeof condition === 'function');
  return open.length === 0 ? true : () => `(${open.map((condition) => condition()).join(' and ')})`;
}

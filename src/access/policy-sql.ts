import type { SqlParameters } from '../database/sql-parameters.js';
import { KINDS } from '../kinds.js';
import type { Permission, PermissionRule } from './permissions.js';
import type { Grant, Principal } from './principal.js';

/** The columns that the policy is compiled against: SQL expressions of one item. */
export interface PolicyColumns {
  kind: string;
  createdBy: string;
  sectionId: string;
}

/**
 * The same answer as `allows`, as a condition on rows: rights are part of the query, and nothing is
 * filtered after it was fetched. `policy.spec.ts` and an e2e test hold the two together.
 */
export function allowsSql(
  principal: Principal,
  permission: Permission,
  columns: PolicyColumns,
  parameters: SqlParameters,
): string {
  const rules = (all: readonly PermissionRule[]): string => {
    const conditions = all
      .filter((rule) => rule.permission === permission)
      .map((rule) => limitSql(principal, rule, columns, parameters));
    return anyOf(conditions);
  };
  const granted = principal.grants.map((grant) => {
    const held = rules(grant.permissions);
    return held === 'false' ? held : allOf([held, reachSql(principal, grant, columns, parameters)]);
  });
  return allOf([anyOf(granted), principal.scopes === null ? 'true' : rules(principal.scopes)]);
}

function limitSql(
  principal: Principal,
  rule: PermissionRule,
  columns: PolicyColumns,
  parameters: SqlParameters,
): string {
  if (rule.limit === null) return 'true';
  if (rule.limit === 'own') return `${columns.createdBy} = ${parameters.add(principal.staffId)}`;
  return `${columns.kind} = ${parameters.add(KINDS.find((kind) => kind === rule.limit))}`;
}

function reachSql(
  principal: Principal,
  grant: Grant,
  columns: PolicyColumns,
  parameters: SqlParameters,
): string {
  if (grant.sectionId === null) return 'true';
  const path = parameters.add(grant.sectionPath);
  const below = parameters.add(`${grant.sectionPath}/%`);
  return `(${columns.sectionId} in (select id from section where path = ${path} or path like ${below})
    or (${columns.sectionId} is null and ${columns.createdBy} = ${parameters.add(principal.staffId)}))`;
}

/** Drops what decides nothing, and never what carries a parameter: PostgreSQL wants each of them used. */
function anyOf(conditions: string[]): string {
  const possible = conditions.filter((condition) => condition !== 'false');
  return possible.length === 0 ? 'false' : `(${possible.join(' or ')})`;
}

function allOf(conditions: string[]): string {
  const needed = conditions.filter((condition) => condition !== 'true');
  return needed.length === 0 ? 'true' : `(${needed.join(' and ')})`;
}

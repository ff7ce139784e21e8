import { formatPermissionRule, type PermissionRule } from './permissions.js';
import { inForce } from './policy.js';
import type { Principal } from './principal.js';

/**
 * The rules that the caller holds in effect, as text, sorted, each once: what the grants give, below the
 * ceiling of an API token's scopes. Where both limit the same permission in ways that no one rule can say
 * (`own` and a kind), the grant's limit stands here, and the policy judges by both.
 */
export function effectiveRules({ grants, scopes }: Principal): string[] {
  const granted = grants.flatMap((grant) =>
    grant.permissions.filter(({ permission }) => inForce(grant, permission)),
  );
  const held = scopes === null ? granted : granted.flatMap((rule) => belowCeiling(rule, scopes));
  return [...new Set(held.map(formatPermissionRule))].sort();
}

/** Whether every use that `rule` allows is allowed by one of `ceiling` as well. */
export function isWithin(rule: PermissionRule, ceiling: readonly PermissionRule[]): boolean {
  return ceiling.some(
    ({ permission, limit }) => permission === rule.permission && (limit === null || limit === rule.limit),
  );
}

function belowCeiling(rule: PermissionRule, scopes: readonly PermissionRule[]): PermissionRule[] {
  if (isWithin(rule, scopes)) return [rule];
  return scopes.flatMap((scope) => {
    if (scope.permission !== rule.permission) return [];
    if (rule.limit === null) return [scope];
    const together = rule.limit === 'own' || scope.limit === 'own';
    return together ? [rule] : [];
  });
}

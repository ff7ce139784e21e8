import type { Kind } from '../kinds.js';
import {
  type HoldType,
  isAboutHolds,
  isNewsroomWide,
  type Permission,
  type PermissionRule,
} from './permissions.js';
import type { Grant, Principal } from './principal.js';

/** What a right is judged against: the parts of an item that rights can depend on. */
export interface PolicyTarget {
  kind: Kind;
  createdBy: string;
  /** The path of the item's section (`news/world`), or null without one. */
  sectionPath: string | null;
  /** The type of the hold that it is about. Left out where any will do: what is held for one type fits. */
  holdType?: HoldType;
}

/**
 * Whether the member may do this to this item. A section's grant reaches the section and all below it;
 * an item without a section is reached by grants for everything and by the one who created it.
 */
export function allows(principal: Principal, permission: Permission, target: PolicyTarget): boolean {
  const own = target.createdBy === principal.staffId;
  const fits = (rule: PermissionRule): boolean =>
    rule.permission === permission && isWithinLimit(rule, target, own);
  return (
    principal.grants.some(
      (grant) => reaches(grant, target.sectionPath, own) && grant.permissions.some(fits),
    ) &&
    (principal.scopes === null || principal.scopes.some(fits))
  );
}

function isWithinLimit({ permission, limit }: PermissionRule, target: PolicyTarget, own: boolean): boolean {
  if (limit === null) return true;
  if (isAboutHolds(permission)) return target.holdType === undefined || target.holdType === limit;
  return limit === 'own' ? own : limit === target.kind;
}

/**
 * Whether the member holds the permission anywhere at all, for `kind` if one is given. False means that no
 * record can make a difference, so the refusal may come before any record is looked at. A permission over
 * the newsroom as a whole is held by a grant for everything only.
 */
export function holdsAnywhere(principal: Principal, permission: Permission, kind?: Kind): boolean {
  const fits = (rule: PermissionRule): boolean =>
    rule.permission === permission &&
    (rule.limit === null || rule.limit === 'own' || kind === undefined || rule.limit === kind);
  return (
    principal.grants.some((grant) => inForce(grant, permission) && grant.permissions.some(fits)) &&
    (principal.scopes === null || principal.scopes.some(fits))
  );
}

/** Whether a grant of this reach can give the permission at all. */
export function inForce(grant: Grant, permission: Permission): boolean {
  return grant.sectionId === null || !isNewsroomWide(permission);
}

function reaches(grant: Grant, sectionPath: string | null, own: boolean): boolean {
  if (grant.sectionId === null) return true;
  if (sectionPath === null) return own;
  return sectionPath === grant.sectionPath || sectionPath.startsWith(`${grant.sectionPath}/`);
}

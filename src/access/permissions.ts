import { KINDS, type Kind } from '../kinds.js';

/** Every permission that exists; the names are the contract's. */
export const PERMISSIONS = [
  'item.read',
  'item.create',
  'item.edit',
  'item.submit',
  'item.review',
  'item.approve',
  'item.publish',
  'item.publish_directly',
  'item.backdate',
  'item.schedule',
  'item.unpublish',
  'item.spike',
  'item.kill',
  'embargo.set',
  'embargo.lift',
  'hold.set',
  'hold.release',
  'lock.take_over',
  'photo.upload',
  'photo.rights',
  'author.write',
  'section.write',
  'staff.manage',
  'role.manage',
  'token.manage',
  'audit.read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** What is about no item, photo or section, so that no section narrows it. */
const NEWSROOM_WIDE: ReadonlySet<Permission> = new Set([
  'author.write',
  'staff.manage',
  'role.manage',
  'token.manage',
  'audit.read',
]);

/** Who puts a hold on an item: the desk, or the lawyers. */
export const HOLD_TYPES = ['editorial', 'legal'] as const;
export type HoldType = (typeof HOLD_TYPES)[number];

/** A permission with its optional limit: `own` (created by oneself), one kind of item, or one type of hold. */
export interface PermissionRule {
  permission: Permission;
  limit: 'own' | Kind | HoldType | null;
}

/**
 * Reads `item.edit`, `item.edit:own`, `item.publish:photo_caption` or `hold.set:legal`; null when the text is none of
 * these. The `item.*` permissions are limited to one's own or to a kind, the `hold.*` ones to a type of hold; the others
 * take no limit.
 */
export function parsePermissionRule(text: string): PermissionRule | null {
  const [name, limit, ...rest] = text.split(':');
  const permission = PERMISSIONS.find((known) => known === name);
  if (!permission || rest.length > 0) return null;
  if (limit === undefined) return { permission, limit: null };
  if (isAboutHolds(permission)) {
    const type = HOLD_TYPES.find((known) => known === limit);
    return type ? { permission, limit: type } : null;
  }
  if (!permission.startsWith('item.')) return null;
  if (limit === 'own') return { permission, limit };
  const kind = KINDS.find((known) => known === limit);
  return kind ? { permission, limit: kind } : null;
}

/** The rule as text, as it stands in a role: the inverse of `parsePermissionRule`. */
export function formatPermissionRule({ permission, limit }: PermissionRule): string {
  return limit === null ? permission : `${permission}:${limit}`;
}

/** Whether the permission is limited by the type of hold: its `editorial` is no kind of item. */
export function isAboutHolds(permission: Permission): boolean {
  return permission === 'hold.set' || permission === 'hold.release';
}

/**
 * Whether the permission is one over the newsroom as a whole: staff, roles, tokens, authors, the trail.
 * A grant for one section must not give more than the section, so it gives none of these.
 */
export function isNewsroomWide(permission: Permission): boolean {
  return NEWSROOM_WIDE.has(permission);
}

import type { Principal } from '../access/principal.js';
import type { Permission } from '../access/permissions.js';
import { allows, type PolicyTarget } from '../access/policy.js';
import { allowsSql } from '../access/policy-sql.js';
import type { SqlParameters } from '../database/sql-parameters.js';
import type { Kind } from '../kinds.js';
import type { Visibility } from './item-state.js';

const READING: readonly Permission[] = ['item.read', 'item.edit'];

/** The parts of an item that decide who may see it. */
export interface SeenItem extends PolicyTarget {
  visibility: Visibility;
  /** The section where readers have it, or had it last; null without one. */
  liveSectionPath: string | null;
  readByAllStaff: boolean;
}

/** Whether the member has the permission where readers have the item as well; so it is where they never had it. */
export function allowsWhereLive(principal: Principal, permission: Permission, item: SeenItem): boolean {
  const { liveSectionPath } = item;
  return liveSectionPath === null || allows(principal, permission, { ...item, sectionPath: liveSectionPath });
}

/**
 * Whether the member may read drafts, revisions and history of the item. Who may edit it reads it by that alone: a
 * save answers with what was saved. Killed text needs item.kill.
 */
export function mayReadDraft(principal: Principal, item: SeenItem): boolean {
  if (item.visibility === 'killed') return allows(principal, 'item.kill', item);
  return item.readByAllStaff || READING.some((permission) => allows(principal, permission, item));
}

/** Whether the member may know of the item at all: all staff see what is live. */
export function maySee(principal: Principal, item: SeenItem): boolean {
  return item.visibility === 'live' || mayReadDraft(principal, item);
}

/** `mayReadDraft` as a condition on rows of `item i`. `openKinds` are those that all staff may read. */
export function mayReadDraftSql(
  principal: Principal,
  openKinds: readonly Kind[],
  parameters: SqlParameters,
): string {
  const columns = { kind: 'i.kind', createdBy: 'i.created_by', sectionId: 'i.section_id' };
  const by = (permission: Permission): string => allowsSql(principal, permission, columns, parameters);
  return `case when i.visibility = 'killed' then ${by('item.kill')}
    else (i.kind = any(${parameters.add(openKinds)}::text[]) or ${READING.map(by).join(' or ')}) end`;
}

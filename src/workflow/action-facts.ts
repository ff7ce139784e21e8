import type { HoldType, Permission } from '../access/permissions.js';
import type { Problem } from '../content/readiness.js';
import type { Visibility } from '../items/item-state.js';
import type { LockView } from '../items/item-view.js';
import type { ActionRule, StageOrNone } from './actions.js';
import type { Standing } from './embargo-and-holds/blockers.js';

/** All that a decision rests on; gathered in the transaction that acts on it. */
export interface ActionFacts extends Standing {
  visibility: Visibility;
  stage: StageOrNone;
  /** Whether somebody else has the draft in edit. */
  claimedByAnother: boolean;
  /** The edit lock that somebody else holds. */
  lockedBy: LockView | null;
  /** Whether the member has the permission for this item. */
  permits: (permission: Permission) => boolean;
  /** The same in the section where readers have the item, or had it last. */
  permitsWhereLive: (permission: Permission) => boolean;
  /** Whether the member may release holds of this type here. */
  mayRelease: (type: HoldType) => boolean;
  /** Whether the revision in question has an approval that stands. */
  approved: boolean;
  /** What the revision in question lacks for publication. */
  problems: readonly Problem[];
  /** What keeps the item from going out, whatever it says: holds, the embargo, then the rights to its photos. */
  blockers: readonly Refusal[];
  /** Whether FOUR_EYES is on and the member made a revision since the last publication. */
  ownWorkUnderFourEyes: boolean;
  /** Whether the slug of the revision in question was set by hand and belongs to another item. */
  slugTaken: boolean;
  /** Whether the revision that a schedule pins can still go out: `behind` where readers have it, or a newer one. */
  pin: 'ahead' | 'behind' | 'none';
  /** Whether what is to be cancelled is still planned. */
  planned: boolean;
}

/** The codes of refused actions, in the order in which they are checked. */
export type RefusalCode =
  | 'forbidden'
  | 'invalid_transition'
  | 'claimed'
  | 'locked'
  | 'approval_missing'
  | 'not_ready'
  | 'on_hold'
  | 'embargoed'
  | 'rights_blocked'
  | 'four_eyes'
  | 'slug_taken';

/** Why an action is refused, for whoever asked for it. */
export interface Refusal {
  code: RefusalCode;
  message: string;
}

/** Whether the member has the permission of the row where the item is and, if that counts, where readers have it. */
export function isPermitted(
  { permission, alsoWhereLive }: Pick<ActionRule, 'permission' | 'alsoWhereLive'>,
  facts: ActionFacts,
): boolean {
  return facts.permits(permission) && (!alsoWhereLive || facts.permitsWhereLive(permission));
}

import type { Resolved } from '../content/reference.js';
import type { ChangeType } from '../items/change-type.js';
import type { Revision } from '../items/revision.entity.js';
import type { RunningPlan } from '../schedules/planned-schedules.js';
import type { Approval } from '../workflow/approval.entity.js';

/** The two actions that make something live. */
export type PublicationAction = 'publish' | 'republish';

/** A publication that has been decided: nothing here asks whether it may be. */
export interface DecidedPublication {
  action: PublicationAction;
  revision: Revision;
  /** What the revision refers to, as it is under the locks of this publication. */
  resolved: Resolved;
  /** The database's time, read under the lock of the item. */
  at: Date;
  changeType: ChangeType;
  note: string | null;
  publicNote: string | null;
  /** Why it goes out although the rights to a photo say otherwise. */
  rightsOverride: string | null;
  /** The current correction of the item that this one takes the place of. */
  supersedes: string | null;
  /** That it rests on; null where it is published directly, or again. */
  approval: Approval | null;
  firstPublishedAt: Date | null;
  /** The schedule that is carried out by it. */
  plan?: RunningPlan;
}

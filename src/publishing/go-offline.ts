import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Reference } from '../content/reference.js';
import { databaseTime } from '../database/database-time.js';
import { changeItem, type ItemPatch } from '../items/item-changes.js';
import type { OpenedItem } from '../items/item-gate.js';
import { settleReferences } from '../items/reference-rows.js';
import { Outbox } from '../outbox/outbox.js';
import { PlannedSchedules, type RunningPlan } from '../schedules/planned-schedules.js';
import { StaleDocuments } from '../published/stale-documents.js';
import { holdAddresses } from './addresses/addresses.js';
import { closePublication } from './publication-record.js';
import { type RedirectTarget, setRedirect } from './addresses/redirect-target.js';

/** How a publication ends, for readers and for the item. */
export interface Ending {
  state: 'withdrawn' | 'killed';
  notice: string | null;
  /** Where readers are led instead. */
  redirect: RedirectTarget | null;
  patch: ItemPatch;
  details: Readonly<Record<string, unknown>>;
  /** The schedule that is carried out by it. */
  plan?: RunningPlan;
  /** What the desk's content refers to from now on; left out where that does not change. */
  draftReferences?: readonly Reference[];
}

/** What unpublishing and killing write alike. */
@Injectable()
export class GoOffline {
  constructor(
    private readonly stale: StaleDocuments,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly plans: PlannedSchedules,
  ) {}

  /**
   * Ends the publication, puts the tombstone in the document's place, and tells everybody. Without an actor it is the
   * system's doing.
   */
  async run(tx: EntityManager, actor: Principal | null, { item }: OpenedItem, ending: Ending): Promise<void> {
    const revision = item.lastLiveRevision;
    if (revision === null) throw new Error(`Item ${item.id} is taken off and was never live.`);
    const action = ending.state === 'killed' ? 'kill' : 'unpublish';
    // Whoever is about to take over one that the item has left is through with it, or finds the item gone.
    await holdAddresses(tx, item, null);
    const at = await databaseTime(tx);
    await closePublication(tx, item.id, at);
    await changeItem(tx, item, ending.patch);
    // The stories that show it lose it: marked before the references that lead here are gone.
    await this.stale.markByTarget(tx, { itemId: item.id, action, revision, changeType: null });
    await settleReferences(tx, item.id, { live: [], draft: ending.draftReferences });
    await this.stale.forget(tx, item.id);
    await setRedirect(tx, item.id, ending.redirect);
    await tx.query(TOMBSTONE, [item.id, ending.state, ending.notice, at]);
    await this.audit.record(tx, actor, {
      action,
      itemId: item.id,
      revision,
      details: {
        ...ending.details,
        ...(ending.plan
          ? { scheduleId: ending.plan.scheduleId, plannedFor: ending.plan.plannedFor.toISOString() }
          : {}),
      },
    });
    await this.settlePlans(tx, actor, item.id, at, ending);
    await this.outbox.append(tx, {
      event: ending.state === 'killed' ? 'killed' : 'unpublished',
      itemId: item.id,
    });
  }

  /** What is killed has no plans; what is taken off need not be taken off again, but may come back as planned. */
  private async settlePlans(
    tx: EntityManager,
    actor: Principal | null,
    itemId: string,
    at: Date,
    { state, plan }: Ending,
  ): Promise<void> {
    if (plan) await this.plans.done(tx, actor, plan, { at, publicationId: null });
    if (state === 'killed') {
      const reason = 'The item was killed.';
      await this.plans.end(tx, actor, { itemId }, { outcome: 'cancelled', reason });
    } else {
      const reason = 'The item was taken off before.';
      await this.plans.end(tx, actor, { itemId, action: 'unpublish' }, { outcome: 'overtaken', reason });
    }
  }
}

/** Nothing of the text stays where readers are served from. */
const TOMBSTONE = `
  update published_item set state = $2, notice = $3, ended_at = $4, document = null, card = null,
      etag = '"' || md5(item_id::text || $2 || $4::timestamptz::text) || '"', last_modified = $4,
      author_ids = '{}', tags = '{}'
    where item_id = $1`;

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { databaseTime } from '../database/database-time.js';
import { validationFailed } from '../errors.js';
import { etagOf, type Precondition } from '../http/precondition.js';
import type { Item } from '../items/item.entity.js';
import { changeItem } from '../items/item-changes.js';
import { ItemGate } from '../items/item-gate.js';
import { Revisions } from '../items/revisions.js';
import { unknownRevision } from '../items/unknown-revision.js';
import { PublicationJudge, whereItGoes } from '../publishing/publication-judge.js';
import { checkAgainst } from '../publishing/publication-request.js';
import { TakeDown } from '../publishing/take-down.js';
import { type NewPlan, PlannedSchedules } from '../schedules/planned-schedules.js';
import { ACTIONS } from '../workflow/actions.js';
import type { NewSchedule } from './new-schedule.dto.js';
import { type PlannedTime, readPlannedTime } from './planned-time.js';
import { termsOf, termsOfEnd, termsOfPublication } from './schedule-terms.js';

/** A schedule that was made or cancelled, and the ETag that its item has by that. */
export interface PlannedChange {
  scheduleId: string;
  etag: string;
}

/** Plans what is to happen to an item, or plans it anew. */
@Injectable()
export class SchedulePlanning {
  constructor(
    private readonly gate: ItemGate,
    private readonly publications: PublicationJudge,
    private readonly takeDown: TakeDown,
    private readonly revisions: Revisions,
    private readonly plans: PlannedSchedules,
  ) {}

  /**
   * Plans it, in the place of what was planned of that action. Judged as if it were done now, and again when it is done.
   * Throws `validation_failed` for the time and what goes with it, then as `ItemGate.change`, then the first refusal.
   */
  async plan(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    body: NewSchedule,
  ): Promise<PlannedChange> {
    const terms = termsOf(body);
    const time = await readPlannedTime(body.at, body.timeZone);
    if (time.at <= (await databaseTime(tx))) throw wrong('/at', 'in_the_past', 'lies in the past');
    return body.action === 'publish'
      ? this.planPublication(tx, actor, id, seen, body, { ...time, terms })
      : this.planEnd(tx, actor, id, seen, body, { ...time, terms });
  }

  private async planPublication(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    body: NewSchedule,
    plan: PlannedTime & Pick<NewPlan, 'terms'>,
  ): Promise<PlannedChange> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS.schedule.permission);
    await checkAgainst(tx, opened.item, termsOfPublication(body));
    const pinned = await this.revisions.find(tx, id, body.revision ?? opened.item.draftRevision);
    if (body.revision != null && !pinned) throw unknownRevision();
    const target = pinned ? await whereItGoes(tx, opened, pinned) : opened;
    if (body.overrideRights) this.gate.demand(actor, 'photo.rights', target.target);
    const { revision } = await this.publications.demand(tx, actor, target, {
      row: 'schedule',
      revision: pinned,
      at: plan.at,
      overridesRights: Boolean(body.overrideRights),
    });
    return this.put(tx, actor, opened.item, { ...plan, action: 'publish', revision: revision.number });
  }

  private async planEnd(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    body: NewSchedule,
    plan: PlannedTime & Pick<NewPlan, 'terms'>,
  ): Promise<PlannedChange> {
    const { item } = await this.takeDown.openToPlan(tx, actor, id, seen, termsOfEnd(body));
    if (item.liveRevision === null) throw new Error(`Item ${id} passed the table and is not live.`);
    if (body.revision != null && body.revision !== item.liveRevision) {
      throw wrong('/revision', 'not_live', `is not the live revision, which is ${item.liveRevision}`);
    }
    return this.put(tx, actor, item, { ...plan, action: 'unpublish', revision: item.liveRevision });
  }

  private async put(
    tx: EntityManager,
    actor: Principal,
    item: Item,
    plan: Omit<NewPlan, 'itemId'>,
  ): Promise<PlannedChange> {
    await this.plans.end(
      tx,
      actor,
      { itemId: item.id, action: plan.action },
      { outcome: 'cancelled', reason: `It was planned anew, for ${plan.at.toISOString()}.` },
    );
    await changeItem(tx, item, {});
    const scheduleId = await this.plans.plan(tx, actor, { ...plan, itemId: item.id });
    return { scheduleId, etag: etagOf(item.version) };
  }
}

function wrong(pointer: string, code: string, message: string): Error {
  return validationFailed([{ pointer, code, message }]);
}

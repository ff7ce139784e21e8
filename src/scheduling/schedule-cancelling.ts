import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { notFound } from '../errors.js';
import { etagOf, type Precondition } from '../http/precondition.js';
import { changeItem } from '../items/item-changes.js';
import { ItemGate } from '../items/item-gate.js';
import { PlannedSchedules } from '../schedules/planned-schedules.js';
import { Schedule } from '../schedules/schedule.entity.js';
import { ActionJudge } from '../workflow/action-judge.js';
import { ACTIONS } from '../workflow/actions.js';
import type { PlannedChange } from './schedule-planning.js';

/** Cancels what is planned for an item. */
@Injectable()
export class ScheduleCancelling {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly plans: PlannedSchedules,
  ) {}

  /** Cancels what is planned. Throws `not_found` for no schedule of the item, `invalid_transition` for an ended one. */
  async cancel(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    scheduleId: string,
  ): Promise<PlannedChange> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS.unschedule.permission);
    const schedule = await tx.getRepository(Schedule).findOneBy({ id: scheduleId, itemId: id });
    if (!schedule) throw notFound('schedule');
    const facts = this.judge.factsOf(actor, opened);
    this.judge.demand('unschedule', { ...facts, planned: schedule.outcome === null });
    const reason = 'It was cancelled by hand.';
    await this.plans.end(tx, actor, { itemId: id, id: scheduleId }, { outcome: 'cancelled', reason });
    await changeItem(tx, opened.item, {});
    return { scheduleId, etag: etagOf(opened.item.version) };
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { databaseError } from '../database/database-error.js';
import { Transactions } from '../database/transactions.js';
import { DomainError, forbidden } from '../errors.js';
import { Precondition } from '../http/precondition.js';
import type { Item } from '../items/item.entity.js';
import { changeItem } from '../items/item-changes.js';
import { ItemGate } from '../items/item-gate.js';
import { isBehind } from '../publishing/publication-judge.js';
import { Publish } from '../publishing/publish.js';
import type { RepublishBody, UnpublishBody } from '../publishing/publishing.dto.js';
import { TakeDown } from '../publishing/take-down.js';
import { type PlanEnding, PlannedSchedules } from '../schedules/planned-schedules.js';
import { memberPrincipal } from '../staff/principals.js';
import { claim, type DueSchedule, firstDue, lockDue } from './due-schedules.js';

/**
 * Carries out what is due, one transaction each: the publication and the end of its schedule are committed together or
 * not at all. So a process may die anywhere, and several may work at once.
 */
@Injectable()
export class ScheduleRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly gate: ItemGate,
    private readonly publish: Publish,
    private readonly takeDown: TakeDown,
    private readonly plans: PlannedSchedules,
  ) {}

  /**
   * Carries out, or refuses, the item's schedule that is due first. False where there is none, or another process has
   * it. Throws what is no refusal: the schedule is then still planned, and can be tried again.
   */
  async next(itemId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await claim(tx, itemId))) return false;
      const due = await firstDue(tx, itemId);
      if (!due) return false;
      await this.publish.lock(tx, itemId, due.action === 'publish' ? due.revision : null);
      const schedule = await lockDue(tx, due.id);
      if (!schedule) return false;
      await this.settle(tx, schedule);
      return true;
    });
  }

  private async settle(tx: EntityManager, schedule: DueSchedule): Promise<void> {
    const { item } = await this.gate.unjudged(tx, schedule.itemId);
    const ending = isOvertaken(item, schedule) ? OVERTAKEN : await this.tryTo(tx, item, schedule);
    if (ending === null) return;
    await this.plans.end(tx, null, { itemId: item.id, id: schedule.id }, ending);
    await changeItem(tx, item, {});
  }

  /** Does it inside a savepoint, so that a refusal leaves nothing of it behind. Null if it was done. */
  private async tryTo(tx: EntityManager, item: Item, schedule: DueSchedule): Promise<PlanEnding | null> {
    try {
      await tx.transaction(async (inner) => this.carryOut(inner, item, schedule));
      return null;
    } catch (error) {
      const refusal = refusalIn(error);
      if (!refusal) throw error;
      return { outcome: 'refused', reason: refusal.detail, code: refusal.code };
    }
  }

  /** As whoever planned it, with the rights that they have by now. */
  private async carryOut(tx: EntityManager, item: Item, schedule: DueSchedule): Promise<void> {
    const planner = await plannerOf(tx, schedule);
    const { id: scheduleId, itemId, revision, at: plannedFor, terms } = schedule;
    if (schedule.action === 'publish') {
      // The terms were validated when they were planned, as the body of the same action.
      const request = terms as RepublishBody;
      await this.publish.publishPinned(tx, planner, { scheduleId, plannedFor, itemId, revision, request });
    } else {
      const request = terms as unknown as UnpublishBody;
      const plan = { scheduleId, plannedFor, itemId, request };
      await this.takeDown.unpublishAsPlanned(tx, planner, plan, Precondition.version(item.version));
    }
  }
}

const OVERTAKEN: PlanEnding = {
  outcome: 'overtaken',
  reason: 'This revision or a newer one was published before.',
};

function isOvertaken(item: Item, { action, revision }: DueSchedule): boolean {
  return action === 'publish' && isBehind(item, revision);
}

async function plannerOf(tx: EntityManager, { plannedBy, scopes }: DueSchedule): Promise<Principal> {
  try {
    return await memberPrincipal(tx, plannedBy, scopes);
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'not_found')) throw error;
    throw forbidden('item.schedule', 'Whoever planned it is no longer an active member of staff.');
  }
}

/** What was refused by a rule of the newsroom; null for a lost database and for faults of ours, which may pass. */
function refusalIn(error: unknown): DomainError | null {
  const refusal = error instanceof DomainError ? error : databaseError(error);
  if (!refusal || refusal.code === 'refused_by_database') return null;
  return ['invalid', 'forbidden', 'missing', 'conflict'].includes(refusal.family) ? refusal : null;
}

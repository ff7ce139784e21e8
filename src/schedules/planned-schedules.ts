import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { formatPermissionRule } from '../access/permissions.js';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { newId } from '../database/id.js';
import type { ErrorCode } from '../error-catalogue.js';
import { Schedule } from './schedule.entity.js';
import type { ScheduleAction, ScheduleOutcome } from './schedule-words.js';

/** What is to be planned. */
export type NewPlan = Pick<Schedule, 'itemId' | 'action' | 'revision' | 'at' | 'timeZone' | 'terms'>;

/** The schedule that is being carried out, as what it does tells of it. */
export interface RunningPlan {
  scheduleId: string;
  /** When it was to be done. */
  plannedFor: Date;
}

/** How schedules end that are not carried out. */
export interface PlanEnding {
  outcome: Exclude<ScheduleOutcome, 'done'>;
  /** One sentence, for the desk. */
  reason: string;
  /** Of the refusal. */
  code?: ErrorCode;
}

/** Which of an item's planned schedules: all, or those that fit what is said. */
export interface WhichPlans {
  itemId: string;
  id?: string;
  action?: ScheduleAction;
  /** Those of this revision and older ones. */
  upToRevision?: number;
}

interface EndedRow {
  id: string;
  item_id: string;
  action: ScheduleAction;
  revision: number;
  at: Date;
}

/**
 * Plans and their ends, in the transaction of what makes or ends them. All that writes here holds the lock of the
 * item: so its schedules are never two transactions' at once, and no order of locks but the items' is to be kept.
 */
@Injectable()
export class PlannedSchedules {
  constructor(private readonly audit: AuditTrail) {}

  /** Plans something and returns its id. */
  async plan(tx: EntityManager, actor: Principal, plan: NewPlan): Promise<string> {
    const id = newId();
    await tx.insert(Schedule, {
      ...plan,
      id,
      terms: plan.terms as never,
      plannedBy: actor.staffId,
      plannedAt: () => 'clock_timestamp()',
      scopes: actor.scopes?.map(formatPermissionRule) ?? null,
    });
    await this.audit.record(tx, actor, {
      action: 'schedule',
      itemId: plan.itemId,
      revision: plan.revision,
      details: {
        scheduleId: id,
        action: plan.action,
        plannedFor: plan.at.toISOString(),
        ...(plan.timeZone === null ? {} : { timeZone: plan.timeZone }),
      },
    });
    return id;
  }

  /** Whether anything is planned for the item. */
  async isAnyPlanned(tx: EntityManager, itemId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      'select from schedule where item_id = $1 and outcome is null limit 1',
      [itemId],
    );
    return rows.length > 0;
  }

  /** Says of the schedule that it was carried out at `at`, as the publication of that id if it published. */
  async done(
    tx: EntityManager,
    actor: Principal | null,
    { scheduleId }: RunningPlan,
    { at, publicationId }: { at: Date; publicationId: string | null },
  ): Promise<void> {
    const [ended] = await tx.query<[EndedRow[], number]>(
      `update schedule set outcome = 'done', ended_at = $2, publication_id = $3 where id = $1
       returning id, item_id, action, revision, at`,
      [scheduleId, at, publicationId],
    );
    await this.tell(tx, actor, ended, 'done');
  }

  /** Ends those that are still planned, for the reason given. */
  async end(
    tx: EntityManager,
    actor: Principal | null,
    { itemId, id, action, upToRevision }: WhichPlans,
    { outcome, reason, code }: PlanEnding,
  ): Promise<void> {
    const [ended] = await tx.query<[EndedRow[], number]>(
      `update schedule set outcome = $2, reason = $3, ended_at = clock_timestamp()
        where item_id = $1 and outcome is null and id = coalesce($4, id) and action = coalesce($5, action)
          and revision <= coalesce($6, revision)
       returning id, item_id, action, revision, at`,
      [itemId, outcome, reason, id ?? null, action ?? null, upToRevision ?? null],
    );
    await this.tell(tx, actor, ended, outcome, { reason, ...(code === undefined ? {} : { code }) });
  }

  private async tell(
    tx: EntityManager,
    actor: Principal | null,
    ended: readonly EndedRow[],
    outcome: ScheduleOutcome,
    why: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    for (const { id, item_id, action, revision, at } of ended) {
      await this.audit.record(tx, actor, {
        action: `schedule.${outcome}`,
        itemId: item_id,
        revision,
        details: { scheduleId: id, action, plannedFor: at.toISOString(), ...why },
      });
    }
  }
}

import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Comments } from '../comments/comments.js';
import { newId } from '../database/id.js';
import { DomainError } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import { dropLock, lockOfAnother } from '../items/edit-lock.js';
import { changeItem, type ItemPatch } from '../items/item-changes.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import type { Kind } from '../kinds.js';
import { PlannedSchedules } from '../schedules/planned-schedules.js';
import { ActionJudge } from './action-judge.js';
import { ACTIONS, type ActionName } from './actions.js';
import { Approval } from './approval.entity.js';

/** The verbs that move a draft from stage to stage. Readers see nothing of them. */
@Injectable()
export class Review {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly comments: Comments,
    private readonly audit: AuditTrail,
    private readonly plans: PlannedSchedules,
  ) {}

  /** Hands the draft to the desk. */
  async submit(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<void> {
    const opened = await this.judge.open(tx, actor, id, seen, 'submit');
    await this.move(tx, actor, opened, 'submit', { stage: 'submitted' });
  }

  /**
   * Takes the draft into editing: only who claimed it saves. A second claim takes over. The edit lock of another ends
   * with it: they could not save any more, and would keep the claimer from it.
   */
  async claim(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<void> {
    const opened = await this.judge.open(tx, actor, id, seen, 'claim');
    const lock = await lockOfAnother(tx, actor, id);
    if (lock) await dropLock(tx, id);
    const details = {
      ...(opened.item.assigneeId === null ? {} : { takenFrom: opened.item.assigneeId }),
      ...(lock === null ? {} : { lockTakenFrom: lock.holder.id }),
    };
    await this.move(tx, actor, opened, 'claim', { stage: 'in_edit', assigneeId: actor.staffId }, details);
  }

  /** Sends the draft back with what should change; an approval of it is withdrawn. */
  async requestChanges(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    comment: string,
  ): Promise<void> {
    const opened = await this.judge.open(tx, actor, id, seen, 'request-changes');
    await tx.update(
      Approval,
      { itemId: id, revision: draftOf(opened), withdrawnAt: IsNull() },
      { withdrawnBy: actor.staffId, withdrawnAt: () => 'clock_timestamp()' },
    );
    const commentId = await this.comments.append(tx, actor, id, { text: comment });
    await this.move(
      tx,
      actor,
      opened,
      'request-changes',
      { stage: 'changes_requested', assigneeId: null },
      { commentId },
    );
  }

  /** Approves exactly the revision that the draft is now. */
  async approve(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<void> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS.approve.permission);
    await this.judge.demandNow(tx, actor, opened, 'approve');
    const revision = draftOf(opened);
    await tx.insert(Approval, {
      id: newId(),
      itemId: id,
      revision,
      approvedBy: actor.staffId,
      approvedAt: () => 'clock_timestamp()',
    });
    await this.move(tx, actor, opened, 'approve', { stage: 'approved', assigneeId: null });
  }

  /** Drops an item that was never live. Its revisions stay. */
  async spike(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<void> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS.spike.permission);
    await this.drop(tx, actor, opened);
  }

  /** Spikes an item that was never published. Throws `was_published` for any other: nothing is deleted. */
  async remove(
    tx: EntityManager,
    actor: Principal,
    kind: Kind,
    id: string,
    seen: Precondition,
  ): Promise<void> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS.spike.permission, kind);
    if (opened.item.firstPublishedAt !== null) throw new DomainError('was_published');
    await this.drop(tx, actor, opened);
  }

  /** Takes a spiked item back, with its draft as it was. */
  async unspike(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<void> {
    const opened = await this.judge.open(tx, actor, id, seen, 'unspike');
    await this.move(tx, actor, opened, 'unspike', { visibility: 'unpublished' });
  }

  private async drop(tx: EntityManager, actor: Principal, opened: OpenedItem): Promise<void> {
    await this.judge.demandNow(tx, actor, opened, 'spike');
    const reason = 'The item was spiked.';
    await this.plans.end(tx, actor, { itemId: opened.item.id }, { outcome: 'cancelled', reason });
    await this.move(tx, actor, opened, 'spike', { visibility: 'spiked' });
  }

  private async move(
    tx: EntityManager,
    actor: Principal,
    { item }: OpenedItem,
    action: ActionName,
    patch: ItemPatch,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await changeItem(tx, item, patch);
    await this.audit.record(tx, actor, { action, itemId: item.id, revision: item.draftRevision, details });
  }
}

/** The draft's number. The table lets no action of review through without a draft. */
function draftOf({ item }: OpenedItem): number {
  if (item.draftRevision === null) throw new Error(`Item ${item.id} passed the table without a draft.`);
  return item.draftRevision;
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { DomainError } from '../../errors.js';
import { dropLock, lockOfAnother, putLock } from '../../items/edit-lock.js';
import { ItemGate } from '../../items/item-gate.js';
import type { LockView } from '../../items/item-view.js';
import { ActionJudge } from '../../workflow/action-judge.js';
import type { TakeLock } from './take-lock.dto.js';

const DEFAULT_TTL_SECONDS = 120;

/** Edit locks: who is at work on an item, so that the others do not begin what they could not save. */
@Injectable()
export class EditLocks {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Takes the lock, or makes one's own last longer. It is for those who could save: throws `not_found`, `forbidden`,
   * then what a save would be refused with, `locked` with its holder included unless `takeOver` is asked for. No
   * save is under way when it is given: what others save later meets it.
   */
  async take(tx: EntityManager, actor: Principal, id: string, wanted: TakeLock): Promise<LockView> {
    const { ttlSeconds = DEFAULT_TTL_SECONDS, takeOver = false } = wanted;
    const opened = await this.gate.openBeside(tx, actor, id, 'item.edit');
    const standing = await lockOfAnother(tx, actor, id);
    if (standing && takeOver) this.gate.demand(actor, 'lock.take_over', opened.target);
    const facts = this.judge.factsOf(actor, opened);
    this.judge.demand('save', { ...facts, lockedBy: takeOver ? null : standing });
    if (standing) {
      const details = { takenFrom: standing.holder.id };
      await this.audit.record(tx, actor, { action: 'lock.take_over', itemId: id, details });
    }
    return putLock(tx, actor, id, ttlSeconds);
  }

  /** Gives one's lock back; there is nothing to do without one. Throws `locked` where it is somebody else's. */
  async release(tx: EntityManager, actor: Principal, id: string): Promise<void> {
    await this.gate.openBeside(tx, actor, id, 'item.edit');
    const standing = await lockOfAnother(tx, actor, id);
    if (standing) {
      const { name } = standing.holder;
      throw new DomainError('locked', `The lock is ${name}’s, who alone gives it back.`, { ...standing });
    }
    await dropLock(tx, id);
  }
}

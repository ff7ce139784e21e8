import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { DomainError, forbidden, notFound } from '../../errors.js';
import type { Precondition } from '../../http/precondition.js';
import { changeItem } from '../../items/item-changes.js';
import { ItemGate } from '../../items/item-gate.js';
import { allowsWhereLive } from '../../items/item-rights.js';
import { Outbox } from '../../outbox/outbox.js';
import { correctionStatus } from './correction-records.js';
import { DocumentRenderer } from '../rendering/document-renderer.js';

/** Which correction is withdrawn, and why. */
export interface Withdrawal {
  correctionId: string;
  reason: string;
}

/** Takes corrections back that should not have been made. */
@Injectable()
export class Corrections {
  constructor(
    private readonly gate: ItemGate,
    private readonly renderer: DocumentRenderer,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Withdraws a current correction: it is no longer delivered with the item, and stays on record as withdrawn. The
   * item's version moves, its `updatedAt` does not. Returns the new version. Throws `not_found`,
   * `precondition_required`, `stale_version`, `forbidden`, `invalid_transition` for a killed item, `correction_ended`.
   */
  async withdraw(
    tx: EntityManager,
    actor: Principal,
    itemId: string,
    seen: Precondition,
    { correctionId, reason }: Withdrawal,
  ): Promise<number> {
    await this.gate.see(tx, actor, itemId);
    if ((await correctionStatus(tx, itemId, correctionId)) === null) throw notFound('correction');
    await this.renderer.lock(tx, itemId);
    const { item, target } = await this.gate.change(tx, actor, itemId, seen, 'item.publish');
    if (!allowsWhereLive(actor, 'item.publish', target)) {
      throw forbidden('item.publish', 'You do not have item.publish in the section where readers have it.');
    }
    if (item.visibility === 'killed') {
      throw new DomainError(
        'invalid_transition',
        'The item was withdrawn for good, with all its corrections.',
      );
    }
    const status = await correctionStatus(tx, itemId, correctionId);
    if (status !== 'current') {
      throw new DomainError('correction_ended', `The correction was ${status}; only a current one can be.`);
    }
    await tx.query(
      `update correction set withdrawn_by = $3, withdrawn_at = clock_timestamp(), withdrawal_reason = $4
        where item_id = $1 and id = $2`,
      [itemId, correctionId, actor.staffId, reason],
    );
    await changeItem(tx, item, {});
    await this.audit.record(tx, actor, {
      action: 'correction.withdraw',
      itemId,
      details: { correctionId, reason },
    });
    if (item.visibility === 'live') {
      await this.renderer.renderAgain(tx, itemId);
      await this.outbox.append(tx, {
        event: 'correction_withdrawn',
        itemId,
        details: { correctionId },
      });
    }
    return item.version;
  }

  /** For answers that are replayed: the member may still see the item, and still publish it. */
  async recheck(tx: EntityManager, actor: Principal, itemId: string): Promise<void> {
    await this.gate.recheck(tx, actor, itemId, 'item.publish');
  }
}

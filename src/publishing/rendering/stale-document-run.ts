import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { tryLock } from '../../database/advisory-lock.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../outbox/outbox.js';
import type { ItemChange } from '../../published/stale-documents.js';
import { DocumentRenderer } from './document-renderer.js';
import { type StaleMark, StaleMarks } from './stale-marks.js';

/** Renders one stale document again, and lets its item's history say why. */
@Injectable()
export class StaleDocumentRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly marks: StaleMarks,
    private readonly renderer: DocumentRenderer,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Renders it in a transaction of its own; false where another process has it in hand. The mark is not locked meanwhile:
   * a publication that marks it again must not wait for us.
   */
  async renderAgain(mark: StaleMark): Promise<boolean> {
    return this.transactions.run(async (tx) => this.run(tx, mark));
  }

  private async run(tx: EntityManager, mark: StaleMark): Promise<boolean> {
    if (!(await tryLock(tx, `render ${mark.itemId}`))) return false;
    const revision = await this.renderer.renderAgain(tx, mark.itemId);
    const causes = await this.marks.settle(tx, mark);
    if (revision !== null) await this.tell(tx, mark.itemId, revision, causes);
    return true;
  }

  /** The item's history says why readers see another document, although nobody touched the item. */
  private async tell(
    tx: EntityManager,
    itemId: string,
    revision: number,
    causes: readonly ItemChange[],
  ): Promise<void> {
    if (causes.length > 0) {
      await this.audit.record(tx, null, { action: 'rerender', itemId, revision, details: { causes } });
    }
    await this.outbox.append(tx, { event: 'rendered', itemId });
  }
}

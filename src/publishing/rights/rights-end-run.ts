import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { tryLock } from '../../database/advisory-lock.js';
import { Transactions } from '../../database/transactions.js';
import { lockForPublication } from '../publication-locks.js';
import { TakeDown } from '../take-down.js';
import { markDone, type RightsEnd, RightsEnds } from './rights-ends.js';
import { RightsTrail } from './rights-trail.js';

/**
 * Does what the end of the rights to a photo asks for, one transaction for each live caption: what is done and the mark
 * that it was are committed together or not at all. So a process may die anywhere, and several may work at once.
 */
@Injectable()
export class RightsEndRun {
  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly ends: RightsEnds,
    private readonly takeDown: TakeDown,
    private readonly trail: RightsTrail,
  ) {}

  /** What was done about the caption; null where there was nothing to do, or another process has it. */
  async next(itemId: string): Promise<RightsEnd | null> {
    return this.transactions.run(async (tx) => {
      if (!(await tryLock(tx, `rights ${itemId}`))) return null;
      // As in a publication: the item before the photo. What stories it is in is not locked, and is marked stale.
      await lockForPublication(tx, itemId, { references: [], photoId: null, sectionIds: [] });
      const end = await this.ends.lockDue(tx, itemId);
      if (!end) return null;
      await markDone(tx, end);
      await this.trail.tell(tx, end);
      if (end.step === 'ended' && this.config.rightsEnd === 'withdraw') {
        const reason = `The rights to the photo ended on ${end.validUntil.toISOString()}.`;
        await this.takeDown.withdrawUnasked(tx, itemId, reason);
      }
      return end;
    });
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { waitForLock } from '../../database/advisory-lock.js';
import { Transactions } from '../../database/transactions.js';
import { PhotoStore } from './file-store.js';

/**
 * Removes originals that no photo has. A photo's row is written under the same lock, after a look at whether the
 * file is there: so no file goes that a row is just being made for, and no row is left without its file.
 */
@Injectable()
export class UnusedOriginals {
  private readonly logger = new Logger(UnusedOriginals.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: PhotoStore,
  ) {}

  /** Removes the file unless a photo has it; says whether it did. */
  async removeUnused(sha256: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      await lockOriginal(tx, sha256);
      const [used] = await tx.query<unknown[]>('select from photo where sha256 = $1', [sha256]);
      if (used !== undefined) return false;
      await this.store.remove(sha256);
      return true;
    });
  }

  /** The same for the file of a photo that is gone already: what cannot be removed now is left to the sweep. */
  async removeLeftOver(sha256: string): Promise<void> {
    try {
      await this.removeUnused(sha256);
    } catch (error) {
      this.logger.warn({ err: error, sha256 }, 'A file without a photo could not be removed; the sweep will');
    }
  }
}

/** Whoever adds or removes the row or the file of one original waits for whoever else does, until they are done. */
export async function lockOriginal(tx: EntityManager, sha256: string): Promise<void> {
  await waitForLock(tx, `the original ${sha256}`);
}

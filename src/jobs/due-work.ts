import type { Logger } from '@nestjs/common';
import { databaseError } from '../database/database-error.js';
import { inLanes } from './lanes.js';
import { Postponements } from './postponements.js';

const BATCH = 100;

/** What falls due for items, and how it is done. */
export interface DueTask {
  /** The items that something is due for, at most so many and those first that are longest overdue; without `postponed`. */
  due(limit: number, postponed: readonly string[]): Promise<string[]>;
  /** Does what is due first for the item; false where there is nothing, or another process has it. */
  next(itemId: string): Promise<boolean>;
  /** How many items at once. */
  lanes: number;
  /** What the log is told where it failed for an item. */
  failure: string;
}

/** Does what is due, for several items at once. What fails is tried again later and later, and keeps no other item waiting. */
export class DueWork {
  private readonly left = new Postponements();

  constructor(
    private readonly logger: Logger,
    private readonly task: DueTask,
  ) {}

  /** The items that are left alone for a while. */
  postponed(): string[] {
    return this.left.items();
  }

  /** Does all that is due now, until `isStopped`. Throws where the database is lost, which is no item's fault. */
  async drain(isStopped: () => boolean): Promise<void> {
    for (let goesOn = true; goesOn && !isStopped();) goesOn = await this.batch(isStopped);
  }

  /** Whether anything was done, so that there may be more. */
  private async batch(isStopped: () => boolean): Promise<boolean> {
    let isDone = false;
    const items = await this.task.due(BATCH, this.postponed());
    await inLanes(this.task.lanes, items, async (itemId) => {
      if (!isStopped() && (await this.tryNext(itemId))) isDone = true;
    });
    return isDone;
  }

  private async tryNext(itemId: string): Promise<boolean> {
    try {
      const isDone = await this.task.next(itemId);
      this.left.clear(itemId);
      return isDone;
    } catch (error) {
      if (databaseError(error)?.family === 'unavailable') throw error;
      this.left.postpone(itemId);
      this.logger.error({ err: error, itemId }, this.task.failure);
      return false;
    }
  }
}

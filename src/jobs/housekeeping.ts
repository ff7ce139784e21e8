import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { tryLock } from '../database/advisory-lock.js';
import { Transactions } from '../database/transactions.js';

const EVERY_MS = 10 * 60 * 1000;
/** Rows of one transaction: far below the time limit of a statement, however much has piled up. */
const BATCH = 5_000;

/**
 * What is thrown away, and when. Keys come with every POST, so an index finds the old ones; the other tables
 * grow with sign-ins alone, and are read from end to end.
 */
const EXPIRED: Readonly<Record<string, string>> = {
  idempotency_key: `created_at < now() - interval '24 hours'`,
  // Its spent refresh tokens go with it.
  session: `least(ended_at, refresh_expires_at) < now() - interval '7 days'`,
  sign_in_failure: `last_failed_at < now() - interval '1 day'`,
};

/** Throws away what has expired, every ten minutes, on one process at a time. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Housekeeping.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly transactions: Transactions) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.runOnce().then(
        () => undefined,
        // The next round finds the same rows again, so nothing is lost by going on.
        (error: unknown) => this.logger.error({ err: error }, 'Housekeeping failed'),
      );
    }, EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** One round; gives how many rows of each table went. Another process's round makes it do nothing. */
  async runOnce(): Promise<Record<string, number>> {
    const removed: Record<string, number> = {};
    for (const [table, condition] of Object.entries(EXPIRED)) {
      removed[table] = 0;
      for (let count = BATCH; count === BATCH && !this.stopped;) {
        count = await this.removeBatch(table, condition);
        removed[table] += count;
      }
    }
    return removed;
  }

  private async removeBatch(table: string, condition: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      if (!(await tryLock(tx, 'housekeeping'))) return 0;
      const [, count] = await tx.query<[unknown[], number]>(
        `delete from ${table} where ctid = any (array(select ctid from ${table} where ${condition} limit $1))`,
        [BATCH],
      );
      return count;
    });
  }
}

import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { Config } from '../config.js';
import { openJobs } from './open-jobs.js';

/** Of connections, besides the one that listens for jobs: for fetching and settling them. */
const POOL_SIZE = 2;
/** How long jobs that are under way get at the end of the program; what is broken off is done again. */
const GRACE_MS = 10_000;

/** In case a notice went astray with a lost connection. */
const POLL_SECONDS = 10;

/** A crash leaves a job to the next process; failures are tried again for about an hour. */
const RETRIES = { retryLimit: 10, retryDelay: 5, retryBackoff: true, expireInSeconds: 600 };
const KEPT = { deleteAfterSeconds: 24 * 60 * 60 };

/** Does a job, of which the key says all. */
type Handler = (key: string) => Promise<void>;

interface Job {
  key: string;
}

/**
 * Work that is to be done soon, by whichever process has time for it: pg-boss on the same database, so that a job is sent
 * in the transaction that makes it necessary, and heard of at its commit. Each is done at least once.
 */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(JobQueue.name);
  private readonly handlers = new Map<string, Handler>();
  private boss: Promise<PgBoss> | null = null;
  private ended: Promise<void> = Promise.resolve();

  constructor(private readonly config: Config) {}

  /** Has this process work on the queue, one job at a time. To be called before the application has started. */
  work(queue: string, handler: Handler): void {
    this.handlers.set(queue, handler);
  }

  /** Sends a job with the transaction; one of the same key that nobody has begun stands for both. */
  async send(tx: EntityManager, queue: string, key: string): Promise<void> {
    const boss = await this.opened();
    const executeSql = async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> => ({
      rows: await tx.query<unknown[]>(text, values),
    });
    await boss.send(queue, { key } satisfies Job, { singletonKey: key, db: { executeSql } });
  }

  async onApplicationBootstrap(): Promise<void> {
    const boss = await this.opened();
    for (const [queue, handler] of this.handlers) {
      const worker = await boss.work<Job>(
        queue,
        { notifyPollingIntervalSeconds: POLL_SECONDS },
        async (jobs) => {
          for (const { data } of jobs) await this.run(queue, handler, data.key);
          // What was sent meanwhile was heard of once, however much it is: there may be more than the next.
          boss.notifyWorker(worker);
        },
      );
    }
  }

  /** Begins nothing new from here on; nobody waits, because the server is to stop accepting first. */
  beforeApplicationShutdown(): void {
    const stop = async (): Promise<void> => (await this.boss)?.stop({ timeout: GRACE_MS });
    this.ended = stop().catch((error: unknown) => {
      this.logger.warn(
        { err: error },
        'The queue of jobs did not end well; what was under way is done again',
      );
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.ended;
  }

  private async opened(): Promise<PgBoss> {
    this.boss ??= this.open();
    return this.boss;
  }

  private async open(): Promise<PgBoss> {
    const boss = await openJobs(this.config.databaseUrl ?? '', POOL_SIZE);
    boss.on('error', (error) => this.logger.warn({ err: error }, 'The queue of jobs had a failure'));
    for (const queue of this.handlers.keys()) {
      await boss.createQueue(queue, { policy: 'short', notify: true, ...RETRIES, ...KEPT });
    }
    return boss;
  }

  private async run(queue: string, handler: Handler, key: string): Promise<void> {
    try {
      await handler(key);
    } catch (error) {
      this.logger.warn({ err: error, queue, key }, 'A job failed, and is tried again later');
      throw error;
    }
  }
}

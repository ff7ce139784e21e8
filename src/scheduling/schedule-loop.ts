import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Notifications } from '../database/notifications.js';
import { DueWork } from '../jobs/due-work.js';
import { WakefulLoop } from '../jobs/wakeful-loop.js';
import { DueSchedules } from './due-schedules.js';
import { ScheduleRun } from './schedule-run.js';

/** The channel that the database tells of new schedules on. */
const CHANNEL = 'schedules';
/** In case a notice went astray, or the clocks of the database and of this process run at different speeds. */
const POLL_MS = 5_000;
/** For what is due already, and another process has in hand. */
const BUSY_MS = 500;
const RETRY_MS = 1_000;
/** How many items at once: what was due during a downtime is through within seconds, and requests keep their connections. */
const LANES = 3;

/**
 * Carries out schedules at their time. Every process runs one: it sleeps until the next is due by the database's clock,
 * is woken by the notice of a new one, and looks now and then anyway. What is overdue at the start is carried out at
 * once, and once.
 */
@Injectable()
export class ScheduleLoop
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('Schedules');
  private readonly loop = new WakefulLoop(async () => this.round());
  private readonly work: DueWork;

  constructor(
    private readonly due: DueSchedules,
    schedules: ScheduleRun,
    notifications: Notifications,
  ) {
    this.work = new DueWork(this.logger, {
      due: async (limit, postponed) => due.items(limit, postponed),
      next: async (itemId) => schedules.next(itemId),
      lanes: LANES,
      failure: 'A schedule could not be carried out; trying again later',
    });
    notifications.on(CHANNEL, () => this.loop.wake());
  }

  onApplicationBootstrap(): void {
    this.loop.wake();
  }

  /** Begins nothing new from here on; nobody waits, because the server is to stop accepting first. */
  beforeApplicationShutdown(): void {
    this.loop.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop.ended();
  }

  /** Carries out all that is due now; for callers that cannot wait for the loop to come round. */
  async drain(): Promise<void> {
    await this.work.drain(() => this.loop.isStopped);
  }

  /** Carries out what is due; gives how long it is until the next. */
  private async round(): Promise<number> {
    try {
      await this.drain();
      const next = await this.due.untilNext(this.work.postponed());
      if (next === null) return POLL_MS;
      // A timer may go off a little early, and nothing would be due yet.
      return next <= 0 ? BUSY_MS : Math.min(Math.ceil(next) + 1, POLL_MS);
    } catch (error) {
      this.logger.error({ err: error }, 'What is due could not be carried out; trying again soon');
      return RETRY_MS;
    }
  }
}

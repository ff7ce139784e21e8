import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Notifications } from '../../database/notifications.js';
import { DueWork } from '../../jobs/due-work.js';
import { WakefulLoop } from '../../jobs/wakeful-loop.js';
import { RightsEndRun } from './rights-end-run.js';
import { RightsEnds } from './rights-ends.js';

/** The channel that the database tells of moved ends on. */
const CHANNEL = 'photo_rights';
/** For captions that went out with little time left, and in case a notice went astray. */
const POLL_MS = 30_000;
const RETRY_MS = 1_000;
const LANES = 2;

const WARNINGS = {
  ending: 'The rights to a photo that is live end soon',
  ended: 'The rights to a photo that is live have ended',
} as const;

/**
 * Looks after the rights to what is live. Every process runs one: it sleeps until the next end, or the time to tell of
 * one, by the database's clock, and is woken when rights are changed. What came due during a downtime is done at the start.
 */
@Injectable()
export class RightsLoop implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('PhotoRights');
  private readonly loop = new WakefulLoop(async () => this.round());
  private readonly work: DueWork;

  constructor(
    private readonly ends: RightsEnds,
    private readonly run: RightsEndRun,
    notifications: Notifications,
  ) {
    this.work = new DueWork(this.logger, {
      due: async (limit, postponed) => ends.captions(limit, postponed),
      next: async (itemId) => this.next(itemId),
      lanes: LANES,
      failure: 'The end of rights could not be dealt with; trying again later',
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

  /** Does all that is due now; for callers that cannot wait for the loop to come round. */
  async drain(): Promise<void> {
    await this.work.drain(() => this.loop.isStopped);
  }

  /** Does what is due; gives how long it is until the next end. */
  private async round(): Promise<number> {
    try {
      // Asked before, so that an end which comes while the others are dealt with is not passed over.
      const next = (await this.ends.untilNext()) ?? POLL_MS;
      const asked = performance.now();
      await this.drain();
      // A timer may go off a little early, and nothing would be due yet.
      const left = Math.ceil(next - (performance.now() - asked)) + 1;
      return Math.min(Math.max(left, 1), POLL_MS);
    } catch (error) {
      this.logger.error({ err: error }, 'The rights to photos could not be looked after; trying again soon');
      return RETRY_MS;
    }
  }

  private async next(itemId: string): Promise<boolean> {
    const done = await this.run.next(itemId);
    if (done) this.logger.warn(done, WARNINGS[done.step]);
    return done !== null;
  }
}

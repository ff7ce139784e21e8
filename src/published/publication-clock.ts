import { setTimeout as pause } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Notifications } from '../database/notifications.js';
import { Statements } from '../database/statements.js';
import { readNotice, type ReaderChange } from './publication-notice.js';

const CHANNEL = 'publications';
/** How long what was seen last is trusted: no copy that goes by the clock is older. */
const TRUSTED_MS = 1_000;
/** Several looks in that time, so that a slow one costs no trust. */
const LOOK_EVERY_MS = 350;
/** How long a look waits for the notices of what it has found, before it takes them for lost. */
const NOTICE_MS = 100;
const NOTICE_STEP_MS = 1;
/** How long whoever is to be answered waits for copies to be trusted again, which takes a few milliseconds after a change. */
const PATIENCE_MS = 50;

/** What is told to whoever keeps copies. `null`: something was missed, and every copy may be old. */
type Keeper = (change: ReaderChange | null) => void;

/**
 * The generation of what readers see, which every change moves at its commit. Changes are heard of as they are committed;
 * a look at the database several times a second finds those that were not, because a notice or a connection was lost.
 */
@Injectable()
export class PublicationClock
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger(PublicationClock.name);
  private readonly keepers: Keeper[] = [];
  private known: number | null = null;
  private sureSince = -Infinity;
  private doubts = 0;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  private hasFailed = false;
  /** That something happened while a look was under way, which that look may not have seen. */
  private isAgain = false;

  constructor(
    private readonly statements: Statements,
    notifications: Notifications,
  ) {
    notifications.on(CHANNEL, (payload) => this.hear(payload));
  }

  /** Calls `keeper` for each change. To be called before the application has started. */
  tell(keeper: Keeper): void {
    this.keepers.push(keeper);
  }

  /** The generation that copies made from now on are at least of; null until the first look. */
  get generation(): number | null {
    return this.known;
  }

  /** Whether copies are known to be no older than a second. */
  get isSure(): boolean {
    return performance.now() - this.sureSince < TRUSTED_MS;
  }

  /** That something has just been changed here: copies are trusted again once a look has found what. */
  doubt(): void {
    this.doubts += 1;
    this.sureSince = -Infinity;
    this.lookNow();
  }

  /** Whether copies are trusted, if need be once a look has come back: it is not waited for long, nor while looks fail. */
  async becomesSure(): Promise<boolean> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let left = PATIENCE_MS; !this.isSure && !this.hasFailed && left > 0;) {
      if (this.looking === null) this.lookNow();
      await Promise.race([this.looking, pause(left, undefined, { ref: false })]);
      left = deadline - performance.now();
    }
    return this.isSure;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => {
      if (this.looking === null) this.lookNow();
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async onApplicationShutdown(): Promise<void> {
    while (this.looking !== null) await this.looking;
  }

  private hear(payload: string): void {
    const heard = readNotice(payload);
    if (heard === null) {
      // The connection is a new one: whatever was told in between is lost.
      this.spread(null);
      return;
    }
    const { generation, change } = heard;
    if (this.known === null || generation <= this.known) return;
    const isNext = generation === this.known + 1;
    this.known = generation;
    this.spread(isNext ? change : null);
  }

  /** However many ask for a look, there is one under way, and one more after it. */
  private lookNow(): void {
    if (this.looking !== null) {
      this.isAgain = true;
      return;
    }
    this.looking = this.look().finally(() => {
      this.looking = null;
      if (!this.isAgain) return;
      this.isAgain = false;
      this.lookNow();
    });
  }

  /** Sure of the moment at which it was asked: what comes after that has not been seen yet. */
  private async look(): Promise<void> {
    const [askedAt, doubts, before] = [performance.now(), this.doubts, this.known];
    try {
      const [row] = await this.statements.query<{ generation: string }>(
        'publication clock',
        'select generation from publication_clock',
        [],
      );
      const seen = Number(row?.generation);
      if (this.known !== null) await this.heardOf(seen);
      // A database that was put back, or whose standby had not got all, counts what it then changes like what it has lost.
      const hasGoneBack = before !== null && seen < before;
      if (this.known === null || seen > this.known || hasGoneBack) {
        this.known = seen;
        this.spread(null);
      }
      this.hasFailed = false;
      if (doubts === this.doubts) this.sureSince = Math.max(this.sureSince, askedAt);
    } catch (error) {
      this.hasFailed = true;
      // Nobody trusts copies until a look succeeds; requests tell of a lost database themselves.
      this.logger.debug({ err: error }, 'The publication clock could not be read');
    }
  }

  /** Notices come on a connection of their own and may be on their way still: they tell what has changed, a look only that. */
  private async heardOf(generation: number): Promise<void> {
    const deadline = performance.now() + NOTICE_MS;
    while ((this.known ?? generation) < generation && performance.now() < deadline) {
      await pause(NOTICE_STEP_MS);
    }
  }

  private spread(change: ReaderChange | null): void {
    for (const keeper of this.keepers) keeper(change);
  }
}

import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AuditSealer, type SealedSegment } from './audit-sealer.js';

/** A notice at each entry would have every commit queue for PostgreSQL's one lock of notices; this costs a look. */
const EVERY_MS = 5_000;

/**
 * Seals what was committed, every few seconds, on one process at a time, and writes each head into the log:
 * whoever keeps the logs elsewhere can prove later that nothing before was rewritten.
 */
@Injectable()
export class SealingLoop implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('AuditChain');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly sealer: AuditSealer) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.run().finally(() => (this.running = null));
    }, EVERY_MS);
    this.timer.unref();
  }

  /** Begins nothing new from here on; nobody waits, because the server is to stop accepting first. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }

  /** Seals all that is committed now, unless another process is at it; gives what was sealed here. */
  async drain(): Promise<SealedSegment[]> {
    const sealed: SealedSegment[] = [];
    while (!this.stopped) {
      const segment = await this.sealer.sealOne();
      if (segment === null || segment === 'busy') break;
      this.logger.log(
        { segment: segment.number, entries: segment.count, head: segment.head.toString('hex') },
        'Sealed a segment of the audit trail',
      );
      sealed.push(segment);
    }
    return sealed;
  }

  private async run(): Promise<void> {
    try {
      await this.drain();
    } catch (error) {
      // The entries are still there, and the next round comes soon.
      this.logger.error({ err: error }, 'The audit trail could not be sealed; trying later');
    }
  }
}

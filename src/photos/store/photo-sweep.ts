import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { tryLock } from '../../database/advisory-lock.js';
import { Transactions } from '../../database/transactions.js';
import { IncomingFiles } from '../uploads/incoming-files.js';
import { UnusedRenditions } from '../renditions/unused-renditions.js';
import { PhotoStore } from './file-store.js';
import { oldFiles } from './old-files.js';
import { UnusedOriginals } from './unused-originals.js';

const EVERY_MS = 60 * 60 * 1000;
/** No upload takes this long, from the first byte to the row. */
const OLD_MS = 60 * 60 * 1000;

/** What a sweep removed. */
export interface Swept {
  originals: number;
  renditions: number;
  incoming: number;
}

/**
 * Removes what a crash has left behind, at the start and every hour: files that never became a photo, and uploads
 * that never ended. A file comes before its row, so that this is all that a crash can leave. Renditions that nobody
 * can ask for any more go with them.
 */
@Injectable()
export class PhotoSweep implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(PhotoSweep.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: PhotoStore,
    private readonly incoming: IncomingFiles,
    private readonly originals: UnusedOriginals,
    private readonly renditions: UnusedRenditions,
  ) {}

  onApplicationBootstrap(): void {
    this.begin();
    this.timer = setInterval(() => this.begin(), EVERY_MS);
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

  /** One round. The incoming files are this machine's own; the originals are swept by one process at a time. */
  async runOnce(now = new Date()): Promise<Swept> {
    const before = new Date(now.getTime() - OLD_MS);
    const swept = { incoming: await this.incoming.removeOlderThan(before), originals: 0, renditions: 0 };
    for await (const batch of oldFiles(this.store, before)) {
      if (this.stopped) break;
      const unused = await this.withoutRow(batch);
      if (unused === null) break;
      for (const sha256 of unused) {
        if (await this.originals.removeUnused(sha256)) swept.originals += 1;
      }
    }
    swept.renditions = await this.renditions.removeOlderThan(before, () => this.stopped);
    return swept;
  }

  private begin(): void {
    this.running ??= this.run().finally(() => (this.running = null));
  }

  private async run(): Promise<void> {
    try {
      const swept = await this.runOnce();
      if (swept.originals + swept.renditions + swept.incoming > 0) {
        this.logger.log(swept, 'Removed files that belong to no photo');
      }
    } catch (error) {
      // What is left lies there in an hour as well.
      this.logger.error({ err: error }, 'The files of photos could not be swept; trying later');
    }
  }

  /** Those that no photo has; null while another process sweeps, which will find them as well. */
  private async withoutRow(batch: readonly string[]): Promise<string[] | null> {
    return this.transactions.run(async (tx) => {
      if (!(await tryLock(tx, 'the sweep of photos'))) return null;
      const rows = await tx.query<{ sha256: string }[]>(
        'select sha256 from unnest($1::text[]) as stored (sha256) except select sha256 from photo',
        [batch],
      );
      return rows.map(({ sha256 }) => sha256);
    });
  }
}

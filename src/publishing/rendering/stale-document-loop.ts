import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { databaseError } from '../../database/database-error.js';
import { Notifications } from '../../database/notifications.js';
import { inLanes } from '../../jobs/lanes.js';
import { WakefulLoop } from '../../jobs/wakeful-loop.js';
import { STALE_DOCUMENTS_CHANNEL } from '../../published/stale-documents.js';
import { DocumentRenderer } from './document-renderer.js';
import { StaleDocumentRun } from './stale-document-run.js';
import { type StaleMark, StaleMarks } from './stale-marks.js';

/** In case a wake-up went astray with a lost connection. */
const POLL_MS = 2_000;
/** How often documents of another renderer are looked for: they come while an older process still runs. */
const RENDERER_CHECK_MS = 300_000;
const BATCH = 100;
/** How many documents at once: a caption is right in all its stories soon, and requests keep their connections. */
const LANES = 3;

/**
 * Renders stale documents again, one transaction each: it can be interrupted anywhere and goes on where it
 * was, and the old bytes serve until the new ones are there. Every process runs one.
 */
@Injectable()
export class StaleDocumentLoop
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('StaleDocuments');
  private readonly loop = new WakefulLoop(async () => this.round());
  private rendererCheck: NodeJS.Timeout | undefined;

  constructor(
    private readonly marks: StaleMarks,
    private readonly renderer: DocumentRenderer,
    private readonly documents: StaleDocumentRun,
    notifications: Notifications,
  ) {
    notifications.on(STALE_DOCUMENTS_CHANNEL, () => this.loop.wake());
  }

  /** Marks what another code format or other settings rendered, and starts. */
  async onApplicationBootstrap(): Promise<void> {
    await this.marks.becomeCurrent(this.renderer.renderer);
    await this.marks.markOtherRenderers(this.renderer.renderer);
    this.rendererCheck = setInterval(() => void this.checkRenderers(), RENDERER_CHECK_MS);
    this.loop.wake();
  }

  /** Begins nothing new from here on; nobody waits, because the server is to stop accepting first. */
  beforeApplicationShutdown(): void {
    this.loop.stop();
    clearInterval(this.rendererCheck);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop.ended();
  }

  /** Renders all that is due now; for callers that cannot wait for the loop to come round. */
  async drain(): Promise<void> {
    for (let done = 1; done > 0 && !this.loop.isStopped;) done = await this.batch();
  }

  private async round(): Promise<number> {
    try {
      await this.drain();
    } catch (error) {
      // The marks are still there, and the next poll comes soon.
      this.logger.error({ err: error }, 'Documents could not be rendered again; trying later');
    }
    return POLL_MS;
  }

  private async checkRenderers(): Promise<void> {
    try {
      await this.marks.markOtherRenderers(this.renderer.renderer);
    } catch (error) {
      this.logger.error({ err: error }, 'Documents of other renderers could not be looked for; trying later');
    }
  }

  /** How many marks were dealt with; those that another process has in hand are left to it. */
  private async batch(): Promise<number> {
    let done = 0;
    await inLanes(LANES, await this.marks.due(this.renderer.renderer, BATCH), async (mark) => {
      if (!this.loop.isStopped && (await this.tryToRender(mark))) done += 1;
    });
    return done;
  }

  /** One document that cannot be made must not keep the others from readers; a lost database is not its fault. */
  private async tryToRender(mark: StaleMark): Promise<boolean> {
    try {
      return await this.documents.renderAgain(mark);
    } catch (error) {
      if (databaseError(error)?.family === 'unavailable') throw error;
      const { itemId } = mark;
      this.logger.error({ err: error, itemId }, 'A document could not be rendered again; trying later');
      await this.marks.postpone(mark);
      return true;
    }
  }
}

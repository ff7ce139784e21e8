import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Notifications } from '../database/notifications.js';
import { databaseError } from '../database/database-error.js';
import { Transactions } from '../database/transactions.js';
import { Item } from '../items/item.entity.js';
import { KindRegistry } from '../items/kind-registry.js';
import { Revision } from '../items/revision.entity.js';
import { Outbox } from '../outbox/outbox.js';
import { STALE_DOCUMENTS_CHANNEL } from '../published/stale-documents.js';
import { DocumentRenderer } from './document-renderer.js';
import { lockForPublication } from './publication-locks.js';

/** In case a wake-up went astray with a lost connection. */
const POLL_MS = 2_000;
const BATCH = 100;

interface Mark {
  item_id: string;
  /** As text: a mark that was made again meanwhile must not look the same. */
  marked_at: string;
}

/**
 * Renders stale documents again, one transaction each: it can be interrupted anywhere and goes on where it
 * was, and the old bytes serve until the new ones are there. Every process runs one.
 */
@Injectable()
export class StaleDocumentLoop
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('StaleDocuments');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly kinds: KindRegistry,
    private readonly renderer: DocumentRenderer,
    private readonly outbox: Outbox,
    notifications: Notifications,
  ) {
    notifications.on(STALE_DOCUMENTS_CHANNEL, () => this.wake());
  }

  /** Marks what another code format or other settings rendered, and starts. */
  async onApplicationBootstrap(): Promise<void> {
    await this.dataSource.query(
      `insert into stale_document (item_id, cause) select item_id, 'renderer' from published_item
        where state = 'live' and renderer <> $1 order by item_id on conflict do nothing`,
      [this.renderer.renderer],
    );
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  /** Begins nothing new from here on; nobody waits, because the server is to stop accepting first. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }

  /** Says that there may be something to do. */
  wake(): void {
    this.wanted = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.wanted && !this.stopped) this.wake();
    });
  }

  /** Renders all that is marked now; tests call it instead of waiting. */
  async drain(): Promise<void> {
    for (let done = 1; done > 0 && !this.stopped;) done = await this.batch();
  }

  private async run(): Promise<void> {
    this.wanted = false;
    try {
      await this.drain();
    } catch (error) {
      // The marks are still there, and the next poll comes soon.
      this.logger.error({ err: error }, 'Documents could not be rendered again; trying later');
      this.wanted = false;
    }
  }

  /** How many marks were dealt with; those that another process has in hand are left to it. */
  private async batch(): Promise<number> {
    const marks = await this.dataSource.query<Mark[]>(
      'select item_id, marked_at::text from stale_document order by marked_at, item_id limit $1',
      [BATCH],
    );
    let done = 0;
    for (const mark of marks) {
      if (this.stopped) break;
      if (await this.tryToRender(mark)) done += 1;
    }
    return done;
  }

  /** One document that cannot be made must not keep the others from readers; a lost database is not its fault. */
  private async tryToRender(mark: Mark): Promise<boolean> {
    try {
      return await this.transactions.run((tx) => this.renderOne(tx, mark));
    } catch (error) {
      if (databaseError(error)?.family === 'unavailable') throw error;
      this.logger.error({ err: error, itemId: mark.item_id }, 'A document could not be rendered again');
      return false;
    }
  }

  /** The mark is not locked while rendering: a publication that marks it again must not wait for us. */
  private async renderOne(tx: EntityManager, mark: Mark): Promise<boolean> {
    const [claim] = await tx.query<{ claimed: boolean }[]>(
      'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as claimed',
      [`render ${mark.item_id}`],
    );
    if (!claim?.claimed) return false;
    await this.lock(tx, mark.item_id);
    const before = await etagOf(tx, mark.item_id);
    const isLive = await this.renderer.renderAgain(tx, mark.item_id);
    await tx.query('delete from stale_document where item_id = $1 and marked_at::text = $2', [
      mark.item_id,
      mark.marked_at,
    ]);
    if (isLive && (await etagOf(tx, mark.item_id)) !== before) {
      await this.outbox.append(tx, { event: 'rendered', itemId: mark.item_id });
    }
    return true;
  }

  private async lock(tx: EntityManager, itemId: string): Promise<void> {
    const item = await tx.getRepository(Item).findOneBy({ id: itemId });
    const revision =
      item?.liveRevision == null
        ? null
        : await tx.getRepository(Revision).findOneBy({ itemId, number: item.liveRevision });
    const references = item && revision ? this.kinds.get(item.kind).references(revision.content) : [];
    await lockForPublication(tx, itemId, references);
  }
}

async function etagOf(tx: EntityManager, itemId: string): Promise<string | null> {
  const [row] = await tx.query<{ etag: string }[]>('select etag from published_item where item_id = $1', [
    itemId,
  ]);
  return row?.etag ?? null;
}

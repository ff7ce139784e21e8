import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What changed for readers. Ids only: whoever needs more reads what is published. */
export interface OutboxEvent {
  event: 'published' | 'unpublished' | 'killed' | 'rendered';
  itemId: string;
  details?: Readonly<Record<string, unknown>>;
}

/** The channel on which every process hears of the publication clock. */
const PUBLICATION_CHANNEL = 'publications';

/** What the world outside is told, written with the change itself and numbered by the publication clock. */
@Injectable()
export class Outbox {
  /**
   * Draws the clock's next number and appends the event under it. To be the last statement of the
   * transaction: the clock's row is locked from here to the commit, so that numbers are gapless and in the
   * order of the commits, and nobody waits for longer than that.
   */
  async append(tx: EntityManager, { event, itemId, details }: OutboxEvent): Promise<void> {
    await tx.query(
      `with tick as (update publication_clock set n = n + 1 returning n),
            told as (insert into outbox (n, event, item_id, details) select n, $1, $2, $3 from tick returning n)
       select pg_notify($4, n::text) from told`,
      [event, itemId, JSON.stringify(details ?? {}), PUBLICATION_CHANNEL],
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What changed for readers, or is about to. Ids only: whoever needs more reads what is published. */
export interface OutboxEvent {
  event:
    | 'published'
    | 'unpublished'
    | 'killed'
    | 'rendered'
    | 'correction_withdrawn'
    | 'rights_ending'
    | 'rights_ended';
  itemId: string;
  details?: Readonly<Record<string, unknown>>;
}

/** What the world outside is told, written with the change itself. */
@Injectable()
export class Outbox {
  /**
   * Appends the event. A deferred trigger draws its number from the publication clock at the commit, after all else:
   * numbers are gapless and in the order of the commits, and no publication waits for another's work.
   */
  async append(tx: EntityManager, { event, itemId, details }: OutboxEvent): Promise<void> {
    await tx.query('insert into outbox (event, item_id, details) values ($1, $2, $3)', [
      event,
      itemId,
      JSON.stringify(details ?? {}),
    ]);
  }
}

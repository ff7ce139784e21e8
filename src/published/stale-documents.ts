import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** The channel on which the loop hears of new marks. */
export const STALE_DOCUMENTS_CHANNEL = 'stale_documents';

/**
 * Marks published documents that no longer show what they rest on, in the transaction of the change: a
 * crash loses no mark, and the one loop that renders them again is told at commit. Mark after the change
 * itself was written and its rows are locked, or a publication that runs meanwhile is missed.
 */
@Injectable()
export class StaleDocuments {
  /** All that is live in the section and below it; `sectionPath` as it is after the change. */
  async markBySection(tx: EntityManager, sectionPath: string): Promise<void> {
    await this.mark(
      tx,
      `select published_item.item_id from published_item
         join section on section.id = published_item.section_id
        where published_item.state = 'live' and (section.path = $3 or section.path like $3 || '/%')`,
      ['section', null, sectionPath],
    );
  }

  /** All that is live and names the author. */
  async markByAuthor(tx: EntityManager, authorId: string): Promise<void> {
    await this.mark(tx, `select distinct item_id from reference where state = 'live' and author_id = $3`, [
      'author',
      null,
      authorId,
    ]);
  }

  /** All that is live and places or relates the item. */
  async markByTarget(tx: EntityManager, itemId: string): Promise<void> {
    await this.mark(
      tx,
      `select distinct item_id from reference where state = 'live' and target_item_id = $3`,
      ['item', itemId, itemId],
    );
  }

  private async mark(tx: EntityManager, documents: string, parameters: (string | null)[]): Promise<void> {
    // Sorted, so that two changes that mark the same documents wait for each other instead of deadlocking.
    await tx.query(
      `with marked as (insert into stale_document (item_id, cause, cause_item_id, marked_at, not_before)
       select item_id, $1, $2::uuid, clock_timestamp(), clock_timestamp() from (${documents}) documents order by item_id
       on conflict (item_id) do update
         set cause = excluded.cause, cause_item_id = excluded.cause_item_id, marked_at = excluded.marked_at,
           attempts = 0, not_before = excluded.marked_at
       returning 1)
       select pg_notify('${STALE_DOCUMENTS_CHANNEL}', '') where exists (select from marked)`,
      parameters,
    );
  }
}

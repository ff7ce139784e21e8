import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ItemChange } from '../../published/stale-documents.js';

/** A document that is to be rendered again. */
export interface StaleMark {
  itemId: string;
  /** As text, to the microsecond: a mark that was made again meanwhile must not look the same. */
  markedAt: string;
}

const LONGEST_WAIT_SECONDS = 300;

/** The marks of stale documents, as the loop takes them up. Marking is `StaleDocuments`'. */
@Injectable()
export class StaleMarks {
  constructor(private readonly dataSource: DataSource) {}

  /** Makes `renderer` the one that documents are to be of; whichever process started last has the say. */
  async becomeCurrent(renderer: string): Promise<void> {
    await this.dataSource.query(
      `insert into current_renderer (renderer) values ($1)
       on conflict (single) do update set renderer = excluded.renderer`,
      [renderer],
    );
  }

  /** Marks what another renderer made: before this one started, or since, in an older process that still runs. */
  async markOtherRenderers(renderer: string): Promise<void> {
    await this.dataSource.query(
      `insert into stale_document (item_id, cause)
       select item_id, 'renderer' from published_item
        where state = 'live' and (renderer < $1 or renderer > $1)
          and exists (select from current_renderer where renderer = $1)
        order by item_id on conflict do nothing`,
      [renderer],
    );
  }

  /** The marks that are due, oldest first; none for a process whose renderer is no longer the current one. */
  async due(renderer: string, limit: number): Promise<StaleMark[]> {
    return this.dataSource.query<StaleMark[]>(
      `select item_id as "itemId", marked_at::text as "markedAt" from stale_document
        where not_before <= clock_timestamp() and exists (select from current_renderer where renderer = $1)
        order by not_before, item_id limit $2`,
      [renderer, limit],
    );
  }

  /**
   * Takes the mark away, unless the document was marked again while it was rendered; gives the changes of other items
   * that the document shows by that.
   */
  async settle(tx: EntityManager, { itemId, markedAt }: StaleMark): Promise<ItemChange[]> {
    return tx.query<ItemChange[]>(
      `with settled as (
         delete from stale_document where item_id = $1 and marked_at = $2::timestamptz returning item_id)
       select p.item_id as "itemId", p.action, p.revision, p.change_type as "changeType"
         from settled join stale_cause c using (item_id) join propagation p on p.id = c.propagation_id
        order by p.started_at, p.id`,
      [itemId, markedAt],
    );
  }

  /** Puts a document that could not be rendered off: seconds at first, then minutes. */
  async postpone({ itemId, markedAt }: StaleMark): Promise<void> {
    await this.dataSource.query(
      `update stale_document set attempts = attempts + 1,
              not_before = clock_timestamp() + least(power(2, attempts), $3) * interval '1 second'
        where item_id = $1 and marked_at = $2::timestamptz`,
      [itemId, markedAt, LONGEST_WAIT_SECONDS],
    );
  }
}

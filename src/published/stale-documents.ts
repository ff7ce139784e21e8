import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../database/id.js';

/** The channel on which the loop hears of new marks. */
export const STALE_DOCUMENTS_CHANNEL = 'stale_documents';

/** How an item changed that documents show: a photo caption that they place, an item that they relate. */
export interface ItemChange {
  itemId: string;
  action: 'publish' | 'republish' | 'unpublish' | 'kill';
  /** The one that went out, or was taken off. */
  revision: number;
  /** Of a publication. */
  changeType: string | null;
}

/**
 * Marks published documents that no longer show what they rest on, in the transaction of the change: a
 * crash loses no mark, and the one loop that renders them again is told at commit. Mark after the change
 * itself was written and its rows are locked, or a publication that runs meanwhile is missed.
 */
@Injectable()
export class StaleDocuments {
  /** All that is live in the section and below it; `sectionPath` as it is after the change. */
  async markBySection(tx: EntityManager, sectionPath: string): Promise<void> {
    await tx.query(
      `with ${marked(`select published_item.item_id from published_item
         join section on section.id = published_item.section_id
        where published_item.state = 'live' and (section.path = $2 or section.path like $2 || '/%')`)} ${TELL}`,
      ['section', sectionPath],
    );
  }

  /** All live photo captions of the photo, and all that is live and places them. */
  async markByPhoto(tx: EntityManager, photoId: string): Promise<void> {
    await tx.query(
      `with captions as (
         select i.id from photo_use u join item i on i.id = u.item_id and i.live_revision = u.revision
          where u.photo_id = $2),
       ${marked(`select id as item_id from captions
         union select item_id from reference where state = 'live' and target_item_id in (select id from captions)`)}
       ${TELL}`,
      ['photo', photoId],
    );
  }

  /** All that is live and names the author. */
  async markByAuthor(tx: EntityManager, authorId: string): Promise<void> {
    await tx.query(
      `with ${marked(`select distinct item_id from reference where state = 'live' and author_id = $2`)} ${TELL}`,
      ['author', authorId],
    );
  }

  /** All that is live and places or relates the item; how far that has got can be asked of the change. */
  async markByTarget(tx: EntityManager, change: ItemChange): Promise<void> {
    await tx.query(
      `with ${marked(`select distinct item_id from reference where state = 'live' and target_item_id = $2`)},
       propagated as (
         insert into propagation (id, item_id, action, revision, change_type, uses, started_at)
         select $3::uuid, $2, $4, $5, $6, count(*), clock_timestamp() from marked having count(*) > 0
         returning id),
       caused as (
         insert into stale_cause (item_id, propagation_id) select marked.item_id, propagated.id from marked, propagated)
       ${TELL}`,
      ['item', change.itemId, newId(), change.action, change.revision, change.changeType],
    );
  }

  /** The item has no document any more that could be stale. */
  async forget(tx: EntityManager, itemId: string): Promise<void> {
    await tx.query('delete from stale_document where item_id = $1', [itemId]);
  }
}

/** Sorted, so that two changes that mark the same documents wait for each other instead of deadlocking. */
function marked(documents: string): string {
  return `marked as (
    insert into stale_document (item_id, cause, marked_at, not_before)
    select item_id, $1, clock_timestamp(), clock_timestamp() from (${documents}) documents order by item_id
    on conflict (item_id) do update set cause = excluded.cause, marked_at = excluded.marked_at,
      attempts = 0, not_before = excluded.marked_at
    returning item_id)`;
}

const TELL = `select pg_notify('${STALE_DOCUMENTS_CHANNEL}', '') where exists (select from marked)`;

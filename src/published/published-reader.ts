import { Injectable } from '@nestjs/common';
import type { Kind } from '../kinds.js';
import { ReaderStatements } from './replicas/reader-statements.js';

/** The finished answer to a reader. `etag` is a strong entity tag, in its quotes. */
export interface PublishedDocument {
  state: 'live';
  itemId: string;
  /** JSON. */
  bytes: Buffer;
  etag: string;
  lastModified: Date;
}

/** What stays of an item that was taken off: why, in words for readers, and when. Its text is gone. */
export interface Tombstone {
  state: 'withdrawn' | 'killed';
  notice: string | null;
  at: Date;
}

/** What stays of an item, by which of them it was. */
export interface RemovedItem extends Tombstone {
  itemId: string;
}

/** That the item is elsewhere: `slug` is its present one; for kinds without slugs its id. */
export interface MovedItem {
  state: 'moved';
  kind: Kind;
  slug: string;
}

/** That readers are led elsewhere, to an http(s) URL or a root-relative one. */
export interface Redirected {
  state: 'redirected';
  url: string;
}

/** What is to be found where an item is, or was. */
export type PublishedAnswer = PublishedDocument | MovedItem | Redirected | RemovedItem;

interface Row {
  item_id: string;
  kind: Kind;
  live: boolean;
  json: string | null;
  etag: string;
  last_modified: Date;
  killed: boolean;
  notice: string | null;
  ended_at: Date;
  /** Of a live item that was asked for at an address which it has left: the one where it is. */
  present_slug: string | null;
  /** Of an item that was taken off: where readers are led instead. */
  redirect: { kind: Kind; slug: string } | { url: string } | null;
}

/**
 * Whatever the row still holds, its document leaves it in the state `live` alone; as text, which comes in half of the
 * characters that bytes would be written with.
 */
const COLUMNS = `
  p.item_id, p.kind, p.state = 'live' as live, p.etag, p.last_modified, p.state = 'killed' as killed, p.notice, p.ended_at,
  case when p.state = 'withdrawn' then redirect_target(p.item_id) end as redirect`;

/** The present address is looked for only where it is not this one. */
const BY_ADDRESS = `
  select ${COLUMNS}, case when a.current and p.state = 'live' then convert_from(p.document, 'UTF8') end as json,
         case when not a.current and p.state = 'live' then
           (select c.slug from address c where c.item_id = a.item_id and c.current) end as present_slug
    from address a join readable_item p on p.item_id = a.item_id and p.kind = a.kind
   where a.kind = $1 and a.slug = $2`;

const BY_ID = `
  select ${COLUMNS}, case when p.state = 'live' then convert_from(p.document, 'UTF8') end as json, null as present_slug
    from readable_item p where p.item_id = $1 and p.kind = $2`;

/**
 * Published documents, by what readers know them by. Null where nothing was ever published there, and where what was is
 * under an embargo now: the view `readable_item` knows neither, so that nobody can tell one from the other.
 */
@Injectable()
export class PublishedReader {
  constructor(private readonly statements: ReaderStatements) {}

  /**
   * The document at an item's present address; at one that it had before, where it is now: always its present
   * address, so that however often it moved, one step leads there. An item that was taken off answers so at every address
   * it had.
   */
  async byAddress(kind: Kind, slug: string): Promise<PublishedAnswer | null> {
    return present(await this.statements.query<Row>('published by address', BY_ADDRESS, [kind, slug]));
  }

  /** The document of an item, for kinds without an address. `id` is a UUID. */
  async byId(kind: Kind, id: string): Promise<PublishedAnswer | null> {
    return present(await this.statements.query<Row>('published by id', BY_ID, [id, kind]));
  }
}

function present([row]: Row[]): PublishedAnswer | null {
  if (row === undefined) return null;
  if (row.redirect !== null) {
    return 'url' in row.redirect
      ? { state: 'redirected', ...row.redirect }
      : { state: 'moved', ...row.redirect };
  }
  if (!row.live) {
    const { item_id: itemId, notice, ended_at: at } = row;
    return { state: row.killed ? 'killed' : 'withdrawn', itemId, notice, at };
  }
  if (row.json !== null) {
    const { item_id: itemId, json, etag, last_modified: lastModified } = row;
    return { state: 'live', itemId, bytes: Buffer.from(json), etag, lastModified };
  }
  return row.present_slug === null ? null : { state: 'moved', kind: row.kind, slug: row.present_slug };
}

import { Injectable } from '@nestjs/common';
import { Statements } from '../database/statements.js';
import type { Kind } from '../kinds.js';

/** The finished answer to a reader. `etag` is a strong entity tag, in its quotes. */
export interface PublishedDocument {
  state: 'live';
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

interface Row {
  live: boolean;
  bytes: Buffer | null;
  etag: string;
  last_modified: Date;
  killed: boolean;
  notice: string | null;
  ended_at: Date;
}

/** Whatever the row still holds, bytes leave it in the state `live` alone. */
const COLUMNS = `
  p.state = 'live' as live, case when p.state = 'live' then p.document end as bytes, p.etag, p.last_modified,
  p.state = 'killed' as killed, p.notice, p.ended_at`;

const BY_ADDRESS = `
  select ${COLUMNS} from address a join published_item p on p.item_id = a.item_id and p.kind = a.kind
   where a.kind = $1 and a.slug = $2 and a.current`;

const BY_ID = `select ${COLUMNS} from published_item p where p.item_id = $1 and p.kind = $2`;

/** Published documents, by what readers know them by. Null where nothing was ever published there. */
@Injectable()
export class PublishedReader {
  constructor(private readonly statements: Statements) {}

  /**
   * The document at an item's present address. An address that the item had before is nobody's here:
   * redirects are to be read beside this, so that the hot statement stays one lookup.
   */
  async byAddress(kind: Kind, slug: string): Promise<PublishedDocument | Tombstone | null> {
    return present(await this.statements.query<Row>('published by address', BY_ADDRESS, [kind, slug]));
  }

  /** The document of an item, for kinds without an address. `id` is a UUID. */
  async byId(kind: Kind, id: string): Promise<PublishedDocument | Tombstone | null> {
    return present(await this.statements.query<Row>('published by id', BY_ID, [id, kind]));
  }
}

function present([row]: Row[]): PublishedDocument | Tombstone | null {
  if (row === undefined) return null;
  if (row.live && row.bytes !== null) {
    return { state: 'live', bytes: row.bytes, etag: row.etag, lastModified: row.last_modified };
  }
  return { state: row.killed ? 'killed' : 'withdrawn', notice: row.notice, at: row.ended_at };
}

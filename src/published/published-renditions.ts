import { Injectable } from '@nestjs/common';
import { Statements } from '../database/statements.js';
import type { Tombstone } from './published-reader.js';

/** That the pictures of a set may be shown; where another has taken its place, its hash is to be used instead. */
export interface ShownRenditions {
  state: 'live';
  currentHash: string;
}

interface Row {
  current_hash: string;
  live: boolean;
  killed: boolean;
  notice: string | null;
  ended_at: Date | null;
  rights_ended_at: Date | null;
}

/** The rights end what is shown, unless somebody has answered for that end, with a note. */
const SET = `
  select c.hash as current_hash, p.state = 'live' as live, p.state = 'killed' as killed, p.notice, p.ended_at,
         case when photo.rights_valid_until <= statement_timestamp()
               and not exists (select from rights_mark m where m.photo_id = photo.id and m.item_id = s.item_id
                     and m.valid_until = photo.rights_valid_until and m.step = 'answered')
              then photo.rights_valid_until end as rights_ended_at
    from rendition_set s
    join photo on photo.id = s.photo_id
    join readable_item p on p.item_id = s.item_id
    join rendition_set c on c.item_id = s.item_id and c.photo_id = s.photo_id and c.is_current
   where s.hash = $1 and s.photo_id = $2`;

/**
 * Which pictures readers may have: those of a live photo caption. Null for pictures that no reader ever saw, that are
 * for staff, that belong to a photo which its caption shows no more, or that are under an embargo. Asked of the primary: the end of a photo's
 * rights is no change of the generation by which replicas are known to be up to date.
 */
@Injectable()
export class PublishedRenditions {
  constructor(private readonly statements: Statements) {}

  /** What has become of the set; `hash` has 32 hex digits, `photoId` is a UUID. */
  async bySet(photoId: string, hash: string): Promise<ShownRenditions | Tombstone | null> {
    const [row] = await this.statements.query<Row>('published renditions', SET, [hash, photoId]);
    if (row === undefined) return null;
    if (row.rights_ended_at !== null) return { state: 'withdrawn', notice: null, at: row.rights_ended_at };
    if (row.live) return { state: 'live', currentHash: row.current_hash };
    return {
      state: row.killed ? 'killed' : 'withdrawn',
      notice: row.notice,
      at: row.ended_at ?? new Date(0),
    };
  }
}

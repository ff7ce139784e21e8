import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import type { ChangeType } from '../items/change-type.js';
import type { PersonView } from '../items/item-view.js';
import type { PublicationView } from './publishing.dto.js';

interface PublicationRow {
  id: string;
  revision: number;
  change_type: ChangeType;
  public_note: string | null;
  published_by: PersonView;
  live_from: Date;
  live_to: Date | null;
}

const NEWEST_FIRST: SortKey[] = [
  { sql: 'p.live_from', type: 'timestamptz', descending: true },
  { sql: 'p.id', type: 'uuid', descending: true },
];

/** What was live when. */
@Injectable()
export class PublicationReader {
  constructor(private readonly keyset: Keyset) {}

  /** The publications of an item, newest first. Who may see the item is decided before. */
  async list(tx: EntityManager, itemId: string, list: ListRequest): Promise<Page<PublicationView>> {
    const parameters = new SqlParameters();
    const rows = await tx.query<PublicationRow[]>(
      `select p.id, p.revision, p.change_type, p.public_note, p.live_from, p.live_to,
              jsonb_build_object('id', s.id, 'name', s.name) as published_by
         from publication p join staff_member s on s.id = p.published_by
        where p.item_id = ${parameters.add(itemId)} and ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.live_from, row.id]);
    return { ...page, items: page.items.map(present) };
  }
}

function present(row: PublicationRow): PublicationView {
  return {
    revision: row.revision,
    changeType: row.change_type,
    publicNote: row.public_note,
    publishedBy: row.published_by,
    from: row.live_from.toISOString(),
    to: row.live_to?.toISOString() ?? null,
  };
}

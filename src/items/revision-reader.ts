import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { notFound } from '../errors.js';
import type { ItemContent } from './item-kind.js';
import { PersonView } from './item-view.js';

/** A revision in the list of them. */
export class RevisionSummary {
  number: number;
  /** The revision it was made from; null for the first. */
  base: number | null;
  /** Of the content; the revision's ETag. */
  hash: string;
  savedBy: PersonView;
  savedAt: string;
  changeNote: string | null;
  /** The revision whose content was brought back, where this one was made so. */
  restoredFrom: number | null;
  /** Whether an approval of it stands. */
  approved: boolean;
}

/** A revision with what it says. */
export class RevisionView extends RevisionSummary {
  @ApiProperty({ type: 'object', additionalProperties: true })
  content: ItemContent;
}

/** A page of revisions, newest first. */
export class RevisionPage {
  items: RevisionSummary[];
  nextCursor: string | null;
}

interface RevisionRow {
  number: number;
  base: number | null;
  hash: string;
  saved_by: PersonView;
  saved_at: Date;
  change_note: string | null;
  restored_from: number | null;
  approved: boolean;
  content: ItemContent | null;
}

const NEWEST_FIRST: SortKey[] = [{ sql: 'r.number', type: 'integer', descending: true }];

/** The history of an item's content. Who may read it is the gate's to say. */
@Injectable()
export class RevisionReader {
  constructor(private readonly keyset: Keyset) {}

  /** Newest first, without content. */
  async list(tx: EntityManager, itemId: string, list: ListRequest): Promise<Page<RevisionSummary>> {
    const parameters = new SqlParameters();
    const rows = await tx.query<RevisionRow[]>(
      `${select('null::jsonb')} where r.item_id = ${parameters.add(itemId)}
          and ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.number]);
    return { ...page, items: page.items.map(present) };
  }

  /** One revision with its content. Throws `not_found`. */
  async view(tx: EntityManager, itemId: string, number: number): Promise<RevisionView> {
    const [row] = await tx.query<RevisionRow[]>(
      `${select('r.content')} where r.item_id = $1 and r.number = $2`,
      [itemId, number],
    );
    if (!row) throw notFound('revision');
    return { ...present(row), content: row.content ?? {} };
  }
}

function select(content: string): string {
  return `select r.number, r.base, r.hash, r.saved_at, r.change_note, r.restored_from,
      jsonb_build_object('id', s.id, 'name', s.name) as saved_by, ${content} as content,
      exists (select from approval a where a.item_id = r.item_id and a.revision = r.number
               and a.withdrawn_at is null) as approved
    from revision r join staff_member s on s.id = r.saved_by`;
}

function present(row: RevisionRow): RevisionSummary {
  return {
    number: row.number,
    base: row.base,
    hash: row.hash,
    savedBy: row.saved_by,
    savedAt: row.saved_at.toISOString(),
    changeNote: row.change_note,
    restoredFrom: row.restored_from,
    approved: row.approved,
  };
}

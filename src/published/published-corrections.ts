import { Injectable } from '@nestjs/common';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import type { Kind } from '../kinds.js';
import { ReaderStatements } from './replicas/reader-statements.js';

/** What readers were told was wrong, and of what. */
export interface PublishedCorrection {
  id: string;
  type: 'correction' | 'clarification';
  text: string;
  at: string;
  status: 'current' | 'superseded' | 'withdrawn';
  /** As it is now. */
  item: { kind: Kind; slug: string | null; headline: string };
}

/** A page of them. */
export interface CorrectionPage extends Page<PublishedCorrection> {
  /** Of the items that are named on the page, and of the one behind it that tells that there is a next page. */
  itemIds: string[];
}

interface Row extends Omit<PublishedCorrection, 'at' | 'item'> {
  at: Date;
  item_id: string;
  kind: Kind;
  slug: string | null;
  headline: string;
}

const NEWEST_FIRST: readonly SortKey[] = [
  { sql: 'at', type: 'timestamptz', descending: true },
  { sql: 'id', type: 'uuid', descending: true },
];

/** The public record of corrections and clarifications: those of all that is live. */
@Injectable()
export class PublishedCorrections {
  constructor(
    private readonly statements: ReaderStatements,
    private readonly keyset: Keyset,
  ) {}

  /** One page of them, newest first. Throws `invalid_cursor`. */
  async page(list: ListRequest): Promise<CorrectionPage> {
    const parameters = new SqlParameters();
    const rows = await this.statements.query<Row>(
      list.cursor === null ? 'published corrections' : 'published corrections after',
      `select id, type, text, at, status, kind, slug, headline, item_id from published_correction
        where ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.at, row.id]);
    return { ...page, items: page.items.map(present), itemIds: rows.map((row) => row.item_id) };
  }
}

function present({ id, type, text, at, status, kind, slug, headline }: Row): PublishedCorrection {
  return { id, type, text, at: at.toISOString(), status, item: { kind, slug, headline } };
}

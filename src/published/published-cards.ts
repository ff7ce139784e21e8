import { Injectable } from '@nestjs/common';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { authorHeading, listedUnder, tagHeading } from './headings.js';
import { ReaderStatements } from './replicas/reader-statements.js';

/** Newest first, all of them: by the first publication, by the last told change, or as the paper printed. */
export type CardOrder = 'firstPublishedAt' | 'updatedAt' | 'edition';

/** Which cards, and how sorted. A filter that is null does not filter. */
export interface CardQuery {
  kind: 'article' | 'editorial';
  order: CardOrder;
  /** The sections of a subtree, its root first, each by itself: the list is merged from one index scan per section. */
  sectionIds: readonly string[] | null;
  authorId: string | null;
  tag: string | null;
}

interface CardRow {
  item_id: string;
  /** JSON, as it goes out. */
  card: Buffer;
  first_published_at: Date;
  changed_at: Date;
  /** As text: a JavaScript Date would move it by the time zone of the process. */
  edition_date: string;
  edition_rank: number;
}

interface Order {
  sort: readonly (SortKey & { sql: keyof CardRow })[];
  values: (row: CardRow) => (string | number | Date)[];
}

const ORDERS: Readonly<Record<CardOrder, Order>> = {
  firstPublishedAt: {
    sort: [
      { sql: 'first_published_at', type: 'timestamptz', descending: true },
      { sql: 'item_id', type: 'uuid', descending: true },
    ],
    values: (row) => [row.first_published_at, row.item_id],
  },
  updatedAt: {
    sort: [
      { sql: 'changed_at', type: 'timestamptz', descending: true },
      { sql: 'item_id', type: 'uuid', descending: true },
    ],
    values: (row) => [row.changed_at, row.item_id],
  },
  edition: {
    sort: [
      { sql: 'edition_date', type: 'date', descending: true },
      { sql: 'edition_rank', type: 'integer', descending: false },
      { sql: 'item_id', type: 'uuid', descending: false },
    ],
    values: (row) => [row.edition_date, row.edition_rank, row.item_id],
  },
};

/** Cards, and the items that these were made from. */
export interface Cards {
  cards: Buffer[];
  itemIds: string[];
}

/** A page of cards. */
export interface CardPage extends Page<Buffer> {
  /** Of the items on the page, and of the one behind it that tells that there is a next page. */
  itemIds: string[];
}

/** A statement with its values, and the name under which PostgreSQL keeps it. */
export interface CardStatement {
  name: string;
  sql: string;
  values: readonly unknown[];
}

/** Lists of what is live, as the card bytes that publication made. */
@Injectable()
export class PublishedCards {
  constructor(
    private readonly statements: ReaderStatements,
    private readonly keyset: Keyset,
  ) {}

  /** One page of the list. Throws `invalid_cursor`. */
  async page(query: CardQuery, list: ListRequest): Promise<CardPage> {
    const rows = await this.run(this.statement(query, list));
    const { items, nextCursor } = this.keyset.page(list, rows, ORDERS[query.order].values);
    return { items: items.map((row) => row.card), nextCursor, itemIds: rows.map((row) => row.item_id) };
  }

  /** The first `count` of the list. */
  async first(query: CardQuery, count: number): Promise<Cards> {
    const list = { route: '', filters: {}, limit: count - 1, cursor: null };
    const rows = await this.run(this.statement(query, list));
    return { cards: rows.map((row) => row.card), itemIds: rows.map((row) => row.item_id) };
  }

  /**
   * The statement of a page, for up to `limit + 1` cards. It walks the keys in the list's own index, one walk per section of a
   * subtree, or that of an author or a tag, and only then fetches the cards of those that made it: so neither the size of the
   * table nor the depth of the page nor the width of the tree is paid for. The cards come from `readable_item`, like all that
   * readers get, although the database lets no item be live under an embargo.
   */
  statement(query: CardQuery, list: ListRequest): CardStatement {
    const { sort } = ORDERS[query.order];
    const parameters = new SqlParameters();
    const orderBy = this.keyset.orderBy(sort);
    const limit = `${parameters.add(list.limit + 1)}::integer`;
    const columns = sort.map((key) => key.sql).join(', ');
    const after = this.keyset.after(list, sort, parameters);
    const walk = (from: string): string =>
      `select ${columns} from ${from} and kind = '${query.kind}' and ${after} order by ${orderBy} limit ${limit}`;

    const headings = headingsOf(query).map((heading) => parameters.add(heading));
    const sections = query.sectionIds === null ? null : `${parameters.add(query.sectionIds)}::uuid[]`;
    const live = `published_item where state = 'live'`;
    const keys =
      headings.length > 0
        ? walk(listedUnder(headings, sections))
        : sections === null
          ? walk(live)
          : `select ${columns} from unnest(${sections}) as section (id)
               cross join lateral (${walk(`${live} and section_id = section.id`)}) walk
              order by ${orderBy} limit ${limit}`;
    return {
      name: nameOf(query, list),
      sql: `
        select item_id, p.card, p.first_published_at, p.changed_at, p.edition_date::text, p.edition_rank
          from (${keys}) k join readable_item p using (item_id)
         where p.state = 'live'
         order by ${sort.map((key) => `k.${key.sql} ${key.descending ? 'desc' : 'asc'}`).join(', ')}`,
      values: parameters.values,
    };
  }

  private run(statement: CardStatement): Promise<CardRow[]> {
    return this.statements.query<CardRow>(statement.name, statement.sql, statement.values);
  }
}

function headingsOf({ authorId, tag }: CardQuery): string[] {
  return [
    ...(authorId === null ? [] : [authorHeading(authorId)]),
    ...(tag === null ? [] : [tagHeading(tag)]),
  ];
}

/** One name per text: everything that the text depends on, and nothing else. */
function nameOf(query: CardQuery, list: ListRequest): string {
  const parts = ['cards', query.kind, query.order];
  if (query.sectionIds !== null) parts.push('section');
  if (query.authorId !== null) parts.push('author');
  if (query.tag !== null) parts.push('tag');
  if (list.cursor !== null) parts.push('after');
  return parts.join(' ');
}

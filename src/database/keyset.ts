import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { DomainError } from '../errors.js';
import type { SqlParameters } from './sql-parameters.js';

export type KeyValue = string | number | null;

/** One column that a list is sorted by. `sql` must never be null there: coalesce it. */
export interface SortKey {
  sql: string;
  /** The PostgreSQL type that a value from a cursor is cast to. */
  type: 'timestamptz' | 'date' | 'integer' | 'text' | 'uuid' | 'bigint';
  descending: boolean;
}

/** What was asked of a list: `route` and `filters` are what its cursors are bound to. */
export interface ListRequest {
  route: string;
  filters: Readonly<Record<string, string | undefined>>;
  limit: number;
  cursor: string | null;
}

/** One page of a list, and the cursor of the next; null where there is none. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * Keyset pagination: a page starts after the sort values of the last row before it, so that page 15,000
 * costs what the first does, and an insertion makes nothing skip or come twice. The last sort key must be
 * unique. Cursors are opaque and signed (HMAC-SHA-256) for their route and filters.
 */
@Injectable()
export class Keyset {
  constructor(private readonly config: Config) {}

  /**
   * The condition for the rows after the request's cursor; `true` without one.
   * Throws `invalid_cursor` for one that was not made by this list with these filters.
   */
  after(list: ListRequest, sort: readonly SortKey[], parameters: SqlParameters): string {
    if (list.cursor === null) return 'true';
    const values = this.open(list.cursor, list);
    if (values.length !== sort.length) throw new DomainError('invalid_cursor');
    const bounds = sort.map((key, index) => `${parameters.add(values[index])}::${key.type}`);
    return isAfter(sort, bounds);
  }

  /**
   * What the request's cursor was made of, for lists whose cursors say more than where to go on; null without one.
   * Throws `invalid_cursor` as `after` does.
   */
  carried(list: ListRequest): KeyValue[] | null {
    return list.cursor === null ? null : this.open(list.cursor, list);
  }

  /** `order by` for the sort keys. */
  orderBy(sort: readonly SortKey[]): string {
    return sort.map((key) => `${key.sql} ${key.descending ? 'desc' : 'asc'}`).join(', ');
  }

  /** A page from up to `limit + 1` rows; `values` gives a row's sort values as they go into a cursor. */
  page<T>(list: ListRequest, rows: T[], values: (row: T) => (KeyValue | Date)[]): Page<T> {
    const items = rows.slice(0, list.limit);
    const last = items.at(-1);
    if (rows.length <= list.limit || last === undefined) return { items, nextCursor: null };
    const plain = values(last).map((value) => (value instanceof Date ? value.toISOString() : value));
    return { items, nextCursor: this.seal(plain, list) };
  }

  private seal(values: KeyValue[], list: ListRequest): string {
    const payload = Buffer.from(JSON.stringify(values)).toString('base64url');
    return `${payload}.${this.sign(payload, list)}`;
  }

  private open(cursor: string, list: ListRequest): KeyValue[] {
    const [payload, signature, ...rest] = cursor.split('.');
    if (!payload || !signature || rest.length > 0) throw new DomainError('invalid_cursor');
    const expected = Buffer.from(this.sign(payload, list));
    const actual = Buffer.from(signature);
    if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
      throw new DomainError('invalid_cursor');
    }
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as KeyValue[];
  }

  private sign(payload: string, list: ListRequest): string {
    const filters = Object.entries(list.filters)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return createHmac('sha256', this.config.secret)
      .update(JSON.stringify([list.route, filters, payload]))
      .digest('base64url')
      .slice(0, 22);
  }
}

/** What sorts behind `bounds`, put so that PostgreSQL starts the index scan there and guesses its size well. */
function isAfter(sort: readonly SortKey[], bounds: readonly string[]): string {
  const [first, ...rest] = sort;
  const [bound, ...others] = bounds;
  if (first === undefined || bound === undefined) return 'false';
  const operator = first.descending ? '<' : '>';
  // With one direction throughout it is a row comparison, which one index condition can hold.
  if (rest.every((key) => key.descending === first.descending)) {
    return `(${sort.map((key) => key.sql).join(', ')}) ${operator} (${bounds.join(', ')})`;
  }
  return `(${first.sql} ${operator}= ${bound} and (${first.sql} <> ${bound} or ${isAfter(rest, others)}))`;
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../config.js';
import { Keyset, type ListRequest, type SortKey } from './keyset.js';
import { SqlParameters } from './sql-parameters.js';

const config = readConfig({
  DATABASE_URL: 'postgres://copydesk@127.0.0.1/copydesk',
  SECRET: 'a secret that signs the cursors of specs',
});
const keyset = new Keyset(config);

const BY_NAME: SortKey[] = [
  { sql: 'name', type: 'text', descending: false },
  { sql: 'id', type: 'uuid', descending: false },
];
const BY_RANK: SortKey[] = [
  { sql: 'edition_date', type: 'date', descending: true },
  { sql: 'edition_rank', type: 'integer', descending: false },
  { sql: 'id', type: 'uuid', descending: false },
];

function list(changes: Partial<ListRequest> = {}): ListRequest {
  return { route: '/api/v1/authors', filters: {}, limit: 1, cursor: null, ...changes };
}

/** The cursor that leads past a row with these values. */
function cursorFor(values: (string | number | null | Date)[], request: ListRequest = list()): string {
  const { nextCursor } = keyset.page({ ...request, limit: 1 }, ['last', 'more'], () => values);
  if (nextCursor === null) throw new Error('There is a next page');
  return nextCursor;
}

function valuesOf(cursor: string, sort: SortKey[], request: ListRequest = list()): unknown[] {
  const parameters = new SqlParameters();
  keyset.after({ ...request, cursor }, sort, parameters);
  return parameters.values;
}

const filters = fc.dictionary(fc.string({ minLength: 1 }), fc.option(fc.string(), { nil: undefined }));
const values = fc.tuple(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null)));

describe('a cursor', () => {
  it('gives back the values that it was made of', () => {
    fc.assert(
      fc.property(fc.string(), filters, values, (route, given, row) => {
        const request = list({ route, filters: given });
        expect(valuesOf(cursorFor(row, request), BY_NAME, request)).toEqual(row);
      }),
    );
  });

  it('is one word that a URL carries as it is', () => {
    fc.assert(fc.property(values, (row) => /^[\w.-]+$/.test(cursorFor(row))));
  });

  it('keeps a time to the millisecond', () => {
    const at = new Date('2026-05-05T08:00:00.123Z');
    expect(valuesOf(cursorFor([at, 'x']), BY_NAME)).toEqual(['2026-05-05T08:00:00.123Z', 'x']);
  });

  it('is refused once a character of it is another', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.constantFrom('A', 'z', '0', '_', '.', ' '), (row, at, character) => {
        const cursor = cursorFor(row);
        const index = at % cursor.length;
        fc.pre(cursor[index] !== character);
        const tampered = cursor.slice(0, index) + character + cursor.slice(index + 1);
        expect(() => valuesOf(tampered, BY_NAME)).toThrow(
          expect.objectContaining({ code: 'invalid_cursor' }),
        );
      }),
    );
  });

  it.each(['', '.', 'a.', '.b', 'a.b', 'a.b.c', 'null', '🎉.🎉'])(
    'is refused where it is none: %j',
    (cursor) => {
      expect(() => valuesOf(cursor, BY_NAME)).toThrow(expect.objectContaining({ code: 'invalid_cursor' }));
    },
  );

  it('belongs to its route and its filters', () => {
    const cursor = cursorFor(['a', 'b'], list({ filters: { q: 'oz', sort: undefined } }));
    const same = list({ filters: { sort: undefined, q: 'oz' } });
    expect(valuesOf(cursor, BY_NAME, same)).toEqual(['a', 'b']);
    expect(valuesOf(cursor, BY_NAME, list({ filters: { q: 'oz' } }))).toEqual(['a', 'b']);
    const others = [
      list({ route: '/api/v1/sections', filters: { q: 'oz' } }),
      list({ filters: { q: 'o' } }),
      list({ filters: { q: 'oz', sort: 'name' } }),
      list(),
    ];
    for (const other of others) {
      expect(() => valuesOf(cursor, BY_NAME, other)).toThrow(
        expect.objectContaining({ code: 'invalid_cursor' }),
      );
    }
  });

  it('belongs to the secret of its installation, and to a sort of as many keys', () => {
    const cursor = cursorFor(['a', 'b']);
    const elsewhere = new Keyset(config.with({ secret: 'another secret, of another installation' }));
    expect(() => elsewhere.after(list({ cursor }), BY_NAME, new SqlParameters())).toThrow(
      expect.objectContaining({ code: 'invalid_cursor' }),
    );
    expect(() => valuesOf(cursor, BY_RANK)).toThrow(expect.objectContaining({ code: 'invalid_cursor' }));
  });
});

describe('the condition after a cursor', () => {
  it('is none on the first page', () => {
    expect(keyset.after(list(), BY_NAME, new SqlParameters())).toBe('true');
  });

  it('compares whole rows where all keys go one way', () => {
    const parameters = new SqlParameters();
    parameters.add('a filter before it');
    const condition = keyset.after(list({ cursor: cursorFor(['a', 'b']) }), BY_NAME, parameters);
    expect(condition).toBe('(name, id) > ($2::text, $3::uuid)');
    expect(parameters.values).toEqual(['a filter before it', 'a', 'b']);
  });

  it('turns round where all keys descend', () => {
    const sort = BY_NAME.map((key) => ({ ...key, descending: true }));
    const condition = keyset.after(list({ cursor: cursorFor(['a', 'b']) }), sort, new SqlParameters());
    expect(condition).toBe('(name, id) < ($1::text, $2::uuid)');
    expect(keyset.orderBy(sort)).toBe('name desc, id desc');
  });

  it('starts at the cursor and compares key by key where directions differ', () => {
    const parameters = new SqlParameters();
    const cursor = cursorFor(['2026-05-05', 2, 'b']);
    expect(keyset.after(list({ cursor }), BY_RANK, parameters)).toBe(
      '(edition_date <= $1::date and (edition_date <> $1::date' +
        ' or (edition_rank, id) > ($2::integer, $3::uuid)))',
    );
    expect(parameters.values).toEqual(['2026-05-05', 2, 'b']);
    expect(keyset.orderBy(BY_RANK)).toBe('edition_date desc, edition_rank asc, id asc');
  });
});

describe('a page', () => {
  it('holds at most the limit, and leads on only where there is more', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 8 }), fc.integer({ min: 1, max: 8 }), (rows, limit) => {
        const page = keyset.page(list({ limit }), rows.slice(0, limit + 1), (row) => [row]);
        expect(page.items).toEqual(rows.slice(0, limit));
        expect(page.nextCursor === null).toBe(rows.length <= limit);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { listRequest, ListQuery, nextLink } from './lists.js';

function query(members: Record<string, unknown>): ListQuery {
  return Object.assign(new ListQuery(), members);
}

describe('the query of a list', () => {
  it.each(['1', '20', '99', '100'])('takes a limit of %s', (limit) => {
    expect(validateSync(query({ limit }))).toEqual([]);
    expect(listRequest('/r', query({ limit })).limit).toBe(Number(limit));
  });

  it.each(['0', '101', '-1', '+5', '1.5', '1e2', ' 5', '5 ', '05', '', 'all', ['1', '2']])(
    'refuses a limit of %j',
    (limit) => {
      expect(validateSync(query({ limit }))).toHaveLength(1);
    },
  );

  it('refuses a cursor that is given twice, or too long', () => {
    expect(validateSync(query({ cursor: ['a', 'b'] }))).toHaveLength(1);
    expect(validateSync(query({ cursor: 'a'.repeat(2001) }))).toHaveLength(1);
    expect(validateSync(query({ cursor: 'a'.repeat(2000) }))).toEqual([]);
  });

  it('starts with twenty, and takes all else for filters', () => {
    expect(listRequest('/r', query({}))).toEqual({ route: '/r', filters: {}, limit: 20, cursor: null });
    expect(listRequest('/r', query({ limit: '5', cursor: 'c', q: 'oz', kind: undefined }))).toEqual({
      route: '/r',
      filters: { q: 'oz', kind: undefined },
      limit: 5,
      cursor: 'c',
    });
  });
});

describe('the link to the next page', () => {
  it('keeps the filters, replaces the cursor, and is absolute below PUBLIC_URL', () => {
    expect(nextLink('https://desk.example', '/api/v1/authors?q=%C3%96z&cursor=old&limit=5', 'a.b')).toBe(
      '<https://desk.example/api/v1/authors?q=%C3%96z&cursor=a.b&limit=5>; rel="next"',
    );
  });

  it('keeps a path in PUBLIC_URL', () => {
    expect(nextLink('https://example.org/desk', '/api/v1/authors', 'c')).toBe(
      '<https://example.org/desk/api/v1/authors?cursor=c>; rel="next"',
    );
  });

  it('never leaves PUBLIC_URL, whatever the request named', () => {
    expect(nextLink('https://desk.example', '//evil.example/api/v1/authors', 'c')).not.toContain(
      'evil.example/api>',
    );
    expect(nextLink('https://desk.example', '//evil.example/x', 'c')).toMatch(/^<https:\/\/desk\.example\//);
  });
});

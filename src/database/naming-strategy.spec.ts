import { describe, expect, it } from '@jest/globals';
import { PostgresNamingStrategy, snakeCase } from './naming-strategy.js';

const naming = new PostgresNamingStrategy();

describe('PostgresNamingStrategy', () => {
  it.each([
    ['firstPublishedAt', 'first_published_at'],
    ['StaffMember', 'staff_member'],
    ['bodyHTMLHash', 'body_html_hash'],
    ['sha256Of', 'sha256_of'],
    ['id', 'id'],
  ])('writes %s as %s', (name, expected) => {
    expect(snakeCase(name)).toBe(expected);
  });

  it('names what PostgreSQL would name', () => {
    expect(naming.primaryKeyName('item')).toBe('item_pkey');
    expect(naming.uniqueConstraintName('public.author', ['slug'])).toBe('author_slug_key');
    expect(naming.foreignKeyName('revision', ['item_id', 'base'])).toBe('revision_item_id_base_fkey');
    expect(naming.indexName('item', ['section_id'])).toBe('item_section_id_idx');
    expect(naming.joinColumnName('savedBy', 'id')).toBe('saved_by_id');
    expect(naming.columnName('countryCode', '', ['dateline'])).toBe('dateline_country_code');
  });

  it('keeps a name that was given, and refuses one that PostgreSQL would cut', () => {
    expect(naming.tableName('Item', 'items')).toBe('items');
    expect(naming.columnName('savedBy', 'by', [])).toBe('by');
    expect(() => naming.indexName('publication', ['x'.repeat(60)])).toThrow('63 characters');
  });
});

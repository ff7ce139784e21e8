import type { TestDatabase } from '../harness/database.js';

/**
 * Copies an item as the tables have it, for tests of many: what is live stays live, each copy with a headline and a slug of
 * its own. The documents are the original's until they are rendered again. Gives nothing back: ask the database.
 */
export async function copyItem(database: TestDatabase, itemId: string, copies: number): Promise<void> {
  const headline = `case when jsonb_typeof(content->'headline') = 'string' then content->>'headline' || ' ' || n end`;
  const slug = `content->>'slug' || '-copy-' || n`;
  await database.query(`
    create table copy as select gen_random_uuid() as id, n from generate_series(1, ${copies}) n;
    begin;
    ${copyOf('item', 'id', itemId, `'id', copy.id, 'slug', slug || '-copy-' || n, 'live_slug', live_slug || '-copy-' || n`)}
    ${copyOf('revision', 'item_id', itemId, `'item_id', copy.id, 'content', content || jsonb_build_object('headline', ${headline}, 'slug', ${slug})`)}
    ${copyOf('approval', 'item_id', itemId, `'id', gen_random_uuid(), 'item_id', copy.id`)}
    ${copyOf('address', 'item_id', itemId, `'item_id', copy.id, 'slug', slug || '-copy-' || n`)}
    ${copyOf('publication', 'item_id', itemId, `'id', gen_random_uuid(), 'item_id', copy.id, 'slug', slug || '-copy-' || n`)}
    ${copyOf('published_item', 'item_id', itemId, `'item_id', copy.id, 'slug', slug || '-copy-' || n`)}
    insert into reference (item_id, state, role, overrides, author_id, target_item_id)
      select copy.id, state, role, overrides, author_id, target_item_id from reference, copy where item_id = '${itemId}';
    commit;
    drop table copy;
    analyze`);
}

/** Each row of the item in the table, once for each copy, with these members changed. */
function copyOf(table: string, column: string, itemId: string, changes: string): string {
  return `insert into ${table}
    select made.* from ${table} original, copy,
      jsonb_populate_record(original, jsonb_strip_nulls(jsonb_build_object(${changes}))) made
     where original.${column} = '${itemId}';`;
}

/**
 * Published articles by SQL, up to `total`, beside those that were published over the API: copies of one of them, each with
 * its own address and time. They have no life before (no drafts, no revisions), which readers never ask for.
 *
 * @param {import('pg').Client} db
 * @param {{model: string, from: number, to: number, search: boolean}} wanted `model` is the id of the published article
 */
export async function fill(db, { model, from, to, search }) {
  await db.query('set session_replication_role = replica');
  await db.query("set statement_timeout = '30min'");
  for (let first = from; first < to; first += BATCH) {
    const last = Math.min(first + BATCH, to) - 1;
    await db.query(ITEMS, [model, first, last]);
    if (search) await db.query(SEARCH, [model, first, last]);
  }
  await db.query('set session_replication_role = origin');
  await db.query('analyze published_item, address, search_document');
}

/** The slug of the article that `fill` made with the number. */
export function slugOf(number) {
  return `filled-story-${number}`;
}

const BATCH = 50_000;
const ID = `(lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid`;

const ITEMS = `
  with numbers as (select n, ${ID} as id from generate_series($2::int, $3::int) n),
  model as (select * from published_item where item_id = $1),
  copies as (
    insert into published_item (item_id, kind, state, slug, document, card, etag, last_modified, renderer, section_id,
        author_ids, tags, first_published_at, changed_at)
      select numbers.id, model.kind, 'live', 'filled-story-' || n,
             convert_to(replace(convert_from(document, 'UTF8'), slug, 'filled-story-' || n), 'UTF8'),
             convert_to(replace(convert_from(card, 'UTF8'), slug, 'filled-story-' || n), 'UTF8'),
             '"' || md5(n::text) || '"', last_modified, renderer, section_id, author_ids, tags,
             '2000-01-01T00:00:00Z'::timestamptz + n * interval '1 minute',
             '2000-01-01T00:00:00Z'::timestamptz + n * interval '1 minute'
        from numbers, model)
  insert into address (kind, slug, item_id, current)
    select 'article', 'filled-story-' || n, id, true from numbers`;

const SEARCH = `
  insert into search_document (item_id, kind, section_id, first_published_at, configuration, headline, text, vector)
    select ${ID}, kind, section_id, '2000-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', configuration,
           headline, text, vector || to_tsvector('simple', 'word' || n % 997)
      from generate_series($2::int, $3::int) n, search_document where item_id = $1`;

import { SqlParameters } from '../../database/sql-parameters.js';
import type { Kind } from '../../kinds.js';
import { MARKS } from './marked-text.js';

/** What a search is kept to. A filter that is null does not filter. */
export interface SearchFilters {
  kind: Kind | null;
  /** The sections of a subtree, each by itself. */
  sectionIds: readonly string[] | null;
  /** First published not before. */
  from: Date | null;
  /** First published before. */
  until: Date | null;
}

/** A query in the words of one language, as PostgreSQL writes it. */
export interface LanguageQuery {
  configuration: string;
  query: string;
}

/** Where in the list to begin, and how many to read. `at` is the moment that freshness is seen from. */
export interface SearchWindow {
  at: string;
  after: { rank: number; itemId: string } | null;
  limit: number;
}

/** So many of what matches are put in order, the newest: a word that stands in every story finds no end of them. */
const MOST_RANKED = 2_000;
/** Excerpts come from this much of a text. */
const EXCERPTED = 30_000;

/** What a reader looks for, in the words of each language that anything is published in. */
export const QUERIES = `
  select known.configuration, made.query::text
    from (select configuration from search_language union select 'search_simple') known (configuration)
    cross join lateral (select search_query(known.configuration::regconfig, $1::jsonb) as query) made
   where exists (select from search_document s where s.configuration = known.configuration)
     and numnode(made.query) > 0
   order by known.configuration`;

/**
 * Places in the headline count ten times what those in captions do; a long text counts for less, and one that is a year
 * old for about two thirds of a new one. In whole numbers, so that a cursor can hold them. What stands nowhere, such as a
 * beginning of which only the written word has so much, ranks by its age.
 */
const RANK = `(1000000 * least(2000, (0.01 + ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', s.vector, newest.query, 1))
    * (0.5 + 0.5 * exp(-greatest(0, extract(epoch from at.at - s.first_published_at)) / 31557600.0)))
  )::integer`;

/**
 * The statement of one page: in each language the newest that match, of these the best, and of the page alone the
 * excerpts. To be planned for its values: whether a word is rare or in every story decides whether its index is the way,
 * or that of the time.
 */
export function searchStatement(
  queries: readonly LanguageQuery[],
  filters: SearchFilters,
  window: SearchWindow,
): { sql: string; values: readonly unknown[] } {
  const parameters = new SqlParameters();
  const at = parameters.add(window.at);
  const conditions = conditionsOf(filters, parameters);
  const order = 'order by first_published_at desc, item_id desc';
  const matches = queries.map(({ configuration, query }) => {
    const asked = `${parameters.add(query)}::tsquery`;
    return `(select item_id, first_published_at, ${asked} as query from search_document
        where ${[`configuration = ${parameters.add(configuration)}`, `vector @@ ${asked}`, ...conditions].join(' and ')}
        ${order} limit ${MOST_RANKED})`;
  });
  const after =
    window.after === null
      ? 'true'
      : `(rank, item_id) < (${parameters.add(window.after.rank)}::integer, ${parameters.add(window.after.itemId)}::uuid)`;
  const sql = `
    with at as (select ${at}::timestamptz as at),
    newest as (select * from (${matches.join(' union all ')}) matches ${order} limit ${MOST_RANKED}),
    ranked as (
      select s.item_id, newest.query, ${RANK} as rank
        from newest join search_document s using (item_id) cross join at),
    page as (
      select ranked.*, p.card from ranked join readable_item p using (item_id)
       where p.state = 'live' and ${after} order by rank desc, item_id desc limit ${parameters.add(window.limit)}::integer)
    select item_id, page.rank, page.card,
        ts_headline(s.configuration::regconfig, s.headline, page.query,
          ${parameters.add(`${MARKED}, HighlightAll=true`)}) as headline,
        ts_headline(s.configuration::regconfig, left(s.text, ${EXCERPTED}), page.query,
          ${parameters.add(`${MARKED}, FragmentDelimiter=${MARKS.between}, MaxFragments=2, MinWords=8, MaxWords=28`)}) as excerpts
      from page join search_document s using (item_id)
     order by page.rank desc, item_id desc`;
  return { sql, values: parameters.values };
}

const MARKED = `StartSel=${MARKS.start}, StopSel=${MARKS.end}`;

function conditionsOf(filters: SearchFilters, parameters: SqlParameters): string[] {
  const conditions: string[] = [];
  const add = (value: unknown, condition: (placeholder: string) => string): void => {
    if (value !== null) conditions.push(condition(parameters.add(value)));
  };
  add(filters.kind, (kind) => `kind = ${kind}::text`);
  add(filters.sectionIds, (ids) => `section_id = any (${ids}::uuid[])`);
  add(filters.from, (from) => `first_published_at >= ${from}::timestamptz`);
  add(filters.until, (until) => `first_published_at < ${until}::timestamptz`);
  return conditions;
}

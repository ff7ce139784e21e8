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
  /** What matches at least as much, and asks for no order of words. */
  broad: string;
}

/** Where in the list to begin, how many to read, and what to mark in them. `at` is the moment that freshness is seen from. */
export interface SearchWindow {
  /** The beginnings of words that were typed: a language may reduce a word to less. */
  beginnings: readonly string[];
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
  select known.configuration, made.query::text,
         search_query(known.configuration::regconfig, $1::jsonb, true)::text as broad
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
 * excerpts. Each is read by its key, so that the plan is the same however many there are.
 */
export function searchStatement(
  queries: readonly LanguageQuery[],
  filters: SearchFilters,
  window: SearchWindow,
): { sql: string; values: readonly unknown[] } {
  const parameters = new SqlParameters();
  const at = parameters.add(window.at);
  const order = 'order by first_published_at desc, item_id desc';
  const narrowed = [
    `${parameters.add(filters.kind)}::text`,
    `${parameters.add(filters.sectionIds)}::uuid[]`,
    `${parameters.add(filters.from)}::timestamptz`,
    `${parameters.add(filters.until)}::timestamptz`,
  ].join(', ');
  const matches = queries.map(({ configuration, query, broad }) => {
    const asked = `${parameters.add(query)}::tsquery`;
    const words = `${asked}, ${parameters.add(broad)}::tsquery, ${parameters.add(configuration)}`;
    return `select item_id, first_published_at, ${asked} as query from newest_found(${words}, ${narrowed}, ${MOST_RANKED})`;
  });
  const after =
    window.after === null
      ? 'true'
      : `(rank, item_id) < (${parameters.add(window.after.rank)}::integer, ${parameters.add(window.after.itemId)}::uuid)`;
  const sql = `
    with at as (select ${at}::timestamptz as at),
    newest as (select * from (${matches.join(' union all ')}) matches ${order} limit ${MOST_RANKED}),
    ranked as (
      select newest.item_id, newest.query, s.rank
        from newest cross join at
        cross join lateral (
          select ${RANK} as rank from search_document s where s.item_id = newest.item_id limit 1) s),
    page as (
      select ranked.*, p.card
        from ranked
        cross join lateral (
          select card from readable_item p where p.item_id = ranked.item_id and p.state = 'live' limit 1) p
       where ${after} order by rank desc, item_id desc limit ${parameters.add(window.limit)}::integer)
    select page.item_id, page.rank, page.card,
        ts_headline(s.configuration::regconfig, s.headline, marked.query,
          ${parameters.add(`${MARKED}, HighlightAll=true`)}) as headline,
        ts_headline(s.configuration::regconfig, left(s.text, ${EXCERPTED}), marked.query,
          ${parameters.add(`${MARKED}, FragmentDelimiter=${MARKS.between}, MaxFragments=2, MinWords=8, MaxWords=28`)}) as excerpts
      from page
      cross join lateral (select * from search_document s where s.item_id = page.item_id limit 1) s
      cross join lateral (select page.query || words_beginning(s.configuration::regconfig, s.vector,
        ${parameters.add(window.beginnings)}::text[]) as query) marked
     order by page.rank desc, page.item_id desc`;
  return { sql, values: parameters.values };
}

const MARKED = `StartSel=${MARKS.start}, StopSel=${MARKS.end}`;

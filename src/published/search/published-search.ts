import { Injectable } from '@nestjs/common';
import { Keyset, type KeyValue, type ListRequest, type Page } from '../../database/keyset.js';
import { DomainError } from '../../errors.js';
import { ReaderStatements } from '../replicas/reader-statements.js';
import { excerptsHtml, markedHtml } from './marked-text.js';
import { readQuery, type ReaderQuery } from './reader-query.js';
import { type LanguageQuery, QUERIES, type SearchFilters, searchStatement } from './search-statement.js';
import { Spelling } from './spelling.js';

/** Where what was looked for stands in an item, as HTML that is safe between two tags: escaped, with `<mark>`. */
export interface Highlights {
  /** The whole headline; null where it has none. */
  headline: string | null;
  /** Those parts of the text in which something was found, at most two. */
  excerpts: string[];
}

/** An item that was found. */
export interface Hit {
  /** JSON, as lists show the item. */
  card: Buffer;
  highlights: Highlights;
}

/** A page of what was found, best first. */
export interface Found extends Page<Hit> {
  /** What was searched for in place of the query, which found nothing; else null. */
  correctedTo: string | null;
}

interface Row {
  item_id: string;
  rank: number;
  card: Buffer;
  headline: string;
  excerpts: string;
}

/** Where a page goes on. `at` is the moment that ages are seen from on all of them. */
interface Place {
  at: string;
  correctedTo: string | null;
  after: { rank: number; itemId: string } | null;
}

/** Finds what is published. */
@Injectable()
export class PublishedSearch {
  constructor(
    private readonly statements: ReaderStatements,
    private readonly keyset: Keyset,
    private readonly spelling: Spelling,
  ) {}

  /** One page of what the query finds; of a query that finds nothing, what it finds with its words spelled as they are in use. */
  async page(q: string, filters: SearchFilters, list: ListRequest): Promise<Found> {
    const place = placeOf(this.keyset.carried(list));
    const query = readQuery(place?.correctedTo ?? q);
    const found = await this.find(query, filters, list, place);
    if (place !== null || found.items.length > 0) return found;
    const correctedTo = await this.spelling.corrected(q, query);
    if (correctedTo === null) return found;
    const corrected = { at: thisHour(), correctedTo, after: null };
    const better = await this.find(readQuery(correctedTo), filters, list, corrected);
    return better.items.length > 0 ? better : found;
  }

  private async find(
    query: ReaderQuery,
    filters: SearchFilters,
    list: ListRequest,
    place: Place | null,
  ): Promise<Found> {
    const at = place?.at ?? thisHour();
    const correctedTo = place?.correctedTo ?? null;
    const queries = await this.inLanguages(query);
    if (queries.length === 0) return { items: [], nextCursor: null, correctedTo };
    const { sql, values } = searchStatement(queries, filters, {
      at,
      beginnings: query.flat().flatMap((term) => (term.prefix && !term.excluded ? [term.text] : [])),
      after: place?.after ?? null,
      limit: list.limit + 1,
    });
    const rows = await this.statements.queryPlanned<Row>(sql, values);
    const page = this.keyset.page(list, rows, (row) => [at, correctedTo, row.rank, row.item_id]);
    return { items: page.items.map(hit), nextCursor: page.nextCursor, correctedTo };
  }

  /** The query in the words of each language that something is published in; none where it has no words. */
  private async inLanguages(query: ReaderQuery): Promise<LanguageQuery[]> {
    if (query.length === 0) return [];
    return this.statements.query<LanguageQuery>('search queries', QUERIES, [JSON.stringify(query)]);
  }
}

function hit({ card, headline, excerpts }: Row): Hit {
  return {
    card,
    highlights: {
      headline: headline === '' ? null : markedHtml(headline),
      excerpts: excerptsHtml(excerpts),
    },
  };
}

/** Ages are seen from its beginning, so that the same search has the same answer for a while, and caches may keep it. */
function thisHour(): string {
  const now = new Date();
  now.setUTCMinutes(0, 0, 0);
  return now.toISOString();
}

/** The cursor is signed: it holds what `find` put there. */
function placeOf(carried: KeyValue[] | null): Place | null {
  if (carried === null) return null;
  const [at, correctedTo, rank, itemId] = carried;
  if (typeof at !== 'string' || typeof rank !== 'number' || typeof itemId !== 'string') {
    throw new DomainError('invalid_cursor');
  }
  return { at, correctedTo: typeof correctedTo === 'string' ? correctedTo : null, after: { rank, itemId } };
}

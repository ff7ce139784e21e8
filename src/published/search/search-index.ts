import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Kind } from '../../kinds.js';
import { withoutMarks } from './marked-text.js';
import type { SearchText } from './search-text.js';

/** A published item, as far as a search is narrowed by it. */
export interface SearchedItem {
  id: string;
  kind: Kind;
  sectionId: string | null;
  firstPublishedAt: Date | null;
  /** A language tag (BCP 47). */
  language: string;
}

/** Of a longer text the end is not searched: PostgreSQL has no places for more words than stand in it. */
const LONGEST_TEXT = 80_000;

/** Writes what published items are found by. That they are found no longer is up to the database. */
@Injectable()
export class SearchIndex {
  /** Makes a live item findable by this text, in the transaction that publishes it. The same again changes nothing. */
  async write(tx: EntityManager, item: SearchedItem, text: SearchText): Promise<void> {
    const body = cut(text.body ?? '', LONGEST_TEXT);
    const others = [text.headline ?? '', joined(text.summary), joined(text.details)];
    const [headline, summary, details] = others.map((other) => cut(other, LONGEST_TEXT / 8));
    const { id, kind, sectionId, firstPublishedAt, language } = item;
    await tx.query(WRITE, [
      id,
      kind,
      sectionId,
      firstPublishedAt,
      language,
      headline,
      summary,
      body,
      details,
    ]);
  }
}

function joined(texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null && text !== '').join('\n');
}

function cut(text: string, length: number): string {
  return withoutMarks(text.slice(0, length).toWellFormed());
}

/**
 * The words that are in use are those of no digits and signs. They are added in one order, so that of two publications
 * that bring the same new words one waits for the other, rather than each for the other.
 */
const WRITE = `
  with language as (
    select coalesce((select configuration from search_language where language = lower(split_part($5, '-', 1))),
      'search_simple') as name),
  words as materialized (
    select strip(to_tsvector('search_simple', concat_ws(E'\\n', $6::text, $7::text, $8::text, $9::text))) as plain),
  written as (
    insert into search_document as s
        (item_id, kind, section_id, first_published_at, configuration, headline, text, vector)
      select $1::uuid, $2, $3::uuid, $4::timestamptz, name, $6, concat_ws(E'\\n', $7::text, $8::text, $9::text),
          setweight(to_tsvector(name::regconfig, $6), 'A') || setweight(to_tsvector(name::regconfig, $7), 'B')
            || setweight(to_tsvector(name::regconfig, $8), 'C')
            || setweight(to_tsvector(name::regconfig, $9), 'D') || words.plain
        from language, words
    on conflict (item_id) do update set kind = excluded.kind, section_id = excluded.section_id,
        first_published_at = excluded.first_published_at, configuration = excluded.configuration,
        headline = excluded.headline, text = excluded.text, vector = excluded.vector
      where (s.section_id, s.first_published_at, s.configuration, s.headline, s.text, s.vector) is distinct from
        (excluded.section_id, excluded.first_published_at, excluded.configuration, excluded.headline,
         excluded.text, excluded.vector)
    returning s.item_id)
  insert into search_word (word)
    select used.word from written, words, unnest(tsvector_to_array(words.plain)) as used (word)
     where char_length(used.word) between 4 and 40 and used.word !~ '[[:digit:][:punct:]]'
       and not exists (select from search_word known where known.word = used.word)
     order by used.word
    on conflict do nothing`;

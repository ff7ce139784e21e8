import { Injectable } from '@nestjs/common';
import { ReaderStatements } from '../replicas/reader-statements.js';
import { isOneLetterOff } from './one-letter-off.js';
import type { ReaderQuery } from './reader-query.js';

/** Of shorter words one letter makes any other. */
const SHORTEST = 4;
const MOST_CORRECTED = 4;

/** Words that PostgreSQL finds by their letters alone. */
const WORDS = /[\p{L}\p{M}]+/gu;

/** Those words of `$1` that stand in something readers can read. */
const READABLE = `
  select wanted.word from unnest($1::text[]) wanted (word)
   where exists (select from search_document s join readable_item p using (item_id)
     where p.state = 'live' and s.vector @@ plainto_tsquery('search_simple', wanted.word))`;

/** A word as the words in use are kept, and those that resemble it. */
const NEAREST = `
  select plain.word as misspelt, near.word
    from (select (tsvector_to_array(to_tsvector('search_simple', $1)))[1] as word) plain,
         nearest_search_words(plain.word) near (word)`;

/** Puts words right that are in no published text, after those that are. */
@Injectable()
export class Spelling {
  constructor(private readonly statements: ReaderStatements) {}

  /**
   * The query with each word that no reader can find anywhere replaced by the nearest that readers do find, one wrong letter
   * away; null where there is nothing to replace. A suggestion never comes from what is not readable.
   */
  async corrected(q: string, query: ReaderQuery): Promise<string | null> {
    let corrected = q;
    for (const word of await this.unknown(query)) {
      const nearest = await this.nearest(word);
      if (nearest !== null) corrected = replaced(corrected, word, nearest);
    }
    return corrected === q ? null : corrected;
  }

  private async unknown(query: ReaderQuery): Promise<string[]> {
    const texts = query.flat().filter(({ prefix, excluded }) => !prefix && !excluded);
    const words = new Set(texts.flatMap(({ text }) => text.match(WORDS) ?? []));
    const long = [...words].filter((word) => [...word].length >= SHORTEST);
    const known = new Set(await this.readable(long));
    return long.filter((word) => !known.has(word)).slice(0, MOST_CORRECTED);
  }

  private async nearest(word: string): Promise<string | null> {
    const rows = await this.statements.query<{ misspelt: string; word: string }>(
      'search nearest words',
      NEAREST,
      [word],
    );
    const near = rows
      .filter((row) => isOneLetterOff(row.misspelt, row.word))
      .map((row) => row.word)
      .slice(0, 20);
    const readable = new Set(await this.readable(near));
    return near.find((candidate) => readable.has(candidate)) ?? null;
  }

  private async readable(words: readonly string[]): Promise<string[]> {
    if (words.length === 0) return [];
    const rows = await this.statements.query<{ word: string }>('search readable words', READABLE, [words]);
    return rows.map((row) => row.word);
  }
}

/** The text with the word replaced wherever it stands by itself. */
function replaced(text: string, word: string, by: string): string {
  return text.replace(WORDS, (found) => (found === word ? by : found));
}

import { Injectable } from '@nestjs/common';
import { ReaderStatements } from '../replicas/reader-statements.js';
import { isOneLetterOff } from './one-letter-off.js';
import type { ReaderQuery } from './reader-query.js';

/** Of shorter words one letter makes any other. */
const SHORTEST = 4;
const MOST_CORRECTED = 4;
/** So many that are near are looked up, the nearest first. Nearly always the first of them can be read. */
const MOST_CANDIDATES = 5;

/** Words that PostgreSQL finds by their letters alone. */
const WORDS = /[\p{L}\p{M}]+/gu;

/** Those words of `$1` that are in use. */
const IN_USE = `
  select wanted.word from unnest($1::text[]) wanted (word)
   where exists (select from search_word known
     where known.word = any (tsvector_to_array(to_tsvector('search_simple', wanted.word))))`;

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
   * The query with each word that is not in use replaced by the nearest that readers do find, one wrong letter away; null
   * where there is nothing to replace. A suggestion never comes from what is not readable.
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
    if (long.length === 0) return [];
    const inUse = await this.statements.query<{ word: string }>('search words in use', IN_USE, [long]);
    const known = new Set(inUse.map((row) => row.word));
    return long.filter((word) => !known.has(word)).slice(0, MOST_CORRECTED);
  }

  private async nearest(word: string): Promise<string | null> {
    const rows = await this.statements.query<{ misspelt: string; word: string }>(
      'search nearest words',
      NEAREST,
      [word],
    );
    const near = rows.filter((row) => isOneLetterOff(row.misspelt, row.word)).slice(0, MOST_CANDIDATES);
    for (const candidate of near) if (await this.isReadable(candidate.word)) return candidate.word;
    return null;
  }

  private async isReadable(word: string): Promise<boolean> {
    const [row] = await this.statements.query<{ is: boolean }>(
      'search readable word',
      'select is_readable_word($1) as is',
      [word],
    );
    return row?.is === true;
  }
}

/** The text with the word replaced wherever it stands by itself. */
function replaced(text: string, word: string, by: string): string {
  return text.replace(WORDS, (found) => (found === word ? by : found));
}

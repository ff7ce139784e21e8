import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { validationFailed } from '../errors.js';
import { beginningOf, endOf } from '../http/day-or-instant.js';
import { readQuery } from '../published/search/reader-query.js';
import type { SearchFilters } from '../published/search/search-statement.js';
import { CardFilters } from './card-filters.js';
import type { SearchQuery } from './search-query.js';

/** Whoever looks for more has pasted something. */
const MOST_TERMS = 32;

/** Finds what the filters of a search name. */
@Injectable()
export class SearchFiltering {
  constructor(
    private readonly config: Config,
    private readonly filters: CardFilters,
  ) {}

  /** The filters as the search takes them. Throws `validation_failed` for a section that does not exist, and for too many words. */
  async resolve({ q, kind, section, from, to }: SearchQuery): Promise<SearchFilters> {
    const { timeZone } = this.config;
    if (readQuery(q).flat().length > MOST_TERMS) {
      throw validationFailed([
        { pointer: '/q', code: 'too_many_words', message: `has more than ${MOST_TERMS} words to look for` },
      ]);
    }
    const { sectionIds } = await this.filters.resolve({ section });
    return {
      kind: kind ?? null,
      sectionIds,
      from: from === undefined ? null : await beginningOf(from, timeZone),
      until: to === undefined ? null : await endOf(to, timeZone),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../database/sql-parameters.js';
import { authorHeading, listedUnder } from './headings.js';
import { ReaderStatements } from './replicas/reader-statements.js';

/** Which stories. A filter that is null does not filter. */
export interface StoryFilters {
  /** The sections of a subtree, its root first, each by itself. */
  sectionIds: readonly string[] | null;
  authorId: string | null;
}

/** A story, as the bytes that publication made. */
export interface PublishedStory {
  itemId: string;
  bytes: Buffer;
}

/** Articles and editorials together, newest first: what feeds and the news sitemap are made of. */
@Injectable()
export class PublishedStories {
  constructor(private readonly statements: ReaderStatements) {}

  /** The documents of the newest `count`. */
  async newest({ sectionIds, authorId }: StoryFilters, count: number): Promise<PublishedStory[]> {
    const parameters = new SqlParameters();
    const sections = sectionIds === null ? null : `${parameters.add(sectionIds)}::uuid[]`;
    if (authorId === null) return this.walk('document', { ...ALL, sections, parameters, count });
    const from = listedUnder([parameters.add(authorHeading(authorId))], sections);
    const name = sections === null ? 'by author' : 'by author in sections';
    return this.walk('document', { name, from, sections: null, parameters, count });
  }

  /** The cards of what was first published within two days, the newest `count` of it. */
  async ofTwoDays(count: number): Promise<PublishedStory[]> {
    const from = `${ALL.from} and first_published_at > statement_timestamp() - interval '2 days'`;
    const parameters = new SqlParameters();
    return this.walk('card', { name: 'of two days', from, sections: null, parameters, count });
  }

  /** Walks the list of each kind (in each section), merges them, and only then fetches what made it. */
  private async walk(
    column: 'document' | 'card',
    { name, from, sections, parameters, count }: Walk,
  ): Promise<PublishedStory[]> {
    const limit = `${parameters.add(count)}::integer`;
    const rows = await this.statements.query<{ item_id: string; bytes: Buffer }>(
      ['stories', column, name, ...(sections === null ? [] : ['in sections'])].join(' '),
      `select item_id, p.${column} as bytes
         from (select walk.* from (values ('article'), ('editorial')) as kinds (name)
                ${sections === null ? '' : `cross join unnest(${sections}) as section (id)`}
                cross join lateral (
                  select item_id, first_published_at from ${from} and kind = kinds.name
                     ${sections === null ? '' : 'and section_id = section.id'}
                   order by first_published_at desc, item_id desc limit ${limit}) walk
                order by first_published_at desc, item_id desc limit ${limit}) k
         join readable_item p using (item_id)
        where p.state = 'live'
        order by k.first_published_at desc, k.item_id desc`,
      parameters.values,
    );
    return rows.map(({ item_id: itemId, bytes }) => ({ itemId, bytes }));
  }
}

/** What is walked through. */
interface Walk {
  /** Of the statement: one for each text. */
  name: string;
  /** A table with a condition, as SQL. */
  from: string;
  /** An array of ids, as SQL, whose lists are walked one by one; null for one list. */
  sections: string | null;
  parameters: SqlParameters;
  count: number;
}

const ALL = { name: 'all', from: `published_item where state = 'live'` };

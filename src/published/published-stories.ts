import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../database/sql-parameters.js';
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

/** A condition on each story, with the name that it gives to its statement. */
interface Condition {
  name: string;
  sql: string;
}

const FROM_TWO_DAYS: Condition = {
  name: 'of two days',
  sql: `first_published_at > statement_timestamp() - interval '2 days'`,
};

/** Articles and editorials together, newest first: what feeds and the news sitemap are made of. */
@Injectable()
export class PublishedStories {
  constructor(private readonly statements: ReaderStatements) {}

  /** The documents of the newest `count`. */
  async newest({ sectionIds, authorId }: StoryFilters, count: number): Promise<PublishedStory[]> {
    const parameters = new SqlParameters();
    const sections = sectionIds === null ? null : `${parameters.add(sectionIds)}::uuid[]`;
    const conditions: Condition[] = [];
    if (authorId !== null) {
      const sql = `author_ids @> array[${parameters.add(authorId)}::uuid]`;
      conditions.push({ name: 'by author', sql });
    }
    return this.walk('document', { sections, conditions, parameters, count });
  }

  /** The cards of what was first published within two days, the newest `count` of it. */
  async ofTwoDays(count: number): Promise<PublishedStory[]> {
    const parameters = new SqlParameters();
    return this.walk('card', { sections: null, conditions: [FROM_TWO_DAYS], parameters, count });
  }

  /** Walks the list of each kind (in each section), merges them, and only then fetches what made it. */
  private async walk(
    column: 'document' | 'card',
    { sections, conditions, parameters, count }: Walk,
  ): Promise<PublishedStory[]> {
    const limit = `${parameters.add(count)}::integer`;
    const where = [
      `state = 'live' and kind = kinds.name`,
      ...(sections === null ? [] : ['section_id = section.id']),
      ...conditions.map(({ sql }) => sql),
    ];
    const of = [...(sections === null ? [] : ['in sections']), ...conditions.map(({ name }) => name)];
    const rows = await this.statements.query<{ item_id: string; bytes: Buffer }>(
      ['stories', column, ...of].join(' '),
      `select item_id, p.${column} as bytes
         from (select walk.* from (values ('article'), ('editorial')) as kinds (name)
                ${sections === null ? '' : `cross join unnest(${sections}) as section (id)`}
                cross join lateral (
                  select item_id, first_published_at from published_item where ${where.join(' and ')}
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
  /** An array of ids, as SQL; null for all. */
  sections: string | null;
  conditions: readonly Condition[];
  parameters: SqlParameters;
  count: number;
}

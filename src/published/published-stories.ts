import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../database/sql-parameters.js';
import { Statements } from '../database/statements.js';

/** Which stories. A filter that is null does not filter. */
export interface StoryFilters {
  /** The sections of a subtree, each by itself. */
  sectionIds: readonly string[] | null;
  authorId: string | null;
}

/** Articles and editorials together, newest first: what feeds are made of. */
@Injectable()
export class PublishedStories {
  constructor(private readonly statements: Statements) {}

  /** The documents of the newest `count`, as the bytes that publication made. */
  async newest({ sectionIds, authorId }: StoryFilters, count: number): Promise<Buffer[]> {
    const parameters = new SqlParameters();
    const limit = `${parameters.add(count)}::integer`;
    const sections =
      sectionIds === null ? '' : `cross join unnest(${parameters.add(sectionIds)}::uuid[]) as section (id)`;
    const conditions = [
      `state = 'live' and kind = kinds.name`,
      ...(sectionIds === null ? [] : ['section_id = section.id']),
      ...(authorId === null ? [] : [`author_ids @> array[${parameters.add(authorId)}::uuid]`]),
    ];
    const names = [
      'stories',
      ...(sectionIds === null ? [] : ['section']),
      ...(authorId === null ? [] : ['author']),
    ];
    const rows = await this.statements.query<{ document: Buffer }>(
      names.join(' '),
      `select p.document
         from (select walk.* from (values ('article'), ('editorial')) as kinds (name) ${sections}
                cross join lateral (
                  select item_id, first_published_at from published_item where ${conditions.join(' and ')}
                   order by first_published_at desc, item_id desc limit ${limit}) walk
                order by first_published_at desc, item_id desc limit ${limit}) k
         join readable_item p using (item_id)
        where p.state = 'live'
        order by k.first_published_at desc, k.item_id desc`,
      parameters.values,
    );
    return rows.map(({ document }) => document);
  }
}

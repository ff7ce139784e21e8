import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { likePattern } from '../database/like-pattern.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { notFound } from '../errors.js';
import { AuthorView } from './author.dto.js';
import { Author } from './author.entity.js';

const BY_NAME: readonly SortKey[] = [
  { sql: 'name', type: 'text', descending: false },
  { sql: 'id', type: 'uuid', descending: false },
];

/** Reads authors; all staff may see all of them. */
@Injectable()
export class AuthorReader {
  constructor(private readonly keyset: Keyset) {}

  /** The author. Throws `not_found`. */
  async byId(db: EntityManager, id: string): Promise<Author> {
    const author = await db.getRepository(Author).findOneBy({ id });
    if (!author) throw notFound('author');
    return author;
  }

  /** A page of the authors by name; `q` is a part of the name. */
  async list(db: EntityManager, list: ListRequest, q: string | null): Promise<Page<AuthorView>> {
    const parameters = new SqlParameters();
    const after = this.keyset.after(list, BY_NAME, parameters);
    const matches = q === null ? 'true' : `name ilike ${parameters.add(likePattern(q))}`;
    const rows = await db.query<AuthorView[]>(
      `select id, name, slug, job_title as "jobTitle", bio, email, links from author
        where ${after} and ${matches}
        order by ${this.keyset.orderBy(BY_NAME)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    return this.keyset.page(list, rows, (row) => [row.name, row.id]);
  }
}

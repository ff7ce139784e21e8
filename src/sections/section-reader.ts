import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { notFound } from '../errors.js';
import { SectionView } from './section.dto.js';
import { Section } from './section.entity.js';

const BY_PATH: readonly SortKey[] = [{ sql: 'path', type: 'text', descending: false }];

/** Reads sections; all staff may see all of them. */
@Injectable()
export class SectionReader {
  constructor(private readonly keyset: Keyset) {}

  /** The section. Throws `not_found`. */
  async byId(db: EntityManager, id: string): Promise<Section> {
    const section = await db.getRepository(Section).findOneBy({ id });
    if (!section) throw notFound('section');
    return section;
  }

  /** A page of the tree, by path, so that each section follows the one above it. */
  async list(db: EntityManager, list: ListRequest): Promise<Page<SectionView>> {
    const parameters = new SqlParameters();
    const after = this.keyset.after(list, BY_PATH, parameters);
    const rows = await db.query<SectionView[]>(
      `select id, name, slug, parent_id as "parentId", path from section
        where ${after} order by ${this.keyset.orderBy(BY_PATH)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    return this.keyset.page(list, rows, (row) => [row.path]);
  }
}

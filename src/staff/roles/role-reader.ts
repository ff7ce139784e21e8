import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../../database/keyset.js';
import { SqlParameters } from '../../database/sql-parameters.js';
import { notFound } from '../../errors.js';
import type { RoleView } from './role.dto.js';
import { Role } from './role.entity.js';

const BY_KEY: readonly SortKey[] = [{ sql: 'key', type: 'text', descending: false }];

/** Reads roles. */
@Injectable()
export class RoleReader {
  constructor(private readonly keyset: Keyset) {}

  /** The role. Throws `not_found`. */
  async byKey(db: EntityManager, key: string): Promise<Role> {
    const role = await db.getRepository(Role).findOneBy({ key });
    if (!role) throw notFound('role');
    return role;
  }

  /** A page of the roles, by key. */
  async list(db: EntityManager, list: ListRequest): Promise<Page<RoleView>> {
    const parameters = new SqlParameters();
    const after = this.keyset.after(list, BY_KEY, parameters);
    const rows = await db.query<RoleView[]>(
      `select key, name, permissions from role
        where ${after} order by ${this.keyset.orderBy(BY_KEY)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    return this.keyset.page(list, rows, (row) => [row.key]);
  }
}

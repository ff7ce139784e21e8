import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { holdsAnywhere } from '../../access/policy.js';
import type { Principal } from '../../access/principal.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../../database/keyset.js';
import { SqlParameters } from '../../database/sql-parameters.js';
import { type ApiTokenView, apiTokenView } from './api-token.dto.js';
import type { ApiToken } from './api-token.entity.js';

const BY_ID: readonly SortKey[] = [{ sql: 'id', type: 'uuid', descending: false }];

/** Reads API tokens that are not revoked: one's own, or everybody's with token.manage. */
@Injectable()
export class ApiTokenReader {
  constructor(private readonly keyset: Keyset) {}

  /** A page of the tokens that the actor may see, in the order in which they were made. */
  async list(
    db: EntityManager,
    actor: Principal,
    ownerId: string | null,
    list: ListRequest,
  ): Promise<Page<ApiTokenView>> {
    const parameters = new SqlParameters();
    const conditions = ['revoked_at is null', this.keyset.after(list, BY_ID, parameters)];
    if (!holdsAnywhere(actor, 'token.manage')) conditions.push(`owner_id = ${parameters.add(actor.staffId)}`);
    if (ownerId !== null) conditions.push(`owner_id = ${parameters.add(ownerId)}`);
    const rows = await db.query<ApiToken[]>(
      `select id, name, scopes, owner_id as "ownerId", expires_at as "expiresAt" from api_token
        where ${conditions.join(' and ')}
        order by ${this.keyset.orderBy(BY_ID)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.id]);
    return { ...page, items: page.items.map(apiTokenView) };
  }
}

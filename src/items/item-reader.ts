import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { notFound } from '../errors.js';
import { etagOf } from '../http/precondition.js';
import type { Kind } from '../kinds.js';
import { ItemPresenter } from './item-presenter.js';
import { mayReadDraftSql } from './item-rights.js';
import { ITEM_JOINS, itemColumns, type ItemRow } from './item-row.js';
import type { ItemView } from './item-view.js';
import { KindRegistry } from './kind-registry.js';

/** Reads items for the desk, as far as the reader's rights go. */
@Injectable()
export class ItemReader {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly presenter: ItemPresenter,
  ) {}

  /** The item as it is now, with its ETag. Throws `not_found`, also where it is of another kind. */
  async view(
    tx: EntityManager,
    actor: Principal,
    id: string,
    kind?: Kind,
  ): Promise<{ etag: string; body: ItemView }> {
    const parameters = new SqlParameters();
    const readsDraft = mayReadDraftSql(actor, this.kinds.openToAllStaff(), parameters);
    const [row] = await tx.query<ItemRow[]>(
      `select ${itemColumns(readsDraft, (alias) => `${alias}.content`)} from item i ${ITEM_JOINS}
        where i.id = ${parameters.add(id)} and i.kind = coalesce(${parameters.add(kind ?? null)}, i.kind)`,
      parameters.values,
    );
    if (!row || (!row.reads_draft && row.visibility !== 'live')) throw notFound('item');
    return { etag: etagOf(row.version), body: await this.presenter.whole(tx, row) };
  }
}

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

/** An item's view, and its ETag. */
export interface TaggedItem {
  etag: string;
  body: ItemView;
}

/** Reads items for the desk, as far as the reader's rights go. */
@Injectable()
export class ItemReader {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly presenter: ItemPresenter,
  ) {}

  /** The item as it is now, with its ETag. Throws `not_found`, also where it is of another kind. */
  async view(tx: EntityManager, actor: Principal, id: string, kind?: Kind): Promise<TaggedItem> {
    const row = await this.load(tx, actor, id);
    const isSeen = row.reads_draft || row.visibility === 'live';
    if (!isSeen || (kind !== undefined && row.kind !== kind)) throw notFound('item');
    return this.tagged(tx, row);
  }

  /**
   * The item as the answer to who has just done something to it: there even where they may not read it from now on,
   * with no more of it than they may read.
   */
  async afterAction(tx: EntityManager, actor: Principal, id: string): Promise<TaggedItem> {
    return this.tagged(tx, await this.load(tx, actor, id));
  }

  /** The item as the answer to who has just made it: whole, because all of it came from them. */
  async afterCreation(tx: EntityManager, actor: Principal, id: string): Promise<TaggedItem> {
    return this.tagged(tx, { ...(await this.load(tx, actor, id)), reads_draft: true });
  }

  private async load(tx: EntityManager, actor: Principal, id: string): Promise<ItemRow> {
    const parameters = new SqlParameters();
    const readsDraft = mayReadDraftSql(actor, this.kinds.openToAllStaff(), parameters);
    const [row] = await tx.query<ItemRow[]>(
      `select ${itemColumns(readsDraft, (alias) => `${alias}.content`)} from item i ${ITEM_JOINS}
        where i.id = ${parameters.add(id)}`,
      parameters.values,
    );
    if (!row) throw notFound('item');
    return row;
  }

  private async tagged(tx: EntityManager, row: ItemRow): Promise<TaggedItem> {
    return { etag: etagOf(row.version), body: await this.presenter.whole(tx, row) };
  }
}

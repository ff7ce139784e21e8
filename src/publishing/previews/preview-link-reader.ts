import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { Config } from '../../config.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../../database/keyset.js';
import { SqlParameters } from '../../database/sql-parameters.js';
import { notFound } from '../../errors.js';
import { ItemGate } from '../../items/item-gate.js';
import type { PreviewLinkView } from './preview-link.dto.js';
import { previewToken } from './preview-token.js';
import { LINK_STANDS } from './standing-link.js';

interface LinkRow {
  id: string;
  revision: number;
  made_at: Date;
  expires_at: Date;
}

const NEWEST_FIRST: SortKey[] = [
  { sql: 'l.made_at', type: 'timestamptz', descending: true },
  { sql: 'l.id', type: 'uuid', descending: true },
];

const LINK = `
  select l.id, l.revision, l.made_at, l.expires_at from preview_link l join item i on i.id = l.item_id
   where ${LINK_STANDS}`;

/** Reads an item's preview links, for those who could make them: who has the address has the text. */
@Injectable()
export class PreviewLinkReader {
  constructor(
    private readonly config: Config,
    private readonly gate: ItemGate,
    private readonly keyset: Keyset,
  ) {}

  /** One link that opens something now. Throws `not_found`, `forbidden`. */
  async view(tx: EntityManager, actor: Principal, itemId: string, id: string): Promise<PreviewLinkView> {
    await this.gate.recheck(tx, actor, itemId, 'item.edit');
    const [row] = await tx.query<LinkRow[]>(`${LINK} and l.item_id = $1 and l.id = $2`, [itemId, id]);
    if (!row) throw notFound('preview link');
    return this.present(row);
  }

  /** The links that open something now, newest first. Throws `not_found`, `forbidden`. */
  async list(
    tx: EntityManager,
    actor: Principal,
    itemId: string,
    list: ListRequest,
  ): Promise<Page<PreviewLinkView>> {
    await this.gate.recheck(tx, actor, itemId, 'item.edit');
    const parameters = new SqlParameters();
    const rows = await tx.query<LinkRow[]>(
      `${LINK} and l.item_id = ${parameters.add(itemId)} and ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.made_at, row.id]);
    return { ...page, items: page.items.map((row) => this.present(row)) };
  }

  /** The token is made again from the id: it is kept nowhere. */
  private present(row: LinkRow): PreviewLinkView {
    return {
      id: row.id,
      url: `${this.config.publicUrl}/previews/${previewToken(this.config.secret, row.id)}`,
      revision: row.revision,
      expiresAt: row.expires_at.toISOString(),
    };
  }
}

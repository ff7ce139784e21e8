import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../../database/keyset.js';
import { SqlParameters } from '../../database/sql-parameters.js';
import { notFound } from '../../errors.js';
import { ItemGate } from '../../items/item-gate.js';
import { mayReadDraft } from '../../items/item-rights.js';
import type { PersonView } from '../../items/item-view.js';
import type { CorrectionType } from '../../items/change-type.js';
import type { CorrectionView } from './correction.dto.js';
import { CORRECTION_STATUS, type CorrectionStatus } from './correction-records.js';

interface Row {
  id: string;
  type: CorrectionType;
  text: string;
  at: Date;
  status: CorrectionStatus;
  superseded_by: string | null;
  withdrawn_by: PersonView;
  withdrawn_at: Date | null;
  withdrawal_reason: string | null;
}

const SELECT = `
  select c.id, c.type, c.text, c.at, ${CORRECTION_STATUS} as status, c.superseded_by, c.withdrawn_at,
         c.withdrawal_reason, jsonb_build_object('id', s.id, 'name', s.name) as withdrawn_by
    from correction c left join staff_member s on s.id = c.withdrawn_by`;

const NEWEST_FIRST: readonly SortKey[] = [
  { sql: 'c.at', type: 'timestamptz', descending: true },
  { sql: 'c.id', type: 'uuid', descending: true },
];

/** The corrections of an item, for the desk. */
@Injectable()
export class CorrectionReader {
  constructor(
    private readonly gate: ItemGate,
    private readonly keyset: Keyset,
  ) {}

  /** A page of them, newest first. Throws `not_found` where the member may not see the item. */
  async list(
    tx: EntityManager,
    actor: Principal,
    itemId: string,
    list: ListRequest,
  ): Promise<Page<CorrectionView>> {
    const { target } = await this.gate.see(tx, actor, itemId);
    const parameters = new SqlParameters();
    const rows = await tx.query<Row[]>(
      `${SELECT} where c.item_id = ${parameters.add(itemId)}
          and ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.at, row.id]);
    const readsDraft = mayReadDraft(actor, target);
    return { ...page, items: page.items.map((row) => present(row, readsDraft)) };
  }

  /** One of them, for who has just done something to it. Throws `not_found`. */
  async afterChange(tx: EntityManager, itemId: string, id: string): Promise<CorrectionView> {
    const [row] = await tx.query<Row[]>(`${SELECT} where c.item_id = $1 and c.id = $2`, [itemId, id]);
    if (!row) throw notFound('correction');
    return present(row, true);
  }
}

function present(row: Row, readsDraft: boolean): CorrectionView {
  return {
    id: row.id,
    type: row.type,
    text: row.text,
    at: row.at.toISOString(),
    status: row.status,
    supersededBy: row.superseded_by,
    withdrawal:
      row.withdrawn_at === null
        ? null
        : {
            by: row.withdrawn_by,
            at: row.withdrawn_at.toISOString(),
            reason: readsDraft ? row.withdrawal_reason : null,
          },
  };
}

import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../../database/keyset.js';
import { SqlParameters } from '../../database/sql-parameters.js';
import { CHANGE_TYPES, type ChangeType } from '../../items/change-type.js';

const ACTIONS = ['publish', 'republish', 'unpublish', 'kill'] as const;

/** How far a change of the item has got in the documents that show it. */
export class PropagationView {
  id: string;
  @ApiProperty({ enum: ACTIONS, enumName: 'PropagatedAction' })
  action: (typeof ACTIONS)[number];
  /** The one that went out, or was taken off. */
  revision: number;
  /** Of a publication. */
  @ApiProperty({ enum: CHANGE_TYPES, enumName: 'ChangeType', required: false })
  changeType?: ChangeType;
  /** The documents that showed the item then. */
  uses: number;
  /** Those that readers still have as they were. */
  pending: number;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
}

/** A page of propagations, newest first. */
export class PropagationPage {
  items: PropagationView[];
  nextCursor: string | null;
}

interface PropagationRow extends Omit<PropagationView, 'changeType' | 'startedAt'> {
  change_type: ChangeType | null;
  started_at: Date;
}

const NEWEST_FIRST: SortKey[] = [
  { sql: 'p.started_at', type: 'timestamptz', descending: true },
  { sql: 'p.id', type: 'uuid', descending: true },
];

/** What became of an item's changes elsewhere. */
@Injectable()
export class PropagationReader {
  constructor(private readonly keyset: Keyset) {}

  /** The changes that other documents had to follow, newest first. Who may see the item is decided before. */
  async list(tx: EntityManager, itemId: string, list: ListRequest): Promise<Page<PropagationView>> {
    const parameters = new SqlParameters();
    const rows = await tx.query<PropagationRow[]>(
      `select p.id, p.action, p.revision, p.change_type, p.uses, p.started_at,
              (select count(*)::integer from stale_cause c where c.propagation_id = p.id) as pending
         from propagation p
        where p.item_id = ${parameters.add(itemId)} and ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.started_at, row.id]);
    return { ...page, items: page.items.map(present) };
  }
}

function present({ change_type, started_at, ...row }: PropagationRow): PropagationView {
  return {
    ...row,
    ...(change_type === null ? {} : { changeType: change_type }),
    startedAt: started_at.toISOString(),
  };
}

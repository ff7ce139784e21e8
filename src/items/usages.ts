import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { KINDS, type Kind } from '../kinds.js';
import { mayReadDraftSql } from './item-rights.js';
import { KindRegistry } from './kind-registry.js';

/** The item that a use is in. */
export class UsingItem {
  id: string;
  @ApiProperty({ enum: KINDS, enumName: 'Kind' })
  kind: Kind;
  headline: string | null;
}

/** One use of an item in another. */
export class UsageView {
  item: UsingItem;
  @ApiProperty({ enum: ['lead_photo', 'gallery', 'photo', 'related'], enumName: 'UsageRole' })
  role: 'lead_photo' | 'gallery' | 'photo' | 'related';
  /** In what readers see, or in what the desk works on. */
  @ApiProperty({ enum: ['live', 'draft'], enumName: 'UsageState' })
  state: 'live' | 'draft';
  /** Whether the use shows the placed caption, or one of its own. */
  @ApiProperty({ enum: ['inherit', 'override'], enumName: 'UsageCaption' })
  caption: 'inherit' | 'override';
}

/** A page of uses, newest first. */
export class UsagePage {
  items: UsageView[];
  nextCursor: string | null;
}

interface UsageRow {
  id: string;
  item_id: string;
  kind: Kind;
  headline: string | null;
  role: UsageView['role'];
  state: UsageView['state'];
  overrides: boolean;
}

const NEWEST_FIRST: SortKey[] = [{ sql: 'r.id', type: 'bigint', descending: true }];

/** Where an item is placed or related, as far as the reader may know. */
@Injectable()
export class Usages {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly keyset: Keyset,
  ) {}

  /** A page of the uses; those in drafts that the reader may not read are left out. */
  async list(
    tx: EntityManager,
    actor: Principal,
    itemId: string,
    list: ListRequest,
  ): Promise<Page<UsageView>> {
    const parameters = new SqlParameters();
    const reads = mayReadDraftSql(actor, this.kinds.openToAllStaff(), parameters);
    const rows = await tx.query<UsageRow[]>(
      `select r.id, r.item_id, i.kind, case when r.state = 'live' then i.live_headline else i.headline end as headline,
              r.role, r.state, r.overrides
         from reference r join item i on i.id = r.item_id
        where r.target_item_id = ${parameters.add(itemId)}
          and (r.state = 'live' or (${reads}))
          and ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.id]);
    return { ...page, items: page.items.map(present) };
  }
}

function present(row: UsageRow): UsageView {
  return {
    item: { id: row.item_id, kind: row.kind, headline: row.headline },
    role: row.role,
    state: row.state,
    caption: row.overrides ? 'override' : 'inherit',
  };
}

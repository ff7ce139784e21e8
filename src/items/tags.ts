import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { mayReadDraftSql } from './item-rights.js';
import { KindRegistry } from './kind-registry.js';

/** A tag with the number of items, among those whose drafts the reader may read, that carry it. */
export class TagView {
  tag: string;
  count: number;
}

/** A page of tags, in alphabetical order. */
export class TagPage {
  items: TagView[];
  nextCursor: string | null;
}

const BY_TAG: SortKey[] = [{ sql: 'used.tag', type: 'text', descending: false }];

/** The tags in use. There is no list of allowed ones: a tag is there while an item carries it. */
@Injectable()
export class Tags {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly keyset: Keyset,
  ) {}

  /** A page of the tags. */
  async list(tx: EntityManager, actor: Principal, list: ListRequest): Promise<Page<TagView>> {
    const parameters = new SqlParameters();
    const reads = mayReadDraftSql(actor, this.kinds.openToAllStaff(), parameters);
    const rows = await tx.query<TagView[]>(
      `select used.tag, used.count from (
         select t.tag collate "C" as tag, count(*)::int as count from item i cross join unnest(i.tags) as t (tag)
          where i.visibility not in ('killed', 'spiked') and (${reads}) group by t.tag) used
        where ${this.keyset.after(list, BY_TAG, parameters)}
        order by ${this.keyset.orderBy(BY_TAG)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    return this.keyset.page(list, rows, (row) => [row.tag]);
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import {
  isLongEnough,
  readQuery,
  type SearchTerm,
  withFewPrefixes,
} from '../published/search/reader-query.js';
import { type BoardQuery, type BoardSort, boardSort } from './board-query.js';
import { ItemPresenter } from './item-presenter.js';
import { mayReadDraftSql } from './item-rights.js';
import { ITEM_JOINS, itemColumns, type ItemRow } from './item-row.js';
import type { ItemView } from './item-view.js';
import { KindRegistry } from './kind-registry.js';

type BoardRow = ItemRow & { sort_value: Date | string };

/** The ids of what was looked for: by what is shown, and by what is live. */
interface FoundByWords {
  shown: string[];
  live: string[];
}

/** What is found more often is in so many items that a page of them is soon together. */
const FEW = 5_000;

/** The desk's lists: everything in flight, as far as the reader's rights go, which are part of the query. */
@Injectable()
export class Board {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly presenter: ItemPresenter,
    private readonly keyset: Keyset,
  ) {}

  /**
   * A page of items. Where the reader may only read what is live, an item is found by what is live of it:
   * no filter tells anything about a draft that they may not read, and the order by headline goes by the live one.
   * That the item was worked on they can see from its version, which is in its ETag, and from `modifiedAt`.
   */
  async list(
    tx: EntityManager,
    actor: Principal,
    query: BoardQuery,
    list: ListRequest,
  ): Promise<Page<ItemView>> {
    const found = query.q === undefined ? null : await foundByWords(tx, deskQuery(query.q));
    const parameters = new SqlParameters();
    const reads = `(${mayReadDraftSql(actor, this.kinds.openToAllStaff(), parameters)})`;
    const { by, descending } = boardSort(query.sort);
    const sort: SortKey[] = [
      { ...sortKey(by, reads), descending },
      { sql: 'i.id', type: 'uuid', descending },
    ];
    const conditions = [
      `(i.visibility = 'live' or ${reads})`,
      ...filters(query, reads, parameters),
      wordsSql(query.q, found, reads, parameters),
      this.keyset.after(list, sort, parameters),
    ];
    const rows = await tx.query<BoardRow[]>(
      `select ${itemColumns(reads, (alias) => `${alias}.content - 'body'`)}, ${sort[0]?.sql} as sort_value
         from item i ${ITEM_JOINS} where ${conditions.join(' and ')}
        order by ${this.keyset.orderBy(sort)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.sort_value, row.id]);
    return { ...page, items: await this.presenter.cards(tx, page.items) };
  }
}

function sortKey(by: BoardSort, reads: string): Pick<SortKey, 'sql' | 'type'> {
  const keys: Record<BoardSort, Pick<SortKey, 'sql' | 'type'>> = {
    modifiedAt: { sql: 'i.modified_at', type: 'timestamptz' },
    createdAt: { sql: 'i.created_at', type: 'timestamptz' },
    // Never published counts as before all that was: at the end of a list with the newest first.
    firstPublishedAt: { sql: `coalesce(i.first_published_at, 'epoch')`, type: 'timestamptz' },
    headline: {
      sql: `lower(coalesce(case when ${reads} then i.headline else i.live_headline end, '')) collate "und-x-icu"`,
      type: 'text',
    },
  };
  return keys[by];
}

function filters(query: BoardQuery, reads: string, parameters: SqlParameters): string[] {
  const conditions: string[] = [];
  const add = (value: string | undefined, condition: (placeholder: string) => string): void => {
    if (value !== undefined) conditions.push(condition(parameters.add(value)));
  };
  add(query.kind, (kind) => `i.kind = ${kind}`);
  add(query.visibility, (visibility) => `i.visibility = ${visibility}`);
  add(query.stage, (stage) => `(${reads} and i.stage = ${stage})`);
  add(query.assignee, (assignee) => `(${reads} and i.assignee_id = ${assignee}::uuid)`);
  add(query.createdBy, (member) => `i.created_by = ${member}::uuid`);
  add(query.tag, (tag) => {
    // For readers of live text only, the tags as they are live.
    const live = `exists (select from published_item t where t.item_id = i.id and ${tag} = any(t.tags))`;
    return `case when ${reads} then i.tags @> array[${tag}] else ${live} end`;
  });
  add(query.section, (path) => {
    const subtree = `(select id from section where path = ${path} or path like ${path} || '/%')`;
    return `case when ${reads} then i.section_id else i.live_section_id end in ${subtree}`;
  });
  add(query.author, (author) => {
    const state = `case when ${reads} and i.draft_revision is not null then 'draft' else 'live' end`;
    return `exists (select from reference r where r.item_id = i.id and r.author_id = ${author}::uuid
      and (r.state = ${state} or (r.state = 'draft' and i.visibility = 'withdrawn' and ${reads})))`;
  });
  return conditions;
}

/** What is found by the words, if that is little; null where it is much. */
async function foundByWords(tx: EntityManager, words: string): Promise<FoundByWords | null> {
  const [row] = await tx.query<{ shown: string[] | null; live: string[] | null }[]>(
    `select shown, live from desk_found(search_query('search_simple', $1::jsonb), $2)`,
    [words, FEW],
  );
  const { shown, live } = row ?? { shown: null, live: null };
  return shown === null || live === null ? null : { shown, live };
}

/** Whether an item is found by the words: by its draft's or by those that are live is a matter of rights. */
function wordsSql(
  q: string | undefined,
  found: FoundByWords | null,
  reads: string,
  parameters: SqlParameters,
): string {
  if (q === undefined) return 'true';
  if (found !== null) {
    const [either, shown, live] = [[...found.shown, ...found.live], found.shown, found.live].map(
      (ids) => `i.id = any (${parameters.add(ids)}::uuid[])`,
    );
    return `(${either} and case when ${reads} then ${shown} else ${live} end)`;
  }
  const asked = `search_query('search_simple', ${parameters.add(deskQuery(q))}::jsonb)`;
  return `exists (select from desk_search s where s.item_id = i.id
    and case when ${reads} then s.shown @@ ${asked} else s.live @@ ${asked} end)`;
}

/** What readers can type, and the first few words that are not in a phrase count by their beginnings: a desk is in a hurry. */
function deskQuery(q: string): string {
  const beginnings = (term: SearchTerm): SearchTerm => ({
    ...term,
    prefix: term.prefix || (!term.excluded && !/\s/.test(term.text) && isLongEnough(term.text)),
  });
  return JSON.stringify(withFewPrefixes(readQuery(q).map((terms) => terms.map(beginnings))));
}

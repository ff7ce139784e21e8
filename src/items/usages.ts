import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { oldPhrases, stillSaid } from '../content/old-words.js';
import { ownTexts } from '../content/placements.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { KINDS, type Kind } from '../kinds.js';
import type { ItemContent } from './item-kind.js';
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
  /** What the placed caption said once, when it was live, and says no more, and a caption or alt text of this use's own still does. */
  oldWords: string[];
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

/** How far back it is looked for what a caption once said. */
const MOST_PUBLICATIONS = 50;

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
    const oldWords = await this.oldWords(tx, itemId, page.items);
    return { ...page, items: page.items.map((row) => present(row, oldWords.get(row.id) ?? [])) };
  }

  /** What of the item's old words the uses still say in words of their own, by the id of the row. */
  private async oldWords(
    tx: EntityManager,
    itemId: string,
    rows: readonly UsageRow[],
  ): Promise<ReadonlyMap<string, string[]>> {
    const placing = rows.filter(({ role }) => role !== 'related');
    const phrases = placing.length > 0 ? await this.oldPhrasesOf(tx, itemId) : [];
    if (phrases.length === 0) return new Map();
    const using = await tx.query<{ id: string; role: string; content: ItemContent }[]>(
      `select r.id, r.role, revision.content
         from reference r join item i on i.id = r.item_id
         join revision on revision.item_id = i.id and revision.number =
           case when r.state = 'live' then i.live_revision else coalesce(i.draft_revision, i.last_live_revision) end
        where r.id = any($1::bigint[])`,
      [placing.map(({ id }) => id)],
    );
    return new Map(
      using.map(({ id, role, content }) => {
        const own = ownTexts(content, itemId).get(role) ?? [];
        return [id, [...new Set(own.flatMap((text) => stillSaid(text, phrases)))]];
      }),
    );
  }

  private async oldPhrasesOf(tx: EntityManager, itemId: string): Promise<string[]> {
    const lived = await tx.query<{ kind: Kind; content: ItemContent }[]>(
      `select i.kind, r.content from publication p join item i on i.id = p.item_id
         join revision r on r.item_id = p.item_id and r.number = p.revision
        where p.item_id = $1 order by p.live_from desc limit ${MOST_PUBLICATIONS}`,
      [itemId],
    );
    const captions = lived.flatMap(({ kind, content }) => this.kinds.get(kind).asCaption?.(content) ?? []);
    const [now, ...before] = captions;
    if (now === undefined) return [];
    const earlier = before.toReversed();
    return [
      ...oldPhrases(
        earlier.map(({ description }) => description),
        now.description,
      ),
      ...oldPhrases(
        earlier.map(({ altText }) => altText),
        now.altText,
      ),
    ].filter((phrase) => stillSaid(`${now.description}\n${now.altText}`, [phrase]).length === 0);
  }
}

function present(row: UsageRow, oldWords: string[]): UsageView {
  return {
    item: { id: row.item_id, kind: row.kind, headline: row.headline },
    role: row.role,
    state: row.state,
    caption: row.overrides ? 'override' : 'inherit',
    oldWords,
  };
}

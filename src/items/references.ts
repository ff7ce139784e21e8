import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import {
  authorIds,
  itemIds,
  type Reference,
  type Resolved,
  type ResolvedCaption,
} from '../content/reference.js';
import { SqlParameters } from '../database/sql-parameters.js';
import type { Fault } from '../errors.js';
import type { Kind } from '../kinds.js';
import type { ItemContent } from './item-kind.js';
import { mayReadDraftSql } from './item-rights.js';
import { KindRegistry } from './kind-registry.js';

interface TargetRow {
  id: string;
  kind: Kind;
  visibility: string;
  /** Of a placeable kind only. */
  content: ItemContent | null;
  slug: string | null;
  headline: string | null;
}

/** Who writes, and the item that is written; null while it is made. */
export interface Writer {
  actor: Principal;
  itemId: string | null;
}

/** What content refers to: checked when it is written, kept as rows, and resolved for showing. */
@Injectable()
export class References {
  constructor(private readonly kinds: KindRegistry) {}

  /**
   * The references that lead to what is not there, or is not what the place takes, as faults. `under` is
   * where the content stands in the body of the request.
   */
  async faults(
    tx: EntityManager,
    writer: Writer,
    references: readonly Reference[],
    under: string,
  ): Promise<Fault[]> {
    if (references.length === 0) return [];
    await keepAuthors(tx, references);
    const authors = await this.authorsOf(tx, references);
    const targets = await this.targetsOf(tx, references, 'desk');
    const known = await this.knownTo(tx, writer, references);
    return references.flatMap((reference): Fault[] => {
      const pointer = under + reference.pointer;
      if (reference.role === 'byline') {
        return authors.has(reference.authorId)
          ? []
          : [{ pointer, code: 'unknown_author', message: 'is no author' }];
      }
      const target = targets.get(reference.itemId);
      const isThere =
        target !== undefined &&
        known.has(target.id) &&
        target.visibility !== 'killed' &&
        target.visibility !== 'spiked';
      if (reference.role === 'related' && reference.itemId === writer.itemId) {
        return [{ pointer, code: 'related_to_itself', message: 'is the item itself' }];
      }
      if (reference.role === 'related') {
        return isThere && !this.isPlaceable(target.kind)
          ? []
          : [{ pointer, code: 'unknown_item', message: 'is no item that can be related' }];
      }
      return isThere && this.isPlaceable(target.kind)
        ? []
        : [{ pointer, code: 'unknown_photo_caption', message: 'is no photo caption that can be placed' }];
    });
  }

  /**
   * Writes the item's rows in place of those that were there: what its live revision refers to, and what its draft
   * does. Where there is no draft, an item that is not live keeps as `draft` what it would come back with.
   */
  async settle(
    tx: EntityManager,
    itemId: string,
    rows: Partial<Record<'draft' | 'live', readonly Reference[]>>,
  ): Promise<void> {
    if (rows.live) await this.write(tx, itemId, 'live', rows.live);
    if (rows.draft) await this.write(tx, itemId, 'draft', rows.draft);
  }

  private async write(
    tx: EntityManager,
    itemId: string,
    state: 'draft' | 'live',
    references: readonly Reference[],
  ): Promise<void> {
    await tx.query('delete from reference where item_id = $1 and state = $2', [itemId, state]);
    if (references.length === 0) return;
    // A reference that dangles (a restored revision's) has no row: there is nothing to be used.
    await tx.query(
      `insert into reference (item_id, state, role, overrides, author_id, target_item_id)
       select $1, $2, r.role, r.overrides, r.author_id, r.target_item_id
         from jsonb_to_recordset($3::jsonb)
           as r (role text, overrides boolean, author_id uuid, target_item_id uuid)
        where (r.author_id is null or exists (select from author where id = r.author_id))
          and (r.target_item_id is null or exists (select from item where id = r.target_item_id))`,
      [
        itemId,
        state,
        JSON.stringify(
          references.map((reference) =>
            reference.role === 'byline'
              ? { role: reference.role, overrides: false, author_id: reference.authorId }
              : {
                  role: reference.role,
                  overrides: 'overrides' in reference && reference.overrides,
                  target_item_id: reference.itemId,
                },
          ),
        ),
      ],
    );
  }

  /**
   * What the references lead to: for `readers`, only what is live, as it is live; for the `desk`, a caption
   * that is not live yet as its draft has it, and nothing of what was killed or spiked.
   */
  async resolve(
    tx: EntityManager,
    references: readonly Reference[],
    audience: 'readers' | 'desk',
  ): Promise<Resolved> {
    const authors = await this.authorsOf(tx, references);
    const targets = await this.targetsOf(tx, references, audience);
    const captions = new Map<string, ResolvedCaption>();
    const related: Map<string, { kind: Kind; slug: string | null; headline: string | null }> = new Map();
    for (const target of targets.values()) {
      if (!isShown(target, audience)) continue;
      const caption = target.content && this.kinds.get(target.kind).asCaption?.(target.content);
      if (caption) {
        captions.set(target.id, caption);
      } else {
        related.set(target.id, { kind: target.kind, slug: target.slug, headline: target.headline });
      }
    }
    return { authors, captions, related };
  }

  /** The items among the references that the writer may see, and those that the item refers to already. */
  private async knownTo(
    tx: EntityManager,
    { actor, itemId }: Writer,
    references: readonly Reference[],
  ): Promise<Set<string>> {
    const parameters = new SqlParameters();
    const ids = parameters.add(itemIds(references));
    const reads = mayReadDraftSql(actor, this.kinds.openToAllStaff(), parameters);
    const rows = await tx.query<{ id: string }[]>(
      `select i.id from item i where i.id = any(${ids}::uuid[]) and (i.visibility = 'live' or (${reads})
         or exists (select from reference r
                     where r.target_item_id = i.id and r.item_id = ${parameters.add(itemId)}::uuid))`,
      parameters.values,
    );
    return new Set(rows.map(({ id }) => id));
  }

  private isPlaceable(kind: Kind): boolean {
    return this.kinds.get(kind).asCaption !== undefined;
  }

  private async authorsOf(
    tx: EntityManager,
    references: readonly Reference[],
  ): Promise<Map<string, { name: string; slug: string }>> {
    const ids = authorIds(references);
    if (ids.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string; slug: string }[]>(
      'select id, name, slug from author where id = any($1::uuid[])',
      [ids],
    );
    return new Map(rows.map(({ id, name, slug }) => [id, { name, slug }]));
  }

  private async targetsOf(
    tx: EntityManager,
    references: readonly Reference[],
    audience: 'readers' | 'desk',
  ): Promise<Map<string, TargetRow>> {
    const ids = itemIds(references);
    if (ids.length === 0) return new Map();
    const shown =
      audience === 'readers'
        ? 'i.live_revision'
        : 'coalesce(i.live_revision, i.draft_revision, i.last_live_revision)';
    const rows = await tx.query<TargetRow[]>(
      `select i.id, i.kind, i.visibility, i.live_slug as slug, i.live_headline as headline,
              case when i.kind = any($2) then r.content end as content
         from item i left join revision r on r.item_id = i.id and r.number = ${shown}
        where i.id = any($1::uuid[])`,
      [ids, this.kinds.all().flatMap((kind) => (kind.asCaption ? [kind.kind] : []))],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** The authors' rows are kept from removal until the transaction ends. */
async function keepAuthors(tx: EntityManager, references: readonly Reference[]): Promise<void> {
  const ids = authorIds(references);
  if (ids.length === 0) return;
  await tx.query('select from author where id = any($1::uuid[]) order by id for key share', [ids]);
}

/** The text of what was killed is for those alone who may read it there; a spiked item is no more to be used. */
function isShown({ visibility }: TargetRow, audience: 'readers' | 'desk'): boolean {
  return audience === 'readers' ? visibility === 'live' : visibility !== 'killed' && visibility !== 'spiked';
}

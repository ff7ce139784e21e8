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
  /** Whether the writer, where there is one, may know of it. */
  known: boolean;
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
   * The references that lead to what is not there, or is not what the place takes, as faults; and what they all
   * lead to, for the desk. `under` is where the content stands in the body of the request. The authors' rows are kept
   * from removal until the transaction ends.
   */
  async check(
    tx: EntityManager,
    writer: Writer,
    references: readonly Reference[],
    under: string,
  ): Promise<{ faults: Fault[]; resolved: Resolved }> {
    const authors = await authorsOf(tx, references, 'for key share');
    const targets = await this.targetsOf(tx, references, 'desk', writer);
    const faults = references.flatMap((reference): Fault[] => {
      const pointer = under + reference.pointer;
      if (reference.role === 'byline') {
        return authors.has(reference.authorId)
          ? []
          : [{ pointer, code: 'unknown_author', message: 'is no author' }];
      }
      const target = targets.get(reference.itemId);
      const isThere =
        target !== undefined &&
        target.known &&
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
    return { faults, resolved: this.resolved(authors, targets, 'desk') };
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
                  overrides: reference.role !== 'related' && reference.overrides,
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
    const authors = await authorsOf(tx, references);
    return this.resolved(authors, await this.targetsOf(tx, references, audience, null), audience);
  }

  private resolved(
    authors: Resolved['authors'],
    targets: ReadonlyMap<string, TargetRow>,
    audience: 'readers' | 'desk',
  ): Resolved {
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

  /** Whether the writer may know of `item i`: by their rights, or because it is what the item refers to already. */
  private knownSql({ actor, itemId }: Writer, parameters: SqlParameters): string {
    const reads = mayReadDraftSql(actor, this.kinds.openToAllStaff(), parameters);
    return `(i.visibility = 'live' or (${reads}) or exists (select from reference known
              where known.target_item_id = i.id and known.item_id = ${parameters.add(itemId)}::uuid))`;
  }

  private isPlaceable(kind: Kind): boolean {
    return this.kinds.get(kind).asCaption !== undefined;
  }

  private async targetsOf(
    tx: EntityManager,
    references: readonly Reference[],
    audience: 'readers' | 'desk',
    writer: Writer | null,
  ): Promise<Map<string, TargetRow>> {
    const ids = itemIds(references);
    if (ids.length === 0) return new Map();
    const parameters = new SqlParameters();
    const placeable = this.kinds.all().flatMap((kind) => (kind.asCaption ? [kind.kind] : []));
    const shown =
      audience === 'readers'
        ? 'i.live_revision'
        : 'coalesce(i.live_revision, i.draft_revision, i.last_live_revision)';
    const rows = await tx.query<TargetRow[]>(
      `select i.id, i.kind, i.visibility, i.live_slug as slug, i.live_headline as headline,
              case when i.kind = any(${parameters.add(placeable)}) then r.content end as content,
              ${writer === null ? 'true' : this.knownSql(writer, parameters)} as known
         from item i left join revision r on r.item_id = i.id and r.number = ${shown}
        where i.id = any(${parameters.add(ids)}::uuid[])`,
      parameters.values,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

async function authorsOf(
  tx: EntityManager,
  references: readonly Reference[],
  lock: '' | 'for key share' = '',
): Promise<Resolved['authors']> {
  const ids = authorIds(references);
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; name: string; slug: string }[]>(
    `select id, name, slug from author where id = any($1::uuid[]) order by id ${lock}`,
    [ids],
  );
  return new Map(rows.map(({ id, name, slug }) => [id, { name, slug }]));
}

/** The text of what was killed is for those alone who may read it there; a spiked item is no more to be used. */
function isShown({ visibility }: TargetRow, audience: 'readers' | 'desk'): boolean {
  return audience === 'readers' ? visibility === 'live' : visibility !== 'killed' && visibility !== 'spiked';
}

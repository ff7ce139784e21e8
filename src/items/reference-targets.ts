import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { authorIds, itemIds, type Reference, type Resolved } from '../content/reference.js';
import { SqlParameters } from '../database/sql-parameters.js';
import type { Kind } from '../kinds.js';
import type { ItemContent } from './item-kind.js';
import { mayReadDraftSql } from './item-rights.js';
import type { KindRegistry } from './kind-registry.js';

/** For whom something is shown: readers get what is live, the desk sees what is coming. */
export type Audience = 'readers' | 'desk';

/** An item that something refers to. */
export interface TargetRow {
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

/** The items that the references lead to, by id; nothing is left out for being killed or the like. */
export async function targetsOf(
  tx: EntityManager,
  kinds: KindRegistry,
  references: readonly Reference[],
  audience: Audience,
  writer: Writer | null,
): Promise<Map<string, TargetRow>> {
  const ids = itemIds(references);
  if (ids.length === 0) return new Map();
  const parameters = new SqlParameters();
  const placeable = kinds.all().flatMap((kind) => (kind.asCaption ? [kind.kind] : []));
  const shown =
    audience === 'readers'
      ? 'i.live_revision'
      : 'coalesce(i.live_revision, i.draft_revision, i.last_live_revision)';
  const rows = await tx.query<TargetRow[]>(
    `select i.id, i.kind, i.visibility, i.live_slug as slug, i.live_headline as headline,
              case when i.kind = any(${parameters.add(placeable)}) then r.content end as content,
              ${writer === null ? 'true' : knownSql(kinds, writer, parameters)} as known
         from item i left join revision r on r.item_id = i.id and r.number = ${shown}
        where i.id = any(${parameters.add(ids)}::uuid[])`,
    parameters.values,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The authors that the references lead to, by id. */
export async function authorsOf(
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

/** Whether the writer may know of `item i`: by their rights, or because it is what the item refers to already. */
function knownSql(kinds: KindRegistry, { actor, itemId }: Writer, parameters: SqlParameters): string {
  const reads = mayReadDraftSql(actor, kinds.openToAllStaff(), parameters);
  return `(i.visibility = 'live' or (${reads}) or exists (select from reference known
            where known.target_item_id = i.id and known.item_id = ${parameters.add(itemId)}::uuid))`;
}

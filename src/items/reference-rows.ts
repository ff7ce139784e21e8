import type { EntityManager } from 'typeorm';
import type { Reference } from '../content/reference.js';

type State = 'draft' | 'live';

/**
 * Writes the item's rows in place of those that were there: what its live revision refers to, and what its draft
 * does. Where there is no draft, an item that is not live keeps as `draft` what it would come back with.
 */
export async function settleReferences(
  tx: EntityManager,
  itemId: string,
  { live, draft }: Partial<Record<State, readonly Reference[]>>,
): Promise<void> {
  const settled = [...(live ? ['live'] : []), ...(draft ? ['draft'] : [])];
  await tx.query('delete from reference where item_id = $1 and state = any($2)', [itemId, settled]);
  const rows = [...rowsOf('live', live ?? []), ...rowsOf('draft', draft ?? [])];
  if (rows.length === 0) return;
  // A reference that dangles (a restored revision's) has no row: there is nothing to be used.
  await tx.query(
    `insert into reference (item_id, state, role, overrides, author_id, target_item_id)
     select $1, r.state, r.role, r.overrides, r.author_id, r.target_item_id
       from jsonb_to_recordset($2::jsonb)
         as r (state text, role text, overrides boolean, author_id uuid, target_item_id uuid)
      where (r.author_id is null or exists (select from author where id = r.author_id))
        and (r.target_item_id is null or exists (select from item where id = r.target_item_id))`,
    [itemId, JSON.stringify(rows)],
  );
}

function rowsOf(state: State, references: readonly Reference[]): object[] {
  return references.map((reference) =>
    reference.role === 'byline'
      ? { state, role: reference.role, overrides: false, author_id: reference.authorId }
      : {
          state,
          role: reference.role,
          overrides: reference.role !== 'related' && reference.overrides,
          target_item_id: reference.itemId,
        },
  );
}

import type { EntityManager } from 'typeorm';
import type { Item } from './item.entity.js';
import type { PersonView } from './item-view.js';
import { shownNumber } from './revisions.js';

/** Who saved what an item shows now, and when. */
export interface LastSave {
  savedBy: PersonView;
  savedAt: string;
}

/** The save that whoever comes too late has to know of. */
export async function lastSave(tx: EntityManager, item: Item): Promise<LastSave | null> {
  const [row] = await tx.query<{ id: string; name: string; saved_at: Date }[]>(
    `select s.id, s.name, r.saved_at from revision r join staff_member s on s.id = r.saved_by
      where r.item_id = $1 and r.number = $2`,
    [item.id, shownNumber(item)],
  );
  return row ? { savedBy: { id: row.id, name: row.name }, savedAt: row.saved_at.toISOString() } : null;
}

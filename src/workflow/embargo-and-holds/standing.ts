import type { EntityManager } from 'typeorm';
import type { HoldType } from '../../access/permissions.js';
import type { Standing } from './blockers.js';

interface EmbargoRow {
  until: Date | null;
  set_by: string;
}

interface HoldRow {
  id: string;
  type: HoldType;
  set_by: string;
}

/**
 * The holds of the item and the embargo that stands at the time. Under the lock of the item nothing is missed: whoever
 * sets one locks the item as well.
 */
export async function standingAt(tx: EntityManager, itemId: string, at: Date): Promise<Standing> {
  const [embargo] = await tx.query<EmbargoRow[]>(
    `select e.until, s.name as set_by from embargo e join staff_member s on s.id = e.set_by
      where e.item_id = $1 and embargo_stands(e.until, e.ended_at, $2)`,
    [itemId, at],
  );
  const holds = await tx.query<HoldRow[]>(
    `select h.id, h.type, s.name as set_by from hold h join staff_member s on s.id = h.set_by
      where h.item_id = $1 and h.released_at is null order by h.set_at, h.id`,
    [itemId],
  );
  return {
    embargo: embargo ? { until: embargo.until, setBy: embargo.set_by } : null,
    holds: holds.map(({ id, type, set_by: setBy }) => ({ id, type, setBy })),
  };
}

import type { EntityManager } from 'typeorm';
import { inUse, type ItemNames, LISTED_USAGES, type Usage } from '../access/in-use.js';
import type { Principal } from '../access/principal.js';
import { SqlParameters } from '../database/sql-parameters.js';

/** Throws `in_use` where any revision of an item has ever referred to the photo, which the caller has locked. */
export async function refuseUsedPhoto(
  tx: EntityManager,
  actor: Principal,
  names: ItemNames,
  id: string,
): Promise<void> {
  const parameters = new SqlParameters();
  const rows = await tx.query<{ id: string; name: string | null; total: string }[]>(
    `select i.id, ${names.sql(actor, parameters)} as name, count(*) over () as total from item i
      where i.id in (select item_id from photo_use where photo_id = ${parameters.add(id)})
      order by i.id limit ${parameters.add(LISTED_USAGES)}`,
    parameters.values,
  );
  if (rows.length === 0) return;
  const usages = rows.map((row): Usage => ({ kind: 'item', id: row.id, name: row.name }));
  throw inUse('photo', usages, Number(rows[0]?.total));
}

import type { EntityManager } from 'typeorm';
import { type ItemNames, LISTED_USAGES, refuseUsed, type UsageRow } from '../access/in-use.js';
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
  const rows = await tx.query<UsageRow[]>(
    `select 'item' as kind, i.id, ${names.sql(actor, parameters)} as name, count(*) over () as total from item i
      where i.id in (select item_id from photo_use where photo_id = ${parameters.add(id)})
      order by i.id limit ${parameters.add(LISTED_USAGES)}`,
    parameters.values,
  );
  refuseUsed('photo', rows);
}

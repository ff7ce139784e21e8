import type { EntityManager } from 'typeorm';
import { type ItemNames, LISTED_USAGES, refuseUsed, type UsageRow } from '../access/in-use.js';
import type { Principal } from '../access/principal.js';
import { SqlParameters } from '../database/sql-parameters.js';

/**
 * Throws `in_use` where a section lies below this one, an item is in it (on the desk or for readers), or
 * a member of staff has a role in it. The caller has locked the section, so no use can be added meanwhile.
 */
export async function refuseUsedSection(
  tx: EntityManager,
  actor: Principal,
  names: ItemNames,
  id: string,
): Promise<void> {
  const parameters = new SqlParameters();
  const section = parameters.add(id);
  const rows = await tx.query<UsageRow[]>(
    `select kind, id, name, count(*) over () as total from (
       select 1 as rank, 'section' as kind, id, name from section where parent_id = ${section}
       union all
       select 2, 'staff', id, name from staff_member
        where id in (select staff_id from staff_role where section_id = ${section})
       union all
       select 3, 'item', i.id, ${names.sql(actor, parameters)} from item i
        where i.section_id = ${section} or i.live_section_id = ${section}
     ) usages order by rank, id limit ${parameters.add(LISTED_USAGES)}`,
    parameters.values,
  );
  refuseUsed('section', rows);
}

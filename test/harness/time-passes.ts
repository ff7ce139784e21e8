import type { TestDatabase } from './database.js';

/**
 * What was planned for the item until that time has just become due, soonest first, and an embargo until then is over:
 * as if the time had come, which nobody wants to wait for. Neither can be changed in the database otherwise.
 */
export async function timePasses(database: TestDatabase, itemId: string, until: string): Promise<void> {
  await database.query(`
    begin;
    set local session_replication_role = replica;
    update embargo set until = set_at + interval '1 millisecond'
      where item_id = '${itemId}' and ended_at is null and until <= '${until}';
    update schedule s set at = clock_timestamp() - (r.nth * interval '1 second')
      from (select id, row_number() over (order by at desc, id desc) as nth from schedule
             where item_id = '${itemId}' and outcome is null and at <= '${until}') r
      where s.id = r.id;
    commit`);
}

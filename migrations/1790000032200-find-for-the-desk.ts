import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a desk looks for is rare as a rule, a name or a slug; PostgreSQL takes every beginning of a word for common, and
 * would read item after item until it has a page full of it.
 */
export class FindForTheDesk1790000032200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The items by what they show and by what is live of them, found in the indexes of words alone; null if there are more
      -- than so many.
      create function desk_found(asked tsquery, most integer, out shown uuid[], out live uuid[])
        language plpgsql stable
        set enable_seqscan = off set enable_indexscan = off set work_mem = '32MB' as $$
      begin
        shown := array(select s.item_id from desk_search s where s.shown @@ asked limit most + 1);
        if cardinality(shown) <= most then
          live := array(select s.item_id from desk_search s where s.live @@ asked limit most + 1);
        end if;
        if cardinality(live) <= most then return; end if;
        shown := null;
        live := null;
      end $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function desk_found(tsquery, integer)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the database itself keeps of an address: it is never freed, and changes hands only where nobody loses by it. */
export class GuardAddresses1790000011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- An item's addresses, those it had before included.
      create index address_item_id_idx on address (item_id);

      -- Another item may take over what a live item has left. What leads to something that was withdrawn or killed
      -- stays there for good, so that nothing else ever stands where readers were told of it.
      create function refuse_freed_address() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' then
          if new.kind = old.kind and new.slug = old.slug and (new.item_id = old.item_id
            or (not old.current and exists (select from item where id = old.item_id and visibility = 'live')))
          then
            return new;
          end if;
        end if;
        raise exception 'an address is not freed'
          using errcode = 'integrity_constraint_violation', constraint = 'address_not_freed';
      end $$;
      create trigger address_not_freed before update or delete on address
        for each row execute function refuse_freed_address();
      create trigger address_no_truncate before truncate on address
        for each statement execute function refuse_freed_address();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger address_not_freed on address;
      drop trigger address_no_truncate on address;
      drop function refuse_freed_address();
      drop index address_item_id_idx;
    `);
  }
}

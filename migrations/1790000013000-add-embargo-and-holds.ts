import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeps an item from readers for a time: an embargo, and holds of the desk or of the lawyers. */
export class AddEmbargoAndHolds1790000013000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table embargo (
        id uuid primary key,
        item_id uuid not null references item on delete restrict,
        -- Null is open-ended: until somebody lifts it.
        until timestamptz(3),
        reason text not null,
        set_by uuid not null references staff_member,
        set_at timestamptz(3) not null,
        -- When it was lifted, or another took its place. One that has passed needs nobody to end it.
        ended_by uuid references staff_member,
        ended_at timestamptz(3),
        constraint embargo_ends_after_start check (until > set_at),
        constraint embargo_ended_whole check ((ended_by is null) = (ended_at is null))
      );
      create unique index embargo_one_open on embargo (item_id) where ended_at is null;
      create index embargo_item_id_idx on embargo (item_id, set_at);

      create table hold (
        id uuid primary key,
        item_id uuid not null references item on delete restrict,
        type text not null constraint hold_type check (type in ('editorial', 'legal')),
        reason text not null,
        set_by uuid not null references staff_member,
        set_at timestamptz(3) not null,
        released_by uuid references staff_member,
        released_at timestamptz(3),
        constraint hold_released_whole check ((released_by is null) = (released_at is null))
      );
      create index hold_item_id_idx on hold (item_id, set_at);

      create trigger embargo_append_only before update or delete on embargo
        for each row execute function refuse_change_but_open_end('ended_by', 'ended_at');
      create trigger embargo_no_truncate before truncate on embargo execute function refuse_change();
      create trigger hold_append_only before update or delete on hold
        for each row execute function refuse_change_but_open_end('released_by', 'released_at');
      create trigger hold_no_truncate before truncate on hold execute function refuse_change();

      -- The one predicate: whether an embargo of these columns stands at that time. One expression, so that
      -- PostgreSQL writes it out wherever it is used.
      create function embargo_stands(until timestamptz, ended_at timestamptz, at timestamptz) returns boolean
        language sql immutable parallel safe
        return ended_at is null and (until is null or until > at);

      -- What readers may be told of, tombstones included: everything public reads published items from here.
      create view readable_item as
        select p.* from published_item p
         where not exists (select from embargo e
                 where e.item_id = p.item_id and embargo_stands(e.until, e.ended_at, statement_timestamp()));

      ${LIVE_IS_NOT_EMBARGOED}

      -- Who may set or release which holds is a limit of the permission.
      update role set version = version + 1, permissions = array_replace(array_replace(permissions,
          'hold.set', 'hold.set:' || case key when 'legal' then 'legal' else 'editorial' end),
          'hold.release', 'hold.release:' || case key when 'legal' then 'legal' else 'editorial' end)
        where seeded and permissions && array['hold.set', 'hold.release'];
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      update role set version = version + 1, permissions = array(
          select distinct regexp_replace(rule, '^(hold\\.(?:set|release)):.*', '\\1') from unnest(permissions) rule)
        where array_to_string(permissions, ' ') ~ 'hold\\.(set|release):';
      drop trigger item_live_not_embargoed on item;
      drop view readable_item;
      drop table hold, embargo;
      drop function refuse_live_under_embargo(), embargo_stands(timestamptz, timestamptz, timestamptz);
    `);
  }
}

/**
 * No item is live while its embargo stands. Whoever sets an embargo waits for a publication that is under way, and
 * the other way round, so that two transactions cannot each overlook the other.
 */
const LIVE_IS_NOT_EMBARGOED = `
      create function refuse_live_under_embargo() returns trigger language plpgsql as $$
      declare
        of_item uuid := case when tg_table_name = 'item' then (to_jsonb(new) ->> 'id')::uuid
                             else (to_jsonb(new) ->> 'item_id')::uuid end;
        live integer;
      begin
        select live_revision into live from item where id = of_item for share;
        if live is not null and exists (select from embargo e
              where e.item_id = of_item and embargo_stands(e.until, e.ended_at, clock_timestamp())) then
          raise exception 'item % is live under an embargo', of_item
            using errcode = 'integrity_constraint_violation', constraint = 'item_live_not_embargoed';
        end if;
        return null;
      end $$;

      create constraint trigger item_live_not_embargoed after insert or update of live_revision on item
        deferrable initially deferred for each row execute function refuse_live_under_embargo();
      create trigger embargo_not_of_live_item after insert on embargo
        for each row execute function refuse_live_under_embargo();
`;

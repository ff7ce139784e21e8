import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which revision each version of an item showed: what a merge starts from. */
export class RecordShownRevisions1790000014000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table shown_revision (
        item_id uuid not null references item on delete restrict,
        -- From this version on, until the next row of the item.
        since_version integer not null constraint shown_revision_since_version check (since_version >= 1),
        revision integer not null,
        primary key (item_id, since_version),
        -- An item is written before its first revision.
        constraint shown_revision_is_own_revision foreign key (item_id, revision)
          references revision (item_id, number) deferrable initially deferred
      );

      -- By the database, so that no way of changing an item can forget it.
      create function note_shown_revision() returns trigger language plpgsql as $$
      declare
        shown integer := coalesce(new.draft_revision, new.last_live_revision);
      begin
        if tg_op = 'INSERT' or shown is distinct from coalesce(old.draft_revision, old.last_live_revision) then
          -- A version shows one revision: what moves none is no change of the program's.
          insert into shown_revision (item_id, since_version, revision) values (new.id, new.version, shown)
            on conflict do nothing;
        end if;
        return null;
      end $$;
      create trigger item_notes_shown_revision after insert or update on item
        for each row execute function note_shown_revision();

      create trigger shown_revision_append_only before update or delete on shown_revision
        for each row execute function refuse_change();
      create trigger shown_revision_no_truncate before truncate on shown_revision
        execute function refuse_change();

      -- Of the versions before, only the last is known.
      insert into shown_revision (item_id, since_version, revision)
        select id, version, coalesce(draft_revision, last_live_revision) from item;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger item_notes_shown_revision on item;
      drop function note_shown_revision();
      drop table shown_revision;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A second count beside the numbers of publications: of every change that readers can see, those of sections, authors and
 * embargoes included, which are no publications. Caches go by it.
 */
export class NumberWhatReadersSee1790000029000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table publication_clock add column generation bigint not null default 0;

      -- Told at the commit: the generation, and the item with its kind.
      create or replace function number_outbox_event() returns trigger language plpgsql as $$
      declare
        drawn bigint;
        generation_now bigint;
      begin
        update publication_clock set n = n + 1, generation = generation + 1
          returning n, generation into drawn, generation_now;
        update outbox set n = drawn where id = new.id;
        perform pg_notify('publications', generation_now || ' '
          || coalesce((select kind from item where id = new.item_id), '*') || ' ' || coalesce(new.item_id::text, '*'));
        return null;
      end $$;

      -- Of no item in particular.
      create function count_reader_change() returns trigger language plpgsql as $$
      declare
        generation_now bigint;
      begin
        update publication_clock set generation = generation + 1 returning generation into generation_now;
        perform pg_notify('publications', generation_now || ' * *');
        return null;
      end $$;
      create constraint trigger section_counted_at_commit after insert or update or delete on section
        deferrable initially deferred for each row execute function count_reader_change();
      create constraint trigger author_counted_at_commit after insert or update or delete on author
        deferrable initially deferred for each row execute function count_reader_change();
      create constraint trigger embargo_counted_at_commit after insert or update on embargo
        deferrable initially deferred for each row execute function count_reader_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger embargo_counted_at_commit on embargo;
      drop trigger author_counted_at_commit on author;
      drop trigger section_counted_at_commit on section;
      drop function count_reader_change();
      create or replace function number_outbox_event() returns trigger language plpgsql as $$
      declare
        drawn bigint;
      begin
        update publication_clock set n = n + 1 returning n into drawn;
        update outbox set n = drawn where id = new.id;
        perform pg_notify('publications', drawn::text);
        return null;
      end $$;
      alter table publication_clock drop column generation;
    `);
  }
}

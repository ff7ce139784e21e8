import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The notice of a change says into which lists its item comes, so that caches need not give up all others. Only a publication
 * brings an item into a list that did not show it: whatever else happens to an item is seen where it is shown already. The
 * lists of corrections know their items for that.
 */
export class TellWhereItemsComeIn1790000033000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a live item can be found by in lists: its section with those above, its authors, its tags, and whether it was
      -- ever corrected. Null for one that is not live.
      create function lists_come_into(of_item uuid) returns jsonb language sql stable as $$
        select jsonb_build_object(
            'sections', (
              with recursive line as (
                select s.id, s.parent_id from section s where s.id = p.section_id
                union all
                select s.id, s.parent_id from line join section s on s.id = line.parent_id)
              select coalesce(jsonb_agg(id), '[]') from line),
            'authors', to_jsonb(p.author_ids),
            'tags', to_jsonb(p.tags),
            'isCorrected', exists (select from correction c where c.item_id = p.item_id))
          from published_item p where p.item_id = of_item and p.state = 'live'
      $$;

      -- Told at the commit: the generation, the item with its kind, and the lists that it comes into; null for none.
      create or replace function number_outbox_event() returns trigger language plpgsql as $$
      declare
        drawn bigint;
        generation_now bigint;
        notice text;
        lists text;
      begin
        update publication_clock set n = n + 1, generation = generation + 1
          returning n, generation into drawn, generation_now;
        update outbox set n = drawn where id = new.id;
        notice := generation_now || ' ' || coalesce((select kind from item where id = new.item_id), '*') || ' '
          || coalesce(new.item_id::text, '*');
        -- Only now: a section that was moved before this number was drawn is seen where it is since.
        lists := coalesce(case new.event when 'published' then lists_come_into(new.item_id) end::text, 'null');
        -- PostgreSQL takes no notice of 8,000 bytes. One that names no lists means all of them.
        if octet_length(notice) + octet_length(lists) < 7900 then
          notice := notice || ' ' || lists;
        end if;
        perform pg_notify('publications', notice);
        return null;
      end $$;

      -- No item is live under an embargo: it comes into no list with it, nor with its end.
      create function count_embargo_change() returns trigger language plpgsql as $$
      declare
        generation_now bigint;
      begin
        update publication_clock set generation = generation + 1 returning generation into generation_now;
        perform pg_notify('publications', generation_now || ' ' || (select kind from item where id = new.item_id) || ' '
          || new.item_id || ' null');
        return null;
      end $$;
      drop trigger embargo_counted_at_commit on embargo;
      create constraint trigger embargo_counted_at_commit after insert or update on embargo
        deferrable initially deferred for each row execute function count_embargo_change();

      create or replace view published_correction as
        select c.id, c.type, c.text, c.at,
               case when c.withdrawn_at is not null then 'withdrawn'
                    when c.superseded_by is not null then 'superseded' else 'current' end as status,
               p.kind, p.slug, i.live_headline as headline, p.item_id
          from correction c join readable_item p on p.item_id = c.item_id join item i on i.id = c.item_id
         where p.state = 'live';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop view published_correction;
      create view published_correction as
        select c.id, c.type, c.text, c.at,
               case when c.withdrawn_at is not null then 'withdrawn'
                    when c.superseded_by is not null then 'superseded' else 'current' end as status,
               p.kind, p.slug, i.live_headline as headline
          from correction c join readable_item p on p.item_id = c.item_id join item i on i.id = c.item_id
         where p.state = 'live';

      drop trigger embargo_counted_at_commit on embargo;
      create constraint trigger embargo_counted_at_commit after insert or update on embargo
        deferrable initially deferred for each row execute function count_reader_change();
      drop function count_embargo_change();

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
      drop function lists_come_into(uuid);
    `);
  }
}

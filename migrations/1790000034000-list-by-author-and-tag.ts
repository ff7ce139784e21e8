import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is live by its authors and tags, in the order of lists. An index of arrays finds all items of a tag and knows no
 * order, and one by time would be walked from today to the year in which the tag was last used.
 */
export class ListByAuthorAndTag1790000034000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table listed_under (
        item_id uuid not null references published_item on delete cascade,
        -- 'author ' and an id, or 'tag ' and a tag.
        heading text not null,
        kind text not null,
        section_id uuid,
        first_published_at timestamptz(3) not null,
        changed_at timestamptz(3) not null,
        primary key (item_id, heading)
      );
      create index listed_under_list_idx
        on listed_under (heading, kind, first_published_at desc, item_id desc) include (section_id);
      create index listed_under_changed_idx
        on listed_under (heading, kind, changed_at desc, item_id desc) include (section_id);

      create function headings_of(author_ids uuid[], tags text[]) returns setof text
        language sql immutable parallel safe begin atomic
          select 'author ' || id from unnest(author_ids) as author (id)
          union
          select 'tag ' || word from unnest(tags) as tag (word);
        end;

      insert into listed_under
        select p.item_id, heading, p.kind, p.section_id, p.first_published_at, p.changed_at
          from published_item p cross join lateral headings_of(p.author_ids, p.tags) as heading where p.state = 'live';

      create function list_under_headings() returns trigger language plpgsql as $$
      begin
        delete from listed_under where item_id = new.item_id;
        insert into listed_under
          select new.item_id, heading, new.kind, new.section_id, new.first_published_at, new.changed_at
            from headings_of(new.author_ids, new.tags) as heading where new.state = 'live';
        return null;
      end $$;
      create trigger published_item_comes_under_headings after insert on published_item for each row
        when (new.author_ids <> '{}' or new.tags <> '{}') execute function list_under_headings();
      create trigger published_item_moves_under_headings after update on published_item for each row
        when ((old.state, old.section_id, old.author_ids, old.tags, old.first_published_at, old.changed_at)
          is distinct from (new.state, new.section_id, new.author_ids, new.tags, new.first_published_at, new.changed_at))
        execute function list_under_headings();
      -- Also where a session keeps no foreign keys.
      alter table published_item enable always trigger published_item_comes_under_headings;
      alter table published_item enable always trigger published_item_moves_under_headings;

      drop index published_item_authors_idx, published_item_tags_idx;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      create index published_item_authors_idx on published_item using gin (author_ids)
        with (fastupdate = off) where state = 'live';
      create index published_item_tags_idx on published_item using gin (tags)
        with (fastupdate = off) where state = 'live';
      drop trigger published_item_comes_under_headings on published_item;
      drop trigger published_item_moves_under_headings on published_item;
      drop function list_under_headings();
      drop table listed_under;
      drop function headings_of(uuid[], text[]);
    `);
  }
}

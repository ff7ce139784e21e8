import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The desk finds items by all their words: by those of what it is shown, and by those of what is live. */
export class SearchDrafts1790000027100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The words of content, in no language's grammar: the desk looks for names and half-remembered beginnings. Of a
      -- longer text the end is not searched; a vector has no places for it.
      create function desk_words(content jsonb) returns tsvector
        language sql immutable strict parallel safe as $$
        select setweight(to_tsvector('search_simple',
            left(concat_ws(' ', content ->> 'headline', content ->> 'slugline', content ->> 'description'), 20000)), 'A')
          || to_tsvector('search_simple', left(concat_ws(' ',
            content ->> 'kicker', content ->> 'standfirst', content ->> 'source', content ->> 'creditLine',
            content ->> 'altText', content ->> 'extendedDescription', content #>> '{dateline,place}',
            content #>> '{byline,text}',
            (select string_agg(member #>> '{}', ' ') from jsonb_path_query(content, '$.tags[*]') member),
            (select string_agg(member #>> '{}', ' ') from jsonb_path_query(content, '$.creator[*]') member),
            (select string_agg(member #>> '{}', ' ') from jsonb_path_query(content, '$.persons[*]') member),
            -- Strict, because a lax path meets each text in a list twice.
            (select string_agg(part #>> '{}', ' ')
               from jsonb_path_query(content, 'strict $.body.**.text', '{}', true) part)), 80000))
      $$;

      create table desk_search (
        item_id uuid primary key references item on delete restrict,
        -- What the desk is shown: the draft, or what is or was live.
        shown tsvector not null,
        -- What is or was live: all that those find it by who may not read the draft.
        live tsvector not null
      );
      create index desk_search_shown_idx on desk_search using gin (shown)
        with (fastupdate = on, gin_pending_list_limit = 256);
      create index desk_search_live_idx on desk_search using gin (live)
        with (fastupdate = on, gin_pending_list_limit = 256);

      -- By the database, so that no way of moving a pointer can forget it; at the commit, because an item is written
      -- before its first revision.
      create function note_desk_words() returns trigger language plpgsql as $$
      begin
        insert into desk_search as s (item_id, shown, live)
          select i.id, ${SHOWN}, ${LIVE} from item i where i.id = new.id
          on conflict (item_id) do update set shown = excluded.shown, live = excluded.live
            where (s.shown, s.live) is distinct from (excluded.shown, excluded.live);
        return null;
      end $$;
      create constraint trigger item_made_notes_desk_words after insert on item
        deferrable initially deferred for each row execute function note_desk_words();
      create constraint trigger item_moved_notes_desk_words after update on item
        deferrable initially deferred for each row
        when (old.draft_revision is distinct from new.draft_revision
          or old.last_live_revision is distinct from new.last_live_revision)
        execute function note_desk_words();

      insert into desk_search (item_id, shown, live) select i.id, ${SHOWN}, ${LIVE} from item i;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger item_made_notes_desk_words on item;
      drop trigger item_moved_notes_desk_words on item;
      drop table desk_search;
      drop function note_desk_words(), desk_words(jsonb);
    `);
  }
}

const words = (revision: string): string => `coalesce((select desk_words(r.content) from revision r
            where r.item_id = i.id and r.number = ${revision}), '')`;
const SHOWN = words('coalesce(i.draft_revision, i.last_live_revision)');
const LIVE = words('i.last_live_revision');

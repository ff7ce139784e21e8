import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finding what is published: by the words of each item's own language, and by words that are nearly those. */
export class CreateSearch1790000027000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create extension if not exists unaccent;
      create extension if not exists pg_trgm;

      ${CONFIGURATIONS}

      -- One row for each published item that is live.
      create table search_document (
        item_id uuid primary key references published_item on delete cascade,
        -- As in published_item; here as well, so that a search is narrowed before it is joined.
        kind text not null,
        section_id uuid,
        first_published_at timestamptz(3) not null,
        -- The text search configuration of its language. By name: pg_upgrade carries no regconfig over.
        configuration text not null,
        -- What excerpts are cut from.
        headline text not null,
        text text not null,
        -- The words as the language reduces them, weighted A to D, and besides, without places, as they are written.
        vector tsvector not null
      );
      -- Texts and vectors aside, so that many matches can be put in order without reading them.
      alter table search_document set (toast_tuple_target = 128);
      -- With a short pending list: a publication does not wait for hundreds of places in the index, and a search
      -- has not much to look through besides it.
      create index search_document_vector_idx on search_document using gin (vector)
        with (fastupdate = on, gin_pending_list_limit = 256);
      create index search_document_newest_idx
        on search_document (configuration, first_published_at desc, item_id desc);

      -- The words that are in use, as they are written: what a misspelt one is compared with.
      create table search_word (
        word text primary key
      );
      create index search_word_trigram_idx on search_word using gin (word gin_trgm_ops);

      ${QUERY}
      ${LIFE}
      ${NEAREST}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger published_item_leaves_search on published_item;
      drop table search_document, search_word, search_language;
      drop function leave_search(), forget_search_words(), search_query(regconfig, jsonb), nearest_search_words(text);
      do $$
      declare
        name text;
      begin
        for name in select cfgname from pg_ts_config where cfgname like 'search\\_%'
            and cfgnamespace = current_schema()::regnamespace loop
          execute format('drop text search configuration %I', name);
        end loop;
      end $$;
      drop extension pg_trgm;
      drop extension unaccent;
    `);
  }
}

/** One configuration for each language that PostgreSQL has, to which accents make no difference. */
const CONFIGURATIONS = `
      do $$
      declare
        name text;
      begin
        for name in select cfgname from pg_ts_config where cfgnamespace = 'pg_catalog'::regnamespace loop
          execute format('create text search configuration search_%s (copy = pg_catalog.%I)', name, name);
          execute format('alter text search configuration search_%s alter mapping for hword, hword_part, word
            with unaccent, %s', name, case name when 'simple' then 'simple' else name || '_stem' end);
        end loop;
      end $$;

      -- By primary language subtag (BCP 47). A language that is not here has its words searched as they are.
      create table search_language (
        language text primary key,
        configuration text not null
      );
      insert into search_language (language, configuration)
        select language, 'search_' || name
          from (values ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'),
            ('en', 'english'), ('es', 'spanish'), ('et', 'estonian'), ('eu', 'basque'), ('fi', 'finnish'),
            ('fr', 'french'), ('ga', 'irish'), ('hi', 'hindi'), ('hu', 'hungarian'), ('hy', 'armenian'),
            ('id', 'indonesian'), ('it', 'italian'), ('lt', 'lithuanian'), ('nb', 'norwegian'), ('ne', 'nepali'),
            ('nl', 'dutch'), ('nn', 'norwegian'), ('no', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'),
            ('ru', 'russian'), ('sr', 'serbian'), ('sv', 'swedish'), ('ta', 'tamil'), ('tr', 'turkish'),
            ('yi', 'yiddish')) as known (language, name)
         where exists (select from pg_ts_config where cfgname = 'search_' || name);
`;

/** What a reader typed, for one language. Texts are parsed as texts: none of them can be taken for an operator. */
const QUERY = `
      -- Alternatives, each a list of terms {text, prefix, excluded} that all have to hold. An alternative that
      -- excludes and looks for nothing is left out: it would find nearly everything.
      create function search_query(configuration regconfig, alternatives jsonb) returns tsquery
        language plpgsql immutable strict parallel safe as $$
      declare
        terms jsonb;
        term jsonb;
        part tsquery;
        wanted tsquery;
        unwanted tsquery;
        whole tsquery := '';
      begin
        for terms in select jsonb_array_elements(alternatives) loop
          wanted := '';
          unwanted := '';
          for term in select jsonb_array_elements(terms) loop
            if (term ->> 'prefix')::boolean then
              -- The beginning of a word as it is written: the reduced one may be shorter than what was typed.
              part := phraseto_tsquery('search_simple', term ->> 'text');
              if numnode(part) > 0 then part := (part::text || ':*')::tsquery; end if;
            else
              part := phraseto_tsquery(configuration, term ->> 'text');
            end if;
            if (term ->> 'excluded')::boolean then unwanted := unwanted || part;
            else wanted := wanted && part; end if;
          end loop;
          if numnode(wanted) > 0 then
            whole := whole || case when numnode(unwanted) > 0 then wanted && !!unwanted else wanted end;
          end if;
        end loop;
        return whole;
      end $$;
`;

/** By the database, so that no way of taking an item off can forget it. */
const LIFE = `
      create function leave_search() returns trigger language plpgsql as $$
      begin
        delete from search_document where item_id = new.item_id;
        return null;
      end $$;
      create trigger published_item_leaves_search after update of state on published_item
        for each row when (new.state <> 'live') execute function leave_search();

      create function forget_search_words() returns trigger language plpgsql as $$
      declare
        words text[] := tsvector_to_array(old.vector);
      begin
        -- A correction leaves nearly all of them where they were.
        if tg_op = 'UPDATE' then
          words := array(select unnest(words) except select unnest(tsvector_to_array(new.vector)));
        end if;
        delete from search_word where word in (
          select gone.word from search_word gone
           where gone.word = any (words) and not exists (
             select from search_document other
              where other.vector @@ plainto_tsquery('search_simple', gone.word))
           order by gone.word for update);
        return null;
      end $$;
      create trigger search_document_deleted after delete on search_document
        for each row execute function forget_search_words();
      create trigger search_document_changed after update of vector on search_document
        for each row when (old.vector is distinct from new.vector) execute function forget_search_words();
`;

const NEAREST = `
      -- The threshold is a third below the default of pg_trgm: two letters that changed places leave a word of six
      -- only three of its seven trigrams.
      create function nearest_search_words(misspelt text) returns setof text
        language sql stable strict parallel safe set pg_trgm.similarity_threshold = 0.2 as $$
        select word from search_word
         where word % misspelt and abs(char_length(word) - char_length(misspelt)) <= 1
         order by similarity(word, misspelt) desc, word limit 200
      $$;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A search ends soon, whatever stands where: what matches is looked for by the time, then in the index, each within bounds. */
export class BoundSearches1790000032000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${QUERY}
      ${NEWEST}
      ${BEGINNINGS}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function words_beginning(regconfig, tsvector, text[]);
      drop function newest_found(tsquery, tsquery, text, text, uuid[], timestamptz, timestamptz, integer);
      drop function search_query(regconfig, jsonb);
      alter function search_query_of_words(regconfig, jsonb) rename to search_query;
      drop function search_query(regconfig, jsonb, boolean);
    `);
  }
}

const QUERY = `
      alter function search_query(regconfig, jsonb) rename to search_query_of_words;

      -- As before, and "swing-bridge" finds "swing bridge" as well. A broad query matches at least what the other does,
      -- and knows nothing of places: the index answers it by itself, without a look at what it leads to.
      create function search_query(configuration regconfig, alternatives jsonb, broad boolean) returns tsquery
        language plpgsql immutable strict parallel safe as $$
      declare
        terms jsonb;
        term jsonb;
        begins boolean;
        spelling text;
        part tsquery;
        spelled tsquery;
        wanted tsquery;
        unwanted tsquery;
        whole tsquery := '';
      begin
        for terms in select jsonb_array_elements(alternatives) loop
          wanted := '';
          unwanted := '';
          for term in select jsonb_array_elements(terms) loop
            -- The beginning of a word as it is written: the reduced one may be shorter than what was typed. Words as they are
            -- written have no places, so that those before it may stand anywhere.
            begins := (term ->> 'prefix')::boolean;
            part := '';
            for spelling in select term ->> 'text'
                union select regexp_replace(term ->> 'text', '([[:alpha:]])-(?=[[:alpha:]])', '\\1 ', 'g') loop
              spelled := case when begins then plainto_tsquery('search_simple', spelling)
                when broad then plainto_tsquery(configuration, spelling)
                else phraseto_tsquery(configuration, spelling) end;
              if begins and numnode(spelled) > 0 then spelled := (spelled::text || ':*')::tsquery; end if;
              part := part || spelled;
            end loop;
            if not (term ->> 'excluded')::boolean then wanted := wanted && part;
            elsif not broad or numnode(part) = 1 then unwanted := unwanted || part;
            end if;
          end loop;
          if numnode(wanted) > 0 then
            whole := whole || case when numnode(unwanted) > 0 then wanted && !!unwanted else wanted end;
          end if;
        end loop;
        return whole;
      end $$;

      create function search_query(configuration regconfig, alternatives jsonb) returns tsquery
        language sql immutable strict parallel safe
        return search_query(configuration, alternatives, false);
`;

/**
 * PostgreSQL cannot know how far back the matches of two words, or of a word that was in the news years ago, are; and it
 * takes a look into a text for as cheap as one into a number. Left to choose, it reads a million texts for some queries.
 */
const NEWEST = `
      -- The newest items that match, newest first. First the newest are looked at one by one, as long as there is one
      -- among twenty: so much of what stands everywhere is soon together. The rest is found in the index of words,
      -- in one way only: columns are disguised so that no other index fits, and texts are not read. Where words have to
      -- stand in a row, so many of the newest that have them all are looked into.
      create function newest_found(
          asked tsquery, broad tsquery, language text, wanted_kind text, sections uuid[],
          since timestamptz, until timestamptz, most integer)
        returns table (item_id uuid, first_published_at timestamptz)
        language plpgsql stable rows 500 cost 100000
        set enable_seqscan = off set work_mem = '32MB' as $$
      declare
        most_walked constant integer := 10000;
        most_rechecked constant integer := 5000;
        looked_at integer := 0;
        found_so_far integer := 0;
        one record;
      begin
        for one in
          select s.item_id, s.first_published_at,
                 case when (wanted_kind is null or s.kind = wanted_kind)
                       and (sections is null or s.section_id = any (sections))
                   then s.vector @@ asked else false end as matches
            from search_document s
           where s.configuration = language
             and s.first_published_at >= coalesce(since, '-infinity')
             and s.first_published_at < coalesce(until, 'infinity')
           order by s.first_published_at desc, s.item_id desc limit most_walked
        loop
          looked_at := looked_at + 1;
          if one.matches then
            found_so_far := found_so_far + 1;
            item_id := one.item_id;
            first_published_at := one.first_published_at;
            return next;
            if found_so_far = most then return; end if;
          end if;
          exit when looked_at % 500 = 0 and found_so_far < looked_at / 20;
        end loop;
        -- At the end of all that there is.
        if looked_at % 500 <> 0 or one is null then return; end if;
        return query
          select newest.item_id, newest.first_published_at
            from (
              select s.item_id, s.first_published_at, s.vector from search_document s
               where s.vector @@ broad and s.configuration || '' = language
                 and (wanted_kind is null or s.kind = wanted_kind)
                 and (sections is null or s.section_id = any (sections))
                 and (since is null or s.first_published_at + interval '0' >= since)
                 and (s.first_published_at + interval '0', s.item_id) < (one.first_published_at, one.item_id)
               order by s.first_published_at desc, s.item_id desc
               limit case when broad = asked then most - found_so_far else most_rechecked end) newest
           where broad = asked or newest.vector @@ asked
           order by newest.first_published_at desc, newest.item_id desc
           limit most - found_so_far;
      end $$;
`;

const BEGINNINGS = `
      -- The words that begin so, as the language reduces them: what is to be marked in a text whose words are reduced.
      create function words_beginning(configuration regconfig, words tsvector, beginnings text[]) returns tsquery
        language plpgsql stable strict parallel safe as $$
      declare
        word text;
        all_of_them tsquery := '';
      begin
        for word in
          select distinct known.word
            from unnest(beginnings) as typed (beginning)
            cross join lateral (select lexeme from unnest(to_tsvector('search_simple', typed.beginning))
                                 order by positions desc limit 1) last
            cross join unnest(tsvector_to_array(words)) as known (word)
           where starts_with(known.word, last.lexeme) limit 100
        loop
          all_of_them := all_of_them || plainto_tsquery(configuration, word);
        end loop;
        return all_of_them;
      end $$;
`;

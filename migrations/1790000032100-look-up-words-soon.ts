import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a word stands in something that is live is asked of the index of words, and of nothing else: PostgreSQL would
 * begin to read texts, expecting to meet the word soon. Most words of what is taken off stand in what is newest, too.
 */
export class LookUpWordsSoon1790000032100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- To compare one word is slow, and PostgreSQL takes it for quick: it would compare them all.
      alter function nearest_search_words(text) set enable_seqscan = off;

      create function is_readable_word(word text) returns boolean
        language plpgsql stable
        set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
      begin
        return exists (
          select from search_document s join readable_item p using (item_id)
           where p.state = 'live' and s.vector @@ plainto_tsquery('search_simple', word));
      end $$;

      create function forget_words(words text[]) returns void
        language plpgsql
        set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
      begin
        delete from search_word where word in (
          select gone.word from search_word gone
           where gone.word = any (words) and not exists (
             select from search_document other
              where other.vector @@ plainto_tsquery('search_simple', gone.word))
           order by gone.word for update);
      end $$;

      create or replace function forget_search_words() returns trigger language plpgsql as $$
      declare
        words text[] := tsvector_to_array(old.vector);
      begin
        -- A correction leaves nearly all of them where they were.
        if tg_op = 'UPDATE' then
          words := array(select unnest(words) except select unnest(tsvector_to_array(new.vector)));
        end if;
        perform forget_words(array(
          select unnest(words)
          except select unnest(tsvector_to_array(newest.vector))
                   from (select s.vector from search_document s where s.configuration = old.configuration
                          order by s.first_published_at desc, s.item_id desc limit 200) newest));
        return null;
      end $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter function nearest_search_words(text) reset enable_seqscan;
      drop function is_readable_word(text);
      create or replace function forget_search_words() returns trigger language plpgsql as $$
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
      drop function forget_words(text[]);
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos are found by the words of their metadata and of their file's name. */
export class IndexPhotos1790000023000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- In no language's grammar: names and places are most of it, and photos come from everywhere.
      create function photo_words(filename text, metadata jsonb) returns tsvector
        language sql immutable strict parallel safe as $$
        select to_tsvector('simple'::regconfig, regexp_replace(filename, '[^[:alnum:]]+', ' ', 'g'))
          || jsonb_to_tsvector('simple'::regconfig, metadata, '["string"]')
      $$;
      create index photo_words_idx on photo using gin (photo_words(filename, metadata));
      -- The day on the clock of the place.
      create index photo_day_taken_idx on photo ((left(metadata ->> 'dateTaken', 10)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index photo_words_idx, photo_day_taken_idx;
      drop function photo_words(text, jsonb);
    `);
  }
}

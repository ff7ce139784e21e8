import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pictures that are made of photos: for each live photo caption, and for staff. The files follow from the rows. */
export class CreateRenditionSets1790000025000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table rendition_set (
        hash text primary key constraint rendition_set_hash_form check (hash ~ '^[0-9a-f]{32}$'),
        photo_id uuid not null constraint rendition_set_photo_id_fkey references photo on delete cascade,
        item_id uuid references item on delete restrict,
        xmp text not null,
        focal_x double precision,
        focal_y double precision,
        is_current boolean not null,
        created_at timestamptz(3) not null default now()
      );
      create unique index rendition_set_current_key on rendition_set (item_id) where is_current;
      create unique index rendition_set_staff_key on rendition_set (photo_id)
        where is_current and item_id is null;
      create index rendition_set_photo_id_idx on rendition_set (photo_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table rendition_set');
  }
}

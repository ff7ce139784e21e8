import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos: one row for each file that was uploaded, and which revisions refer to it. */
export class CreatePhotos1790000020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table photo (
        id uuid primary key,
        version integer not null default 1,
        -- Of the original, which the store has under this name.
        sha256 text not null constraint photo_sha256_key unique
          constraint photo_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
        bytes integer not null constraint photo_bytes check (bytes > 0),
        media_type text not null constraint photo_media_type check (
          media_type in ('image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/tiff')),
        -- Upright.
        width integer not null,
        height integer not null,
        -- For people to read, never a path.
        filename text not null,
        -- What the file said of itself when it was uploaded: as it is shown, where its parts disagree, as it was
        -- before it was cleaned, and what could not be read.
        metadata jsonb not null,
        conflicts jsonb not null,
        raw_metadata jsonb not null,
        metadata_faults jsonb not null,
        -- In parts of width and height, from the upper left.
        focal_x double precision,
        focal_y double precision,
        rights_valid_from timestamptz(3),
        rights_valid_until timestamptz(3),
        mandatory_credit boolean not null default false,
        rights_note text,
        created_by uuid not null references staff_member,
        created_at timestamptz(3) not null default now(),
        modified_at timestamptz(3) not null default now(),
        constraint photo_size check (width > 0 and height > 0),
        constraint photo_focal_point check (
          (focal_x is null) = (focal_y is null) and focal_x between 0 and 1 and focal_y between 0 and 1),
        constraint photo_rights_end_after_start check (rights_valid_until > rights_valid_from)
      );

      -- A photo is its file: another file is another photo.
      create function refuse_other_original() returns trigger language plpgsql as $$
      begin
        if (old.sha256, old.bytes, old.media_type, old.width, old.height)
          is distinct from (new.sha256, new.bytes, new.media_type, new.width, new.height)
        then
          raise exception 'the original of a photo never changes'
            using errcode = 'integrity_constraint_violation', constraint = 'photo_original_fixed';
        end if;
        return new;
      end $$;
      create trigger photo_original_fixed before update on photo
        for each row execute function refuse_other_original();

      -- Every revision that ever referred to a photo: while there is one, the photo stays.
      create table photo_use (
        item_id uuid not null,
        revision integer not null,
        photo_id uuid not null constraint photo_use_photo_id_fkey references photo on delete restrict,
        primary key (item_id, revision),
        constraint photo_use_revision_fkey foreign key (item_id, revision)
          references revision (item_id, number) on delete restrict
      );
      create index photo_use_photo_id_idx on photo_use (photo_id);

      -- By the database, so that no way of saving can forget it.
      create function note_photo_use() returns trigger language plpgsql as $$
      begin
        insert into photo_use (item_id, revision, photo_id)
          values (new.item_id, new.number, (new.content ->> 'photoId')::uuid);
        return null;
      end $$;
      create trigger revision_notes_photo_use after insert on revision
        for each row when (new.content ->> 'photoId' is not null) execute function note_photo_use();

      create trigger photo_use_append_only before update or delete on photo_use
        for each row execute function refuse_change();
      create trigger photo_use_no_truncate before truncate on photo_use execute function refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger revision_notes_photo_use on revision;
      drop function note_photo_use();
      drop table photo_use, photo;
      drop function refuse_other_original();
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done about the end of the rights to a photo that is live: once for each end, and anew when it is moved. */
export class MarkRightsEnds1790000024000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table rights_mark (
        -- The live photo caption.
        item_id uuid not null constraint rights_mark_item_id_fkey references item on delete restrict,
        photo_id uuid not null constraint rights_mark_photo_id_fkey references photo on delete restrict,
        -- The end that it is about.
        valid_until timestamptz(3) not null,
        -- That the end is near was told; what the end itself asks for was done, or somebody answered for it.
        step text not null constraint rights_mark_step check (step in ('ending', 'ended')),
        marked_at timestamptz(3) not null default clock_timestamp(),
        constraint rights_mark_pkey primary key (photo_id, item_id, valid_until, step)
      );
      create index rights_mark_item_id_idx on rights_mark (item_id);
      create index photo_rights_valid_until_idx on photo (rights_valid_until) where rights_valid_until is not null;

      -- An end that was moved is another one, even if it is moved back: who answered for it answered before.
      -- At the commit every process hears of it, and sets its clock to the next end.
      create function forget_rights_marks() returns trigger language plpgsql as $$
      begin
        delete from rights_mark where photo_id = new.id;
        perform pg_notify('photo_rights', '');
        return null;
      end $$;
      create trigger photo_rights_end_moved after update of rights_valid_until on photo
        for each row when (old.rights_valid_until is distinct from new.rights_valid_until)
        execute function forget_rights_marks();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger photo_rights_end_moved on photo;
      drop function forget_rights_marks();
      drop index photo_rights_valid_until_idx;
      drop table rights_mark;
    `);
  }
}

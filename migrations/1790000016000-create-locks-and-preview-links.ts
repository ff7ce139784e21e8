import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands beside an item and moves no version of it: who is editing it, and the links that show it in advance. */
export class CreateLocksAndPreviewLinks1790000016000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One row per item at most: taking a lock over replaces its holder.
      create table edit_lock (
        item_id uuid primary key references item on delete restrict,
        holder_id uuid not null references staff_member,
        expires_at timestamptz(3) not null
      );

      -- The locks that count: not run out by the database's clock, and of somebody who can still sign in.
      create view standing_lock as
        select l.item_id, l.holder_id, m.name as holder_name, l.expires_at
          from edit_lock l join staff_member m on m.id = l.holder_id
         where l.expires_at > clock_timestamp() and m.active;

      create table preview_link (
        id uuid primary key,
        item_id uuid not null,
        revision integer not null,
        made_by uuid not null references staff_member,
        made_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        revoked_by uuid references staff_member,
        revoked_at timestamptz(3),
        constraint preview_link_of_revision foreign key (item_id, revision)
          references revision (item_id, number),
        constraint preview_link_expires_after_made check (expires_at > made_at),
        constraint preview_link_revoked_whole check ((revoked_by is null) = (revoked_at is null))
      );
      create index preview_link_item_id_idx on preview_link (item_id, made_at, id);

      -- A signed link stands for what its row says: the row must not come to say something else.
      create trigger preview_link_append_only before update or delete on preview_link
        for each row execute function refuse_change_but_open_end('revoked_by', 'revoked_at');
      create trigger preview_link_no_truncate before truncate on preview_link execute function refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table preview_link; drop view standing_lock; drop table edit_lock');
  }
}

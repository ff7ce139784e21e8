import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What readers were told of changes of meaning: records of their own, which can be corrected and withdrawn themselves. */
export class CreateCorrections1790000018000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table correction (
        id uuid primary key,
        item_id uuid not null references item on delete restrict,
        publication_id uuid not null constraint correction_one_per_publication unique
          references publication on delete restrict,
        type text not null constraint correction_type check (type in ('correction', 'clarification')),
        text text not null,
        at timestamptz(3) not null,
        -- The later one that says what this one should have said.
        superseded_by uuid,
        withdrawn_by uuid references staff_member,
        withdrawn_at timestamptz(3),
        withdrawal_reason text,
        constraint correction_own_key unique (item_id, id),
        constraint correction_superseded_by_own foreign key (item_id, superseded_by)
          references correction (item_id, id),
        constraint correction_not_superseded_by_itself check (superseded_by <> id),
        constraint correction_withdrawn_whole check (
          num_nonnulls(withdrawn_by, withdrawn_at, withdrawal_reason) in (0, 3)),
        constraint correction_ends_once check (superseded_by is null or withdrawn_at is null)
      );
      create index correction_item_id_idx on correction (item_id, at desc, id desc);
      create index correction_at_idx on correction (at desc, id desc);

      create trigger correction_append_only before update or delete on correction for each row execute function
        refuse_change_but_open_end('superseded_by', 'withdrawn_by', 'withdrawn_at', 'withdrawal_reason');
      create trigger correction_no_truncate before truncate on correction
        for each statement execute function refuse_change();

      -- Those that were told before there was this table. A publication has at most one, which takes its id.
      insert into correction (id, item_id, publication_id, type, text, at)
        select id, item_id, id, change_type, public_note, live_from from publication
         where change_type in ('correction', 'clarification');

      -- All that the delivery API can see of them: those of what is live, and of their end only that it came.
      create view published_correction as
        select c.id, c.type, c.text, c.at,
               case when c.withdrawn_at is not null then 'withdrawn'
                    when c.superseded_by is not null then 'superseded' else 'current' end as status,
               p.kind, p.slug, i.live_headline as headline
          from correction c join readable_item p on p.item_id = c.item_id join item i on i.id = c.item_id
         where p.state = 'live';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop view published_correction;
      drop table correction;
    `);
  }
}

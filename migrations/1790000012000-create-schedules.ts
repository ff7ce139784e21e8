import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be published or taken off at a time; each plan ends once, and says how. */
export class CreateSchedules1790000012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table schedule (
        id uuid primary key,
        item_id uuid not null,
        action text not null constraint schedule_action check (action in ('publish', 'unpublish')),
        -- Pinned: what goes out, however far the draft has gone on. Of an unpublication: what was live then.
        revision integer not null,
        at timestamptz(3) not null,
        -- The IANA zone that the time was named in, for display.
        time_zone text,
        -- What goes with it: change type and notes of a publication; type, reason and notice of its end.
        terms jsonb not null default '{}',
        planned_by uuid not null references staff_member,
        planned_at timestamptz(3) not null,
        -- The ceiling of the API token that it was planned with, which holds when it runs; null without one.
        scopes text[],
        -- How it ended; null while it is planned.
        outcome text constraint schedule_outcome check (
          outcome in ('done', 'overtaken', 'refused', 'cancelled')),
        -- Why it ended as anything but done.
        reason text,
        ended_at timestamptz(3),
        publication_id uuid constraint schedule_publication_id_key unique references publication,
        constraint schedule_of_revision foreign key (item_id, revision) references revision (item_id, number),
        constraint schedule_ended_whole check (
          case when outcome is null then reason is null and ended_at is null and publication_id is null
               else ended_at is not null and (reason is null) = (outcome = 'done')
                 and (publication_id is not null) = (outcome = 'done' and action = 'publish') end),
        constraint schedule_not_before_its_time check (
          outcome is null or outcome not in ('done', 'refused') or ended_at >= at)
      );
      create unique index schedule_one_planned on schedule (item_id, action) where outcome is null;
      create index schedule_due_idx on schedule (at, item_id) where outcome is null;
      create index schedule_item_id_idx on schedule (item_id, planned_at, id);

      -- How it ended is set once, in the transaction of what it did: so nothing runs twice.
      create trigger schedule_append_only before update or delete on schedule
        for each row execute function refuse_change_but_open_end(
          'outcome', 'reason', 'ended_at', 'publication_id');
      create trigger schedule_no_truncate before truncate on schedule execute function refuse_change();

      -- At the commit every process hears of it, and sets its clock to the next time.
      create function announce_schedules() returns trigger language plpgsql as $$
      begin
        perform pg_notify('schedules', '');
        return null;
      end $$;
      create trigger schedule_announced after insert on schedule
        for each statement execute function announce_schedules();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table schedule;
      drop function announce_schedules();
    `);
  }
}

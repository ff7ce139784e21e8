import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a change of one item means for the documents that show it: how many there are, and which are still to be made. */
export class CreatePropagations1790000022000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table propagation (
        id uuid primary key,
        -- The item that changed: a photo caption that was corrected, a related item that was taken off.
        item_id uuid not null,
        action text not null constraint propagation_action check (
          action in ('publish', 'republish', 'unpublish', 'kill')),
        revision integer not null,
        -- Of a publication.
        change_type text constraint propagation_change_type check (
          change_type in ('minor', 'update', 'correction', 'clarification')),
        -- The documents that showed it then.
        uses integer not null constraint propagation_uses check (uses > 0),
        started_at timestamptz(3) not null,
        constraint propagation_of_revision foreign key (item_id, revision) references revision (item_id, number),
        constraint propagation_type_of_publication check (
          (change_type is not null) = (action in ('publish', 'republish')))
      );
      create index propagation_item_id_idx on propagation (item_id, started_at, id);
      create trigger propagation_append_only before update or delete on propagation
        for each row execute function refuse_change();
      create trigger propagation_no_truncate before truncate on propagation execute function refuse_change();

      -- Goes with the mark: once the document was made, it shows all of them.
      create table stale_cause (
        item_id uuid not null references stale_document on delete cascade,
        propagation_id uuid not null references propagation,
        primary key (propagation_id, item_id)
      );
      create index stale_cause_item_id_idx on stale_cause (item_id);
      alter table stale_document drop column cause_item_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table stale_document add column cause_item_id uuid references item on delete restrict;
      drop table stale_cause, propagation;
    `);
  }
}

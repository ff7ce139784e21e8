import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chain over the audit trail: what was sealed together, in which order. */
export class CreateAuditSegments1790000017000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table audit_segment (
        number bigint constraint audit_segment_pkey primary key,
        previous_head bytea not null,
        -- Goes up when the numbers of transactions start again, as in a dump restored to another server.
        era integer not null,
        ids int8multirange not null,
        -- The highest id that had been drawn, then the sealer's own transaction, then which others it could see:
        -- read in this order, so that what begins after that transaction draws a higher id.
        drawn_through bigint not null,
        transaction_id xid8 not null,
        snapshot pg_snapshot not null,
        -- No entry up to here can still turn up: whoever drew those ids had ended by then.
        closed_through bigint not null,
        -- Whether it took all that could be seen, or as many as fit in.
        complete boolean not null,
        count integer not null,
        -- SHA-256 of each entry, one after the other in the order of the ids.
        entry_digests bytea not null,
        digest bytea not null,
        sealed_at timestamptz(3) not null,
        head bytea not null constraint audit_segment_head_key unique,
        constraint audit_segment_counted check (count > 0 and octet_length(entry_digests) = 32 * count),
        constraint audit_segment_sha256 check (octet_length(previous_head) = 32 and octet_length(digest) = 32
          and octet_length(head) = 32)
      );
      create index audit_segment_ids_idx on audit_segment using gist (ids);
      -- Digests do not compress, and one of thousands is read without the others.
      alter table audit_segment alter column entry_digests set storage external;

      create trigger audit_segment_append_only before update or delete on audit_segment
        for each row execute function refuse_change();
      create trigger audit_segment_no_truncate before truncate on audit_segment execute function refuse_change();

      -- A transaction gets its number before its entry gets an id: then each id that was drawn by some moment belongs
      -- to a transaction with a lower number than those that get theirs later.
      create function number_transaction_before_entry() returns trigger language plpgsql as $$
      begin
        perform pg_current_xact_id();
        return null;
      end $$;
      create trigger audit_entry_transaction_first before insert on audit_entry
        for each statement execute function number_transaction_before_entry();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger audit_entry_transaction_first on audit_entry;
      drop function number_transaction_before_entry();
      drop table audit_segment;
    `);
  }
}

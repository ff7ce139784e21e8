import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What readers get: finished documents, the clock that orders publications, and the outbox. */
export class CreatePublished1790000003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table published_item (
        item_id uuid primary key references item on delete restrict,
        kind text not null,
        state text not null constraint published_item_state check (state in ('live', 'withdrawn', 'killed')),
        slug text,
        -- The finished answers, as JSON bytes: the whole document, and the card that lists show.
        document bytea,
        card bytea,
        -- A strong entity tag as it is sent, in its quotes.
        etag text not null,
        last_modified timestamptz(3) not null,
        -- The code format and settings that rendered it.
        renderer text not null,
        section_id uuid references section on delete restrict,
        author_ids uuid[] not null default '{}',
        tags text[] not null default '{}',
        first_published_at timestamptz(3) not null,
        updated_at timestamptz(3),
        -- updated_at, else first_published_at: never null, so that a keyset can run over it.
        changed_at timestamptz(3) not null,
        edition_date date,
        edition_rank integer,
        -- The tombstone of what was withdrawn or killed.
        notice text,
        ended_at timestamptz(3),
        constraint published_item_state_fits_document check (
          case state when 'live' then document is not null and card is not null and ended_at is null
               else document is null and card is null and ended_at is not null end)
      );
      create index published_item_list_idx on published_item (kind, first_published_at desc, item_id desc)
        where state = 'live';
      create index published_item_section_idx
        on published_item (section_id, kind, first_published_at desc, item_id desc) where state = 'live';
      create index published_item_changed_idx on published_item (kind, changed_at desc, item_id desc)
        where state = 'live';
      create index published_item_section_changed_idx
        on published_item (section_id, kind, changed_at desc, item_id desc) where state = 'live';
      create index published_item_edition_idx
        on published_item (edition_date desc, edition_rank, item_id) where state = 'live' and kind = 'editorial';
      create index published_item_section_edition_idx
        on published_item (section_id, edition_date desc, edition_rank, item_id)
        where state = 'live' and kind = 'editorial';
      -- Without the pending list that GIN keeps by default: every read would search it from end to end, and
      -- here reads are many and writes few.
      create index published_item_authors_idx on published_item using gin (author_ids)
        with (fastupdate = off) where state = 'live';
      create index published_item_tags_idx on published_item using gin (tags)
        with (fastupdate = off) where state = 'live';
      create index published_item_renderer_idx on published_item (renderer) where state = 'live';

      -- Documents that no longer show what they rest on; a loop renders them again, and can be interrupted.
      create table stale_document (
        item_id uuid primary key references item on delete restrict,
        cause text not null,
        cause_item_id uuid references item on delete restrict,
        marked_at timestamptz not null default now(),
        -- One that cannot be rendered is tried again later and later, and keeps no other waiting.
        attempts integer not null default 0,
        not_before timestamptz not null default now()
      );
      create index stale_document_not_before_idx on stale_document (not_before, item_id);

      -- What the newest process renders: an older one that still runs leaves stale documents to it.
      create table current_renderer (
        single boolean primary key default true constraint current_renderer_one_row check (single),
        renderer text not null
      );

      -- One row. Drawn at the commit of a publication, after all else, so that its numbers are gapless and in
      -- the order of the commits, and its row is locked no longer than the commit takes.
      create table publication_clock (
        single boolean primary key default true constraint publication_clock_one_row check (single),
        n bigint not null
      );
      insert into publication_clock (n) values (0);

      create table outbox (
        id bigint generated always as identity primary key,
        -- The publication clock's number, drawn at the commit.
        n bigint constraint outbox_n_key unique,
        event text not null,
        item_id uuid references item on delete restrict,
        details jsonb not null default '{}',
        at timestamptz(3) not null default now()
      );

      create function number_outbox_event() returns trigger language plpgsql as $$
      declare
        drawn bigint;
      begin
        update publication_clock set n = n + 1 returning n into drawn;
        update outbox set n = drawn where id = new.id;
        perform pg_notify('publications', drawn::text);
        return null;
      end $$;
      create constraint trigger outbox_numbered_at_commit after insert on outbox
        deferrable initially deferred for each row execute function number_outbox_event();

      -- All that the delivery API can see of the records: no e-mail address, nothing internal.
      create view published_section as
        select id, path, name, slug, parent_id from section;
      create view published_author as
        select id, slug, name, job_title, bio, links, modified_at from author;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop view published_author, published_section;
      drop table outbox, publication_clock, current_renderer, stale_document, published_item;
      drop function number_outbox_event();
    `);
  }
}

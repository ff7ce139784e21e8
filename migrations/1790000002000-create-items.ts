import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items, their revisions, and the records of what was approved and published, which nothing rewrites. */
export class CreateItems1790000002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create extension if not exists btree_gist;

      create table item (
        id uuid primary key,
        kind text not null constraint item_kind check (kind in ('article', 'editorial', 'photo_caption')),
        -- Behind the ETag; goes up with every change to the item, its lifecycle included.
        version integer not null default 1,
        visibility text not null,
        stage text,
        last_revision integer not null,
        draft_revision integer,
        live_revision integer,
        last_live_revision integer,
        -- What the desk sees: of the draft, or of the last live revision where there is none.
        headline text,
        slug text,
        section_id uuid references section on delete restrict,
        tags text[] not null default '{}',
        -- What readers see, or saw last.
        live_headline text,
        live_slug text,
        live_section_id uuid references section on delete restrict,
        assignee_id uuid references staff_member,
        created_by uuid not null references staff_member,
        created_at timestamptz(3) not null,
        modified_at timestamptz(3) not null,
        first_published_at timestamptz(3),
        updated_at timestamptz(3),
        constraint item_visibility check (
          visibility in ('unpublished', 'live', 'withdrawn', 'killed', 'spiked')),
        constraint item_stage check (
          stage in ('draft', 'submitted', 'in_edit', 'approved', 'changes_requested')),
        constraint item_stage_with_draft check ((stage is null) = (draft_revision is null)),
        constraint item_visibility_fits_pointers check (
          case visibility
            when 'live' then live_revision is not null and last_live_revision = live_revision
            when 'withdrawn' then live_revision is null and last_live_revision is not null
            when 'killed' then live_revision is null and last_live_revision is not null
              and draft_revision is null
            else live_revision is null and last_live_revision is null and draft_revision is not null
          end),
        constraint item_first_published check ((first_published_at is null) = (last_live_revision is null)),
        constraint item_updated_after_published check (updated_at >= first_published_at)
      );

      create table revision (
        item_id uuid not null references item on delete restrict,
        number integer not null constraint revision_number check (number >= 1),
        -- The revision it was made from; null for the first.
        base integer,
        content jsonb not null,
        -- Set by hand, rather than following the headline.
        slug_by_hand boolean not null default false,
        -- SHA-256 of the canonical content, hexadecimal.
        hash text not null,
        change_note text,
        restored_from integer,
        saved_by uuid not null references staff_member,
        saved_at timestamptz(3) not null,
        primary key (item_id, number),
        constraint revision_base check (base < number)
      );

      alter table item
        add constraint item_draft_is_own_revision foreign key (id, draft_revision)
          references revision (item_id, number) deferrable initially deferred,
        add constraint item_live_is_own_revision foreign key (id, live_revision)
          references revision (item_id, number) deferrable initially deferred,
        add constraint item_last_live_is_own_revision foreign key (id, last_live_revision)
          references revision (item_id, number) deferrable initially deferred,
        add constraint item_last_revision_is_own_revision foreign key (id, last_revision)
          references revision (item_id, number) deferrable initially deferred;

      create index item_modified_at_idx on item (modified_at, id);
      create index item_created_at_idx on item (created_at, id);
      create index item_section_id_idx on item (section_id, modified_at, id);
      create index item_created_by_idx on item (created_by, modified_at, id);
      create index item_live_section_id_idx on item (live_section_id);
      create index item_assignee_id_idx on item (assignee_id) where assignee_id is not null;
      create index item_stage_idx on item (stage, modified_at, id) where stage is not null;
      create index item_kind_idx on item (kind, modified_at, id);
      create index item_first_published_at_idx on item (coalesce(first_published_at, 'epoch'), id);
      create index item_tags_idx on item using gin (tags);

      create table approval (
        id uuid primary key,
        item_id uuid not null,
        revision integer not null,
        approved_by uuid not null references staff_member,
        approved_at timestamptz(3) not null,
        withdrawn_by uuid references staff_member,
        withdrawn_at timestamptz(3),
        constraint approval_of_revision foreign key (item_id, revision) references revision (item_id, number),
        constraint approval_withdrawn_whole check ((withdrawn_by is null) = (withdrawn_at is null))
      );
      create unique index approval_one_standing on approval (item_id, revision) where withdrawn_at is null;

      create table publication (
        id uuid primary key,
        item_id uuid not null,
        revision integer not null,
        change_type text not null,
        note text,
        public_note text,
        published_by uuid not null references staff_member,
        -- The approval that it rests on; null where it was published directly, or is a republication.
        approval_id uuid references approval,
        live_from timestamptz(3) not null,
        live_to timestamptz(3),
        slug text,
        -- As it was then: sections are moved and removed.
        section_path text,
        -- Byline names, by author id: a renamed author keeps the old name here.
        byline_names jsonb not null default '{}',
        constraint publication_of_revision foreign key (item_id, revision)
          references revision (item_id, number),
        constraint publication_change_type check (
          change_type in ('minor', 'update', 'correction', 'clarification')),
        constraint publication_note_for_correction check (
          change_type not in ('correction', 'clarification') or public_note is not null),
        constraint publication_ends_after_start check (live_to >= live_from),
        constraint publication_no_overlap exclude using gist (
          item_id with =, tstzrange(live_from, live_to, '[)') with &&)
      );
      create unique index publication_one_live on publication (item_id) where live_to is null;
      create index publication_item_id_idx on publication (item_id, live_from);

      create table address (
        kind text not null,
        slug text not null,
        item_id uuid not null references item on delete restrict,
        current boolean not null,
        primary key (kind, slug)
      );
      create unique index address_one_current on address (item_id) where current;

      -- What an item's draft and what its live revision refer to: "where is it used" is a query.
      create table reference (
        id bigint generated always as identity primary key,
        item_id uuid not null references item on delete restrict,
        state text not null constraint reference_state check (state in ('draft', 'live')),
        role text not null constraint reference_role check (role in ('byline', 'lead_photo', 'photo', 'related')),
        -- The placement's own caption takes the place of the inherited one.
        overrides boolean not null default false,
        author_id uuid references author on delete restrict,
        target_item_id uuid references item on delete restrict,
        constraint reference_one_target check (num_nonnulls(author_id, target_item_id) = 1)
      );
      create index reference_item_id_idx on reference (item_id, state);
      create index reference_author_id_idx on reference (author_id) where author_id is not null;
      create index reference_target_item_id_idx on reference (target_item_id) where target_item_id is not null;

      create table comment (
        id uuid primary key,
        item_id uuid not null references item on delete restrict,
        block_id text,
        text text not null,
        written_by uuid not null references staff_member,
        written_at timestamptz(3) not null,
        resolved_by uuid references staff_member,
        resolved_at timestamptz(3),
        constraint comment_resolved_whole check ((resolved_by is null) = (resolved_at is null))
      );
      create index comment_item_id_idx on comment (item_id, written_at, id);

      create table audit_entry (
        id bigint generated always as identity primary key,
        at timestamptz(3) not null default clock_timestamp(),
        -- For whoever reads the trail in commit order while transactions are still open.
        transaction_id xid8 not null default pg_current_xact_id(),
        actor_id uuid references staff_member,
        token_id uuid references api_token,
        request_id text,
        action text not null,
        item_id uuid references item on delete restrict,
        revision integer,
        -- Other records by name and id, without a foreign key: the trail outlives them.
        subject_kind text,
        subject_id text,
        details jsonb not null default '{}'
      );
      create index audit_entry_item_id_idx on audit_entry (item_id, id) where item_id is not null;
      create index audit_entry_actor_id_idx on audit_entry (actor_id, id);
      create index audit_entry_action_idx on audit_entry (action, id);
      create index audit_entry_at_idx on audit_entry (at);
    `);
    await db.query(APPEND_ONLY);
    await db.query(LIVE_HAS_PUBLICATION);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table audit_entry, comment, reference, address, publication, approval cascade;
      alter table item drop constraint item_draft_is_own_revision, drop constraint item_live_is_own_revision,
        drop constraint item_last_live_is_own_revision, drop constraint item_last_revision_is_own_revision;
      drop table revision, item;
      drop function refuse_change(), refuse_change_but_open_end(), refuse_live_without_publication();
      drop extension btree_gist;
    `);
  }
}

/**
 * Revisions and audit entries never change. An approval and a publication have one open end
 * (`withdrawn_*`, `live_to`), which is set once; nothing else of them ever changes.
 */
const APPEND_ONLY = `
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only', tg_table_name
      using errcode = 'integrity_constraint_violation', constraint = tg_table_name || '_append_only';
  end $$;

  create function refuse_change_but_open_end() returns trigger language plpgsql as $$
  declare
    open_ends text[] := tg_argv;
  begin
    if tg_op = 'UPDATE'
      and to_jsonb(old) - open_ends = to_jsonb(new) - open_ends
      and not exists (select from unnest(open_ends) as e (name)
                       where to_jsonb(old) -> name <> 'null' and to_jsonb(old) -> name <> to_jsonb(new) -> name)
    then
      return new;
    end if;
    raise exception '% is append-only', tg_table_name
      using errcode = 'integrity_constraint_violation', constraint = tg_table_name || '_append_only';
  end $$;

  create trigger revision_append_only before update or delete on revision
    for each row execute function refuse_change();
  create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function refuse_change();
  create trigger approval_append_only before update or delete on approval
    for each row execute function refuse_change_but_open_end('withdrawn_by', 'withdrawn_at');
  create trigger publication_append_only before update or delete on publication
    for each row execute function refuse_change_but_open_end('live_to');
  create trigger revision_no_truncate before truncate on revision execute function refuse_change();
  create trigger audit_entry_no_truncate before truncate on audit_entry execute function refuse_change();
  create trigger approval_no_truncate before truncate on approval execute function refuse_change();
  create trigger publication_no_truncate before truncate on publication execute function refuse_change();
`;

/** At commit a live item has exactly the open publication of its live revision, and no other item has one. */
const LIVE_HAS_PUBLICATION = `
  create function refuse_live_without_publication() returns trigger language plpgsql as $$
  declare
    of_item uuid := case when tg_table_name = 'item' then (to_jsonb(new) ->> 'id')::uuid
                         else (to_jsonb(new) ->> 'item_id')::uuid end;
    live integer;
    published integer;
  begin
    select live_revision into live from item where id = of_item;
    select revision into published from publication where item_id = of_item and live_to is null;
    if live is distinct from published then
      raise exception 'item % shows revision %, its open publication is of %', of_item, live, published
        using errcode = 'integrity_constraint_violation', constraint = 'item_live_has_publication';
    end if;
    return null;
  end $$;

  create constraint trigger item_live_has_publication after insert or update of live_revision on item
    deferrable initially deferred for each row execute function refuse_live_without_publication();
  create constraint trigger publication_has_live_item after insert or update on publication
    deferrable initially deferred for each row execute function refuse_live_without_publication();
`;

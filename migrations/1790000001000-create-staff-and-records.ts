import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign in, what they may do, and the plain records: sections and authors. */
export class CreateStaffAndRecords1790000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table section (
        id uuid primary key,
        version integer not null default 1,
        name text not null,
        slug text not null,
        parent_id uuid references section on delete restrict,
        -- The slugs from the root down to this section: 'opinion/editorial'.
        path text not null constraint section_path_key unique,
        created_at timestamptz(3) not null default now(),
        modified_at timestamptz(3) not null default now(),
        constraint section_path_ends_with_slug check (path = slug or path like '%/' || slug),
        constraint section_root_has_no_parent check ((parent_id is null) = (position('/' in path) = 0)),
        constraint section_depth check (array_length(string_to_array(path, '/'), 1) <= 6)
      );
      create index section_parent_id_idx on section (parent_id);
      create index section_path_prefix_idx on section (path text_pattern_ops);

      create table author (
        id uuid primary key,
        version integer not null default 1,
        name text not null,
        slug text not null constraint author_slug_key unique,
        job_title text,
        bio text,
        email text,
        links jsonb not null default '[]',
        created_at timestamptz(3) not null default now(),
        modified_at timestamptz(3) not null default now()
      );
      create index author_name_idx on author (name, id);

      create table staff_member (
        id uuid primary key,
        version integer not null default 1,
        name text not null,
        email text not null,
        password_hash text not null,
        active boolean not null default true,
        created_at timestamptz(3) not null default now(),
        modified_at timestamptz(3) not null default now()
      );
      create unique index staff_member_email_key on staff_member (lower(email));

      create table role (
        key text primary key,
        version integer not null default 1,
        name text not null,
        permissions text[] not null,
        -- Comes with the system: may be changed, not removed.
        seeded boolean not null default false,
        created_at timestamptz(3) not null default now(),
        modified_at timestamptz(3) not null default now()
      );

      -- Which roles a member has: everywhere (no section), or in one section with all below it.
      create table staff_role (
        id uuid primary key,
        staff_id uuid not null references staff_member on delete cascade,
        role_key text not null references role on delete restrict,
        section_id uuid references section on delete restrict,
        constraint staff_role_once unique nulls not distinct (staff_id, role_key, section_id)
      );
      create index staff_role_role_key_idx on staff_role (role_key);
      create index staff_role_section_id_idx on staff_role (section_id);

      -- A sign-in: the tokens that are good now, as SHA-256. Refreshing rotates both.
      create table session (
        id uuid primary key,
        staff_id uuid not null references staff_member on delete cascade,
        access_hash bytea not null constraint session_access_hash_key unique,
        access_expires_at timestamptz(3) not null,
        refresh_hash bytea not null constraint session_refresh_hash_key unique,
        refresh_expires_at timestamptz(3) not null,
        created_at timestamptz(3) not null default now(),
        ended_at timestamptz(3)
      );
      create index session_staff_id_idx on session (staff_id);

      -- Refresh tokens that were rotated away: to see one again means that it was stolen.
      create table spent_refresh_token (
        hash bytea primary key,
        session_id uuid not null references session on delete cascade,
        spent_at timestamptz(3) not null default now()
      );
      create index spent_refresh_token_session_id_idx on spent_refresh_token (session_id);

      create table api_token (
        id uuid primary key,
        name text not null,
        owner_id uuid not null references staff_member on delete cascade,
        token_hash bytea not null constraint api_token_token_hash_key unique,
        scopes text[] not null,
        expires_at timestamptz(3),
        created_by uuid not null references staff_member,
        created_at timestamptz(3) not null default now(),
        revoked_at timestamptz(3)
      );
      create index api_token_owner_id_idx on api_token (owner_id);

      -- Failed sign-ins per account and address; the account is a digest of what was typed.
      create table sign_in_failure (
        account_hash bytea not null,
        address text not null,
        failures integer not null,
        last_failed_at timestamptz(3) not null,
        primary key (account_hash, address)
      );

      create table idempotency_key (
        principal_id uuid not null,
        route text not null,
        key text not null,
        body_hash text not null,
        -- Not jsonb, which orders members its own way: a replayed answer is the first one, byte for byte.
        answer json not null,
        created_at timestamptz(3) not null default now(),
        primary key (principal_id, route, key)
      );
      create index idempotency_key_created_at_idx on idempotency_key (created_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table idempotency_key, sign_in_failure, api_token, spent_refresh_token, session, staff_role, role,
        staff_member, author, section;
    `);
  }
}

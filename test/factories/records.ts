import { newId } from '../../src/database/id.js';
import type { TestDatabase } from '../harness/database.js';

let made = 0;

/** A name that no other record of the test file has. */
export function uniqueName(word: string): string {
  made += 1;
  return `${word} ${made}`;
}

export interface SectionRow {
  id: string;
  name: string;
  slug: string;
  parentId: string | null;
  path: string;
}

/** A section, below `parent` if one is given. */
export async function section(database: TestDatabase, parent: SectionRow | null = null): Promise<SectionRow> {
  const name = uniqueName('Section');
  const slug = name.toLowerCase().replace(' ', '-');
  const path = parent === null ? slug : `${parent.path}/${slug}`;
  const row = { id: newId(), name, slug, parentId: parent?.id ?? null, path };
  await database.query('insert into section (id, name, slug, parent_id, path) values ($1, $2, $3, $4, $5)', [
    row.id,
    row.name,
    row.slug,
    row.parentId,
    row.path,
  ]);
  return row;
}

export interface AuthorRow {
  id: string;
  name: string;
  slug: string;
}

/** An author with nothing but a name. */
export async function author(database: TestDatabase): Promise<AuthorRow> {
  const name = uniqueName('Author');
  const row = { id: newId(), name, slug: name.toLowerCase().replace(' ', '-') };
  await database.query('insert into author (id, name, slug) values ($1, $2, $3)', [
    row.id,
    row.name,
    row.slug,
  ]);
  return row;
}

/** What a test of records needs of an item: an unpublished article in a section, or by an author. */
export interface DraftRow {
  createdBy: string;
  headline?: string;
  sectionId?: string;
  authorId?: string;
  /** In which state the author is referred to. */
  state?: 'draft' | 'live';
}

/** An item with one draft revision, straight into its tables; gives its id. */
export async function draftItem(database: TestDatabase, row: DraftRow): Promise<string> {
  const id = newId();
  await database.query(
    `with made as (
       insert into item (id, kind, visibility, stage, last_revision, draft_revision, headline, section_id,
         created_by, created_at, modified_at)
       values ($1, 'article', 'unpublished', 'draft', 1, 1, $2, $3, $4, now(), now()))
     insert into revision (item_id, number, content, hash, saved_by, saved_at)
     values ($1, 1, '{}', '', $4, now())`,
    [id, row.headline ?? 'A headline', row.sectionId ?? null, row.createdBy],
  );
  if (row.authorId !== undefined) {
    await database.query(
      `insert into reference (item_id, state, role, author_id) values ($1, $2, 'byline', $3)`,
      [id, row.state ?? 'draft', row.authorId],
    );
  }
  return id;
}

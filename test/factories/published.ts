import { newId } from '../../src/database/id.js';
import type { Kind } from '../../src/kinds.js';
import type { TestDatabase } from '../harness/database.js';

/** What a test is about; the rest is made up. */
export interface PublishedRow {
  id?: string;
  kind?: Kind;
  slug?: string;
  state?: 'live' | 'withdrawn' | 'killed';
  sectionId?: string | null;
  authorIds?: string[];
  tags?: string[];
  firstPublishedAt?: string;
  updatedAt?: string | null;
  lastModified?: string;
  etag?: string;
  editionDate?: string;
  editionRank?: number;
  notice?: string | null;
  /** False: an address that the item had before. */
  current?: boolean;
}

export interface Published {
  id: string;
  slug: string;
  document: string;
  card: { id: string };
}

/**
 * Puts rows where delivery reads: what it does with published items is tested without their life before.
 * The foreign keys to that life are left out, which takes a session that applies none.
 */
export async function publishedRow(database: TestDatabase, row: PublishedRow = {}): Promise<Published> {
  const id = row.id ?? newId();
  const kind = row.kind ?? 'article';
  const slug = row.slug ?? `story-${id}`;
  const state = row.state ?? 'live';
  const at = row.firstPublishedAt ?? '2024-05-05T08:00:00Z';
  const isEditorial = kind === 'editorial';
  const card = { id, kind, slug, headline: `Gaza’s “${slug}”` };
  const document = JSON.stringify({ ...card, bodyHtml: '<p>Text</p>' });
  await database.query(`set session_replication_role = replica`);
  await database.query(
    `insert into published_item (item_id, kind, state, slug, document, card, etag, last_modified, renderer,
       section_id, author_ids, tags, first_published_at, updated_at, changed_at, edition_date, edition_rank,
       notice, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'test', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      id,
      kind,
      state,
      kind === 'photo_caption' ? null : slug,
      state === 'live' ? Buffer.from(document) : null,
      state === 'live' ? Buffer.from(JSON.stringify(card)) : null,
      row.etag ?? `"${id}"`,
      row.lastModified ?? at,
      row.sectionId ?? null,
      row.authorIds ?? [],
      row.tags ?? [],
      at,
      row.updatedAt ?? null,
      row.updatedAt ?? at,
      isEditorial ? (row.editionDate ?? '2024-05-05') : null,
      isEditorial ? (row.editionRank ?? 1) : null,
      row.notice ?? null,
      state === 'live' ? null : '2024-06-01T12:00:00Z',
    ],
  );
  if (kind !== 'photo_caption') {
    await database.query(`insert into address (kind, slug, item_id, current) values ($1, $2, $3, $4)`, [
      kind,
      slug,
      id,
      row.current ?? true,
    ]);
  }
  return { id, slug, document, card };
}

/** A section at the path, below one that is there already; returns its id. */
export async function sectionAt(database: TestDatabase, path: string, name: string): Promise<string> {
  const id = newId();
  await database.query(
    `insert into section (id, name, slug, path, parent_id)
     values ($1, $2, $3, $4, (select id from section where path = $5))`,
    [id, name, path.split('/').at(-1), path, path.split('/').slice(0, -1).join('/')],
  );
  return id;
}

/** An author with a profile and with an address that nobody may read; returns the id. */
export async function authorNamed(database: TestDatabase, slug: string, name: string): Promise<string> {
  const id = newId();
  await database.query(
    `insert into author (id, slug, name, job_title, email, links)
     values ($1, $2, $3, 'Correspondent', 'secret@newsroom.example', '[{"label": "Site", "url": "https://a.example/"}]')`,
    [id, slug, name],
  );
  return id;
}

import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PhotoStore } from '../../src/photos/store/file-store.js';
import { photoFile } from '../corpus/photos/pictures.js';
import type { TestApp } from '../harness/app.js';
import type { TestDatabase } from '../harness/database.js';

/**
 * The photo of captions whose tests are about something else: it has no metadata, and no file unless it is given
 * one.
 */
export const PLAIN_PHOTO = '00000000-0000-7000-8000-000000000001';

const SHA256 = createHash('sha256').update(PLAIN_PHOTO).digest('hex');

/** Makes the plain photo, unless it is there; a member of staff stands for its uploader. */
export async function plainPhoto(database: TestDatabase, uploader: string): Promise<string> {
  await database.query(
    `insert into photo (id, sha256, bytes, media_type, width, height, filename, metadata, conflicts,
       raw_metadata, metadata_faults, created_by)
     values ($1, $2, 1, 'image/jpeg', 3, 2, 'plain.jpg', '{}', '[]', '{}', '[]', $3)
     on conflict do nothing`,
    [PLAIN_PHOTO, SHA256, uploader],
  );
  return PLAIN_PHOTO;
}

/** Gives the plain photo a file, for tests that look at its pictures. */
export async function plainPicture({ app }: TestApp): Promise<void> {
  const path = join(tmpdir(), randomUUID());
  writeFileSync(path, await photoFile('png', 3, 2));
  await app.get(PhotoStore, { strict: false }).put(SHA256, path);
}

import { createHash } from 'node:crypto';
import type { TestDatabase } from '../harness/database.js';

/** The photo of captions whose tests are about something else: it has no metadata, and no file. */
export const PLAIN_PHOTO = '00000000-0000-7000-8000-000000000001';

/** Makes the plain photo, unless it is there; a member of staff stands for its uploader. */
export async function plainPhoto(database: TestDatabase, uploader: string): Promise<string> {
  await database.query(
    `insert into photo (id, sha256, bytes, media_type, width, height, filename, metadata, conflicts,
       raw_metadata, metadata_faults, created_by)
     values ($1, $2, 1, 'image/jpeg', 3, 2, 'plain.jpg', '{}', '[]', '{}', '[]', $3)
     on conflict do nothing`,
    [PLAIN_PHOTO, createHash('sha256').update(PLAIN_PHOTO).digest('hex'), uploader],
  );
  return PLAIN_PHOTO;
}

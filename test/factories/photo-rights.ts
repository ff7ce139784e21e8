import { createHash } from 'node:crypto';
import { newId } from '../../src/database/id.js';
import type { TestApp } from '../harness/app.js';
import type { SignedIn } from './staff.js';

/** A photo as its row, for tests that do not look at the picture. */
export async function photoRow(app: TestApp, uploader: SignedIn): Promise<string> {
  const id = newId();
  await app.database.query(
    `insert into photo (id, sha256, bytes, media_type, width, height, filename, metadata, conflicts, raw_metadata,
       metadata_faults, created_by) values ($1, $2, 1, 'image/jpeg', 3, 2, 'pier.jpg', '{}', '[]', '{}', '[]', $3)`,
    [id, createHash('sha256').update(id).digest('hex'), uploader.id],
  );
  return id;
}

/** Settles the rights to a photo, whatever they were. */
export async function rightsOf(app: TestApp, by: SignedIn, photoId: string, rights: object): Promise<void> {
  const path = `/api/v1/photos/${photoId}`;
  const { headers } = await app.request('GET', path, { token: by.token });
  const answer = await app.request('PATCH', path, {
    token: by.token,
    ifMatch: String(headers.etag),
    body: { rights },
  });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
}

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/database/id.js';
import { noPhotoMetadata, type PhotoMetadata } from '../../src/photos/metadata/photo-metadata.js';
import { Desk } from '../factories/items.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';

let app: TestApp;
let reporter: SignedIn;
const ids: Record<string, string> = {};

interface Given {
  filename?: string;
  metadata?: Partial<PhotoMetadata>;
  validFrom?: string;
  validUntil?: string;
}

/** A photo as its row: what is in its file is not what these tests are about. */
async function photo(name: string, { filename = `${name}.jpg`, metadata, ...rights }: Given): Promise<void> {
  const id = newId();
  await app.database.query(
    `insert into photo (id, sha256, bytes, media_type, width, height, filename, metadata, conflicts, raw_metadata,
        metadata_faults, rights_valid_from, rights_valid_until, created_by)
     values ($1, $2, 1, 'image/jpeg', 3, 2, $3, $4, '[]', '{}', '[]', $5, $6, $7)`,
    [
      id,
      createHash('sha256').update(id).digest('hex'),
      filename,
      { ...noPhotoMetadata(), ...metadata },
      rights.validFrom ?? null,
      rights.validUntil ?? null,
      reporter.id,
    ],
  );
  ids[name] = id;
}

function place(names: Partial<PhotoMetadata['place']>): PhotoMetadata['place'] {
  return { ...noPhotoMetadata().place, ...names };
}

async function list(query: string): Promise<Answer<{ items: { id: string }[]; nextCursor: string | null }>> {
  return app.request('GET', `/api/v1/photos?${query}`, { token: reporter.token });
}

/** The names of the photos that are found, newest first. */
async function found(query: Record<string, string>): Promise<string[]> {
  const { status, body } = await list(new URLSearchParams(query).toString());
  expect(status).toBe(200);
  return body.items.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? id);
}

beforeAll(async () => {
  app = await startApp();
  reporter = await signedIn(app, { roles: [{ role: 'reporter' }] });
  await photo('ferry', {
    metadata: {
      description: 'The night ferry leaves Nørrehavn.',
      creator: ['Ines Okoro', 'Tomás Ruiz'],
      creditLine: 'Harbour Courier',
      place: place({ city: 'Nørrehavn', countryName: 'Denmark' }),
      dateTaken: '2026-11-01T23:30:00-05:00',
      persons: ['Dana Fjord'],
    },
    validUntil: '2020-01-01T00:00:00Z',
  });
  await photo('pier', {
    metadata: {
      description: 'Dockers at dawn.',
      creator: ['Ines Okoro'],
      creditLine: 'Reuters 100%',
      keywords: ['harbour', 'strike'],
      dateTaken: '2026-11-02',
    },
    validFrom: '2999-01-01T00:00:00Z',
  });
  await photo('bridge', { filename: 'IMG_0042-old bridge.jpeg' });
});
afterAll(async () => app.close());

describe('photos are found', () => {
  it.each([
    [{}, ['bridge', 'pier', 'ferry']],
    // Words of any member, by their beginnings, in any order and case; all of them.
    [{ q: 'NIGHT ferr' }, ['ferry']],
    [{ q: 'nørrehavn' }, ['ferry']],
    [{ q: 'harb' }, ['pier', 'ferry']],
    [{ q: 'harb strike' }, ['pier']],
    [{ q: 'fjord' }, ['ferry']],
    [{ q: 'ferry strike' }, []],
    [{ q: '0042' }, ['bridge']],
    [{ q: 'old img' }, ['bridge']],
    [{ creator: 'okoro' }, ['pier', 'ferry']],
    [{ creator: 'ruiz' }, ['ferry']],
    [{ credit: 'courier' }, ['ferry']],
    [{ credit: '100%' }, ['pier']],
    [{ credit: '%' }, ['pier']],
    [{ place: 'denmark' }, ['ferry']],
    // By the clock of the place where it was taken.
    [{ takenFrom: '2026-11-02' }, ['pier']],
    [{ takenTo: '2026-11-01' }, ['ferry']],
    [{ takenFrom: '2026-11-01', takenTo: '2026-11-02' }, ['pier', 'ferry']],
    [{ rights: 'valid' }, ['bridge']],
    [{ rights: 'not_begun' }, ['pier']],
    [{ rights: 'ended' }, ['ferry']],
    [{ rights: 'ended', creator: 'okoro', q: 'ferry' }, ['ferry']],
    // What has no word in it is no search that finds all.
    [{ q: `'):* | '!!` }, []],
    [{ q: `ferry' | 'strike` }, []],
  ])('by %j', async (query, names) => {
    expect(await found(query)).toEqual(names);
  });

  it('by whether a photo caption refers to them', async () => {
    const desk = new Desk(app);
    const photoEditor = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
    const caption = await desk.made(photoEditor, 'photo_caption', {});
    await app.database.query('insert into photo_use (item_id, revision, photo_id) values ($1, 1, $2)', [
      caption.id,
      ids.pier,
    ]);
    expect(await found({ used: 'true' })).toEqual(['pier']);
    expect(await found({ used: 'false' })).toEqual(['bridge', 'ferry']);
  });

  it('page by page, with the same filters', async () => {
    const first = await list('creator=okoro&limit=1');
    expect(first.body.items).toMatchObject([{ id: ids.pier }]);
    const second = await list(`creator=okoro&limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ id: ids.ferry }], nextCursor: null });
    expect((await list(`creator=ruiz&limit=1&cursor=${first.body.nextCursor}`)).status).toBe(400);
  });

  it.each([
    'q=',
    'creator=',
    'takenFrom=2026-02-30',
    'takenTo=yesterday',
    'used=yes',
    'rights=mine',
    'size=1',
  ])('by nothing that cannot be: %s', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
  });
});

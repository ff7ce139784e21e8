import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { RenditionStore } from '../src/photos/store/file-store.js';
import { PhotoSweep } from '../src/photos/store/photo-sweep.js';
import { photoFile } from './corpus/photos/pictures.js';
import { Desk, type ItemBody, readyArticle, readyCaption } from './factories/items.js';
import { rightsOf } from './factories/photo-rights.js';
import { upload } from './factories/photos.js';
import { section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';
import { becomes } from './harness/becomes.js';

interface Rendition {
  name: string;
  url: string;
  width: number;
  height: number;
  mediaType: string;
}

interface Picture {
  status: number;
  headers: Record<string, unknown>;
  bytes: Buffer;
}

const HOUR_MS = 60 * 60 * 1000;
const SIZES = ['thumbnail', 'small', 'medium', 'large'];
const dataDir = mkdtempSync(join(tmpdir(), 'copydesk-renditions-'));
const hasExifTool = spawnSync('exiftool', ['-ver']).status === 0;
if (!hasExifTool) {
  console.warn(
    'SKIPPED: renditions are not read with ExifTool, which is not installed (Debian: libimage-exiftool-perl).',
  );
}

let app: TestApp;
let desk: Desk;
let photoEditor: SignedIn;
let managing: SignedIn;
let sectionId: string;

beforeAll(async () => {
  app = await startApp({ dataDir });
  desk = new Desk(app);
  photoEditor = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
  ({ id: sectionId } = await section(app.database));
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function photo(content: Buffer): Promise<string> {
  const { status, body } = await upload(app, photoEditor.token, content);
  expect(status).toBe(201);
  return body.id;
}

async function caption(photoId: string, content: object = {}): Promise<ItemBody> {
  return desk.live(photoEditor, 'photo_caption', readyCaption({ photoId, ...content }));
}

async function get(url: string, token?: string): Promise<Picture> {
  const answer = await app.app.inject({
    url: url.replace(app.config.publicUrl, ''),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
}

async function renditionsOf(item: ItemBody): Promise<Rendition[]> {
  const { body } = await app.request<{ renditions: Rendition[] }>(
    'GET',
    `/delivery/v1/photo-captions/${item.id}`,
  );
  return body.renditions;
}

async function staffRenditions(photoId: string): Promise<Rendition[]> {
  const { body } = await app.request<{ renditions: Rendition[] }>('GET', `/api/v1/photos/${photoId}`, {
    token: photoEditor.token,
  });
  return body.renditions;
}

function one(renditions: readonly Rendition[], name: string, mediaType = 'image/webp'): Rendition {
  const found = renditions.find((rendition) => rendition.name === name && rendition.mediaType === mediaType);
  if (!found) throw new Error(`No ${name} in ${mediaType}`);
  return found;
}

/** As many files as there are of one set, made by nobody's asking. */
async function filesInStore(hash: string): Promise<number> {
  let count = 0;
  for await (const { name } of app.app.get(RenditionStore, { strict: false }).list()) {
    if (name.startsWith(hash)) count += 1;
  }
  return count;
}

function hashOf({ url }: Rendition): string {
  return url.match(/\/([\da-f]{32})-/)?.[1] ?? '';
}

/** Wide, red on the left and blue on the right. */
async function twoColours(width = 3000, height = 1000): Promise<Buffer> {
  const half = { width: width / 2, height, channels: 3 as const };
  const blue = await sharp({ create: { ...half, background: 'blue' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: 'red' } })
    .composite([{ input: blue, left: width / 2, top: 0 }])
    .jpeg()
    .toBuffer();
}

/** A file that names its supplier. */
async function creditedFile(width: number, height: number): Promise<Buffer> {
  return sharp(await photoFile('jpeg', width, height))
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="The Wire"/></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer();
}

async function colourOf(bytes: Buffer): Promise<'red' | 'blue' | 'both'> {
  const { channels } = await sharp(bytes).stats();
  const [red, , blue] = channels.map(({ mean }) => mean);
  if (red === undefined || blue === undefined) throw new Error('A picture without colours');
  return red > 240 && blue < 15 ? 'red' : blue > 240 && red < 15 ? 'blue' : 'both';
}

describe('the renditions of a photo', () => {
  it('are all there, in WebP and JPEG, in the size and type that they are said to have', async () => {
    const live = await caption(await photo(await twoColours(2400, 1600)));
    const renditions = await renditionsOf(live);
    const names = ['', 'landscape-', 'portrait-', 'square-'].flatMap((crop) =>
      SIZES.flatMap((size) => [`${crop}${size} image/webp`, `${crop}${size} image/jpeg`]),
    );
    expect(renditions.map(({ name, mediaType }) => `${name} ${mediaType}`)).toEqual(names);
    expect(SIZES.map((size) => one(renditions, size)).map(({ width, height }) => [width, height])).toEqual([
      [320, 213],
      [640, 427],
      [1280, 853],
      [2048, 1365],
    ]);
    for (const rendition of renditions) {
      const { status, headers, bytes } = await get(rendition.url);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': rendition.mediaType,
        'content-length': String(bytes.length),
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        etag: `"${rendition.url.split('/').at(-1)}"`,
      });
      const { format, width, height } = await sharp(bytes).metadata();
      expect([`image/${format}`, width, height]).toEqual([
        rendition.mediaType,
        rendition.width,
        rendition.height,
      ]);
    }
  });

  it('are never larger than the photo, and have every name all the same', async () => {
    const renditions = await renditionsOf(await caption(await photo(await photoFile('png', 90, 60))));
    expect(renditions).toHaveLength(32);
    for (const size of SIZES) expect(one(renditions, size)).toMatchObject({ width: 90, height: 60 });
    for (const size of SIZES) {
      expect(one(renditions, `square-${size}`)).toMatchObject({ width: 60, height: 60 });
    }
    expect((await sharp((await get(one(renditions, 'large').url)).bytes).metadata()).width).toBe(90);
  });

  it('are made by a job, without anybody asking', async () => {
    const [first] = await renditionsOf(await caption(await photo(await photoFile('jpeg', 80, 60))));
    if (!first) throw new Error('No renditions');
    await becomes(async () => filesInStore(hashOf(first)), 32);
  });

  it('are made for whoever asks before', async () => {
    const [first, second] = await renditionsOf(await caption(await photo(await photoFile('jpeg', 82, 60))));
    if (!first || !second) throw new Error('No renditions');
    await becomes(async () => filesInStore(hashOf(first)), 32);
    const store = app.app.get(RenditionStore, { strict: false });
    await store.remove(first.url.split('/').at(-1) ?? '');
    await store.remove(second.url.split('/').at(-1) ?? '');
    const asked = await Promise.all([first, first, second, first].map(async ({ url }) => get(url)));
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(asked[0]?.bytes.equals(asked[3]?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  it('stand upright, in the colours of the web, whatever the file has', async () => {
    const upright = await twoColours(200, 100);
    const turned = await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const renditions = await renditionsOf(await caption(await photo(turned)));
    expect(one(renditions, 'large')).toMatchObject({ width: 200, height: 100 });
    const { bytes } = await get(one(renditions, 'large', 'image/jpeg').url);
    const left = await sharp(bytes).extract({ left: 0, top: 0, width: 80, height: 100 }).toBuffer();
    expect(await colourOf(left)).toBe('red');
    const { orientation, space, icc } = await sharp(bytes).metadata();
    expect([orientation, space, icc]).toEqual([undefined, 'srgb', undefined]);
  });

  it.each([
    [
      'grey',
      async () =>
        sharp(await twoColours(60, 40))
          .greyscale()
          .jpeg()
          .toBuffer(),
    ],
    [
      'CMYK',
      async () =>
        sharp(await twoColours(60, 40))
          .toColourspace('cmyk')
          .jpeg()
          .toBuffer(),
    ],
    [
      '16 bits',
      async () =>
        sharp(await twoColours(60, 40))
          .toColourspace('rgb16')
          .png()
          .toBuffer(),
    ],
    [
      'transparent',
      async () =>
        sharp(await twoColours(60, 40))
          .ensureAlpha(0.5)
          .png()
          .toBuffer(),
    ],
    ['AVIF', async () => photoFile('avif', 64, 48)],
    ['TIFF', async () => photoFile('tiff', 64, 48)],
  ])('are made of a file that is %s', async (_what, file) => {
    const renditions = await renditionsOf(await caption(await photo(await file())));
    for (const mediaType of ['image/webp', 'image/jpeg']) {
      const { status, bytes } = await get(one(renditions, 'square-small', mediaType).url);
      expect(status).toBe(200);
      expect((await sharp(bytes).metadata()).space).toBe('srgb');
    }
  });

  it('come in AVIF where the newsroom wants that', async () => {
    const other = await startApp({ dataDir, photoAvif: true });
    const { token } = await signedIn(other, { roles: [{ role: 'photo_editor' }] });
    const { body } = await upload(other, token, await creditedFile(50, 40));
    const { renditions } = (
      await other.request<{ renditions: Rendition[] }>('GET', `/api/v1/photos/${body.id}`, { token })
    ).body;
    expect(renditions).toHaveLength(48);
    const { url } = one(renditions, 'small', 'image/avif');
    const answer = await other.app.inject({
      url: url.replace(other.config.publicUrl, ''),
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.headers['content-type']).toBe('image/avif');
    const { compression, xmp } = await sharp(answer.rawPayload).metadata();
    expect(compression).toBe('av1');
    expect(String(xmp)).toContain('<photoshop:Credit>The Wire<');
    // Whoever has not asked for it does not make it.
    const here = await photo(await photoFile('jpeg', 50, 40));
    expect((await get(`/api/v1/photos/${here}/renditions/small.avif`, photoEditor.token)).status).toBe(404);
    await other.close();
  });
});

describe('a focal point', () => {
  it('is what crops are around, in every story as soon as it is moved', async () => {
    const photoId = await photo(await twoColours());
    const live = await caption(photoId);
    const leadPhoto = { photoCaptionId: live.id, crop: 'square' };
    const story = await desk.live(managing, 'article', readyArticle(sectionId, { leadPhoto }));
    const before = await leadPhotoOf(story);
    expect(before).toHaveLength(8);
    expect(before.map(({ name }) => name)).toContain('medium');
    expect(await colourOf((await get(one(before, 'medium').url)).bytes)).toBe('both');

    const moved = await app.request('PATCH', `/api/v1/photos/${photoId}`, {
      token: photoEditor.token,
      ifMatch: '"1"',
      body: { focalPoint: { x: 0.9, y: 0.5 } },
    });
    expect(moved.status).toBe(200);
    const former = one(before, 'medium').url;
    await becomes(async () => one(await leadPhotoOf(story), 'medium').url === former, false);
    const after = await leadPhotoOf(story);
    expect(await colourOf((await get(one(after, 'medium').url)).bytes)).toBe('blue');
    // The caption is another document, and is rendered again by itself.
    const { url: whole } = one(after, 'medium');
    await becomes(
      async () => one(await renditionsOf(live), 'medium').url,
      whole.replace('-square-medium', '-medium'),
    );
    expect(await colourOf((await get(one(await renditionsOf(live), 'medium').url)).bytes)).toBe('both');
    // Pages that were fetched before lead to what is right now.
    expect(await get(one(before, 'medium').url)).toMatchObject({
      status: 301,
      headers: { location: one(after, 'medium').url, 'cache-control': 'public, max-age=0, must-revalidate' },
    });
    const staff = await staffRenditions(photoId);
    const shown = await get(one(staff, 'square-small').url, photoEditor.token);
    expect(await colourOf(shown.bytes)).toBe('blue');
  });

  it.each([
    [85, {}],
    [86, { overrideRights: 'Agreed by telephone.' }],
  ])(
    'that is being moved is waited for by a publication that shows the photo (%i, %j)',
    async (width, said) => {
      const photoId = await photo(await photoFile('jpeg', width, 50));
      const live = await caption(photoId);
      const story = readyArticle(sectionId, { leadPhoto: { photoCaptionId: live.id } });
      const before = await leadPhotoOf(await desk.live(managing, 'article', story));
      const { id, version } = await desk.made(managing, 'article', story);
      await app.database.query('begin');
      await app.database.query('update photo set focal_x = 0.9, focal_y = 0.5 where id = $1', [photoId]);
      const published = desk.act(managing, id, 'publish', said, `"${version}"`);
      await Promise.race([published, untilSomebodyWaitsForUs()]);
      await app.database.query('commit');
      const meanwhile = await leadPhotoOf((await published).body);
      expect(meanwhile).not.toEqual(before);
      expect(meanwhile).toEqual(await leadPhotoOf(await desk.live(managing, 'article', story)));
    },
  );

  async function untilSomebodyWaitsForUs(): Promise<void> {
    await becomes(async () => {
      const [row] = await app.database.query<{ waiting: boolean }>(
        `select exists (select from pg_locks ours join pg_locks theirs on theirs.transactionid = ours.transactionid
           where ours.pid = pg_backend_pid() and ours.granted and not theirs.granted) as waiting`,
      );
      return row?.waiting;
    }, true);
  }

  async function leadPhotoOf({ id }: ItemBody): Promise<Rendition[]> {
    const { body } = await desk.read(managing, id);
    const delivered = await app.request<{ leadPhoto: { renditions: Rendition[] } }>(
      'GET',
      `/delivery/v1/articles/${body.slug}`,
    );
    return delivered.body.leadPhoto.renditions;
  }
});

describe('the words in a rendition', () => {
  const words = {
    description: 'Ferries wait <at> dawn & “dusk” in Zürich. اردو',
    creditLine: 'Reuters & Co',
    creator: ['Jane Doe', 'Özgür Can'],
    copyrightNotice: '© 2026 Jane Doe',
  };

  it('are those of its live caption, and follow a correction', async () => {
    const live = await caption(await photo(await photoFile('jpeg', 70, 50)), words);
    const before = await renditionsOf(live);
    const corrected = { ...words, description: 'Ferries wait at noon.' };
    await desk.republished(photoEditor, live, corrected, {
      changeType: 'correction',
      publicNote: 'It was noon.',
    });
    const after = await renditionsOf(live);
    expect(hashOf(one(after, 'small'))).not.toBe(hashOf(one(before, 'small')));
    for (const mediaType of ['image/webp', 'image/jpeg']) {
      const { url } = one(after, 'small', mediaType);
      const xmp = String((await sharp((await get(url)).bytes).metadata()).xmp);
      expect(xmp).toContain('Ferries wait at noon.');
      expect(xmp).not.toContain('dusk');
      expect(await get(one(before, 'small', mediaType).url)).toMatchObject({
        status: 301,
        headers: { location: url },
      });
    }
  });

  it('of staff’s pictures are those of the file', async () => {
    const [first] = await staffRenditions(await photo(await creditedFile(70, 52)));
    const { bytes } = await get(first?.url ?? '', photoEditor.token);
    expect(String((await sharp(bytes).metadata()).xmp)).toContain('<photoshop:Credit>The Wire<');
  });

  (hasExifTool ? it : it.skip)('are read by ExifTool, and neither position nor device is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-xmp-'));
    const path = join(folder, 'original.jpg');
    writeFileSync(path, await photoFile('jpeg', 72, 50));
    const secrets = [
      '-GPSLatitude=47.3',
      '-GPSLatitudeRef=N',
      '-Make=Leica',
      '-Model=M11',
      '-SerialNumber=77',
    ];
    const inXmp = ['-XMP-exif:GPSLatitude=47.3', '-XMP-aux:SerialNumber=77', '-IPTC:City=Bern'];
    execFileSync('exiftool', ['-q', '-overwrite_original', ...secrets, ...inXmp, path]);
    const renditions = await renditionsOf(await caption(await photo(readFileSync(path)), words));
    for (const { name, url, mediaType } of renditions) {
      writeFileSync(join(folder, `${name}.${mediaType.slice(6)}`), (await get(url)).bytes);
    }
    rmSync(path);
    const tags: Record<string, unknown>[] = JSON.parse(
      execFileSync('exiftool', ['-q', '-json', '-G1', folder], { encoding: 'utf8' }),
    );
    expect(tags).toHaveLength(32);
    for (const one of tags) {
      expect(one).toMatchObject({
        'XMP-dc:Description': words.description,
        'XMP-photoshop:Credit': words.creditLine,
        'XMP-dc:Creator': words.creator,
        'XMP-dc:Rights': words.copyrightNotice,
      });
      expect(
        Object.keys(one).filter((tag) =>
          /^(GPS|ExifIFD|IPTC|IFD0|XMP-exif|XMP-aux)|Make|Model|Serial/i.test(tag),
        ),
      ).toEqual([]);
    }
    rmSync(folder, { recursive: true });
  });
});

describe('a rendition is for', () => {
  it('staff alone while its photo has no live caption', async () => {
    const photoId = await photo(await photoFile('jpeg', 74, 50));
    const draft = await desk.made(photoEditor, 'photo_caption', readyCaption({ photoId }));
    expect((await app.request('GET', `/delivery/v1/photo-captions/${draft.id}`)).status).toBe(404);
    const [row] = await app.database.query<{ hash: string }>(
      'select hash from rendition_set where photo_id = $1',
      [photoId],
    );
    const url = `/delivery/v1/photos/${photoId}/${row?.hash}-small.webp`;
    expect((await get(url)).status).toBe(404);
    const [first] = await staffRenditions(photoId);
    expect((await get(first?.url ?? '')).status).toBe(401);
    expect(await get(first?.url ?? '', photoEditor.token)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/webp', 'cache-control': 'no-store' },
    });
    expect((await get(`/api/v1/photos/${photoId}/renditions/square-small`, photoEditor.token)).status).toBe(
      200,
    );
  });

  it('nobody under a name that no photo has', async () => {
    const photoId = await photo(await photoFile('jpeg', 75, 50));
    const live = await caption(photoId);
    const other = await photo(await photoFile('jpeg', 75, 51));
    const hash = hashOf(one(await renditionsOf(live), 'small'));
    for (const name of [
      'huge.webp',
      'small.gif',
      'small',
      'round-small.webp',
      'whole-small.webp',
      'small.webp.webp',
    ]) {
      expect((await get(`/delivery/v1/photos/${photoId}/${hash}-${name}`)).status).toBe(404);
      if (name !== 'small') {
        expect((await get(`/api/v1/photos/${photoId}/renditions/${name}`, photoEditor.token)).status).toBe(
          404,
        );
      }
    }
    expect((await get(`/delivery/v1/photos/${other}/${hash}-small.webp`)).status).toBe(404);
    expect((await get(`/delivery/v1/photos/${photoId}/${'0'.repeat(32)}-small.webp`)).status).toBe(404);
    expect((await get(`/delivery/v1/photos/${photoId}/..%2f..%2foriginals`)).status).toBe(404);
    expect((await get(`/delivery/v1/photos/x/${hash}-small.webp`)).status).toBe(404);
    expect((await get(`/delivery/v1/photos/${photoId}/${hash}-small.webp?v=1`)).status).toBe(400);
  });

  it('nobody any more once its caption is withdrawn or killed', async () => {
    const withdrawn = await caption(await photo(await photoFile('jpeg', 76, 50)));
    const killed = await caption(await photo(await photoFile('jpeg', 77, 50)));
    const [a] = await renditionsOf(withdrawn);
    const [b] = await renditionsOf(killed);
    expect((await get(a?.url ?? '')).status).toBe(200);
    await desk.done(photoEditor, withdrawn.id, 'unpublish', { type: 'gone', reason: 'The wire asked' });
    await desk.done(managing, killed.id, 'kill', {
      reason: 'Wrong person',
      notice: 'Withdrawn by the desk.',
    });
    expect(await problem(a?.url)).toMatchObject({ status: 410, code: 'withdrawn', notice: null });
    expect(await problem(b?.url)).toMatchObject({
      status: 410,
      code: 'killed',
      notice: 'Withdrawn by the desk.',
      'cache-control': 'no-store',
    });
    await desk.done(photoEditor, withdrawn.id, 'republish');
    expect((await get(a?.url ?? '')).status).toBe(200);
  });

  it('nobody while an embargo stands', async () => {
    const live = await caption(await photo(await photoFile('jpeg', 78, 50)));
    const [first] = await renditionsOf(live);
    await desk.done(photoEditor, live.id, 'unpublish', { type: 'gone', reason: 'Too early' });
    expect((await desk.embargo(managing, live.id, null)).status).toBe(200);
    expect((await get(first?.url ?? '')).status).toBe(404);
  });

  it('nobody when the rights have ended, until somebody answers for that end, by caption or story', async () => {
    const photoId = await photo(await photoFile('jpeg', 79, 50));
    const live = await caption(photoId);
    const small = async (): Promise<string> => one(await renditionsOf(live), 'small').url;
    const answered = { overrideRights: 'Agreed by telephone.' };
    for (const [ended, answer] of [
      // Before the caption went out, as the desk may only have heard of later.
      [
        '2020-01-01T00:00:00.000Z',
        async () => desk.republished(managing, live, { creditLine: 'AP' }, answered),
      ],
      [
        '2021-01-01T00:00:00.000Z',
        async () => {
          const placing = readyArticle(sectionId, { leadPhoto: { photoCaptionId: live.id } });
          const { id } = await desk.made(managing, 'article', placing);
          await desk.done(managing, id, 'publish', answered);
        },
      ],
    ] as const) {
      await rightsOf(app, photoEditor, photoId, { validUntil: ended });
      expect(await problem(await small())).toMatchObject({
        status: 410,
        code: 'withdrawn',
        notice: null,
        at: ended,
      });
      await answer();
      expect((await get(await small())).status).toBe(200);
    }
  });

  it('as long as its caption shows the photo', async () => {
    const live = await caption(await photo(await photoFile('jpeg', 81, 50)));
    const [first] = await renditionsOf(live);
    await desk.republished(photoEditor, live, { photoId: await photo(await photoFile('jpeg', 81, 51)) });
    expect((await get(first?.url ?? '')).status).toBe(404);
  });

  async function problem(url = ''): Promise<object> {
    const { status, headers, bytes } = await get(url);
    return { status, ...JSON.parse(bytes.toString()), 'cache-control': headers['cache-control'] };
  }
});

describe('the store of renditions', () => {
  it('is swept of what nobody gets any more, and makes again what was removed too much', async () => {
    const live = await caption(await photo(await photoFile('jpeg', 83, 50)));
    const [old] = await renditionsOf(live);
    if (!old) throw new Error('No renditions');
    await becomes(async () => filesInStore(hashOf(old)), 32);
    await desk.republished(photoEditor, live, { description: 'Ferries at rest.' });
    const [current] = await renditionsOf(live);
    if (!current) throw new Error('No renditions');
    await becomes(async () => filesInStore(hashOf(current)), 32);
    const sweep = app.app.get(PhotoSweep, { strict: false });
    expect((await sweep.runOnce()).renditions).toBe(0);
    expect((await sweep.runOnce(new Date(Date.now() + 2 * HOUR_MS))).renditions).toBeGreaterThanOrEqual(32);
    expect(await filesInStore(hashOf(old))).toBe(0);
    expect(await filesInStore(hashOf(current))).toBe(32);
    await desk.done(photoEditor, live.id, 'unpublish', { type: 'gone', reason: 'The wire asked' });
    await sweep.runOnce(new Date(Date.now() + 2 * HOUR_MS));
    expect(await filesInStore(hashOf(current))).toBe(0);
    await desk.done(photoEditor, live.id, 'republish');
    expect((await get(current.url)).status).toBe(200);
  });

  it('that has lost an original answers with 503', async () => {
    const live = await desk.live(photoEditor, 'photo_caption', readyCaption());
    const [first] = await renditionsOf(live);
    expect(await get(first?.url ?? '')).toMatchObject({
      status: 503,
      headers: { 'retry-after': expect.any(String), 'cache-control': 'no-store' },
    });
  });
});

describe('readers are shown', () => {
  it('a placed photo with its pictures, in each place where it can stand', async () => {
    const live = await caption(await photo(await photoFile('jpeg', 1500, 1000)));
    const inBody = { id: 'p1', photoCaptionId: live.id, crop: 'portrait' };
    const story = await desk.live(
      managing,
      'article',
      readyArticle(sectionId, {
        leadPhoto: { photoCaptionId: live.id },
        gallery: [{ photoCaptionId: live.id, crop: 'landscape' }],
        body: { type: 'doc', content: [{ type: 'photo', attrs: inBody }] },
      }),
    );
    const { body } = await app.request<{
      leadPhoto: { renditions: Rendition[] };
      gallery: { renditions: Rendition[] }[];
      body: { content: { attrs: { renditions: Rendition[]; credit: string } }[] };
      bodyHtml: string;
    }>('GET', `/delivery/v1/articles/${story.slug}`);
    const sizes = (renditions: Rendition[] = []): string =>
      renditions
        .flatMap(({ width, height, mediaType }) => (mediaType === 'image/webp' ? `${width}×${height}` : []))
        .join(' ');
    expect(sizes(body.leadPhoto.renditions)).toBe('320×213 640×427 1280×853 1500×1000');
    expect(sizes(body.gallery[0]?.renditions)).toBe('320×180 640×360 1280×720 1500×844');
    expect(sizes(body.body.content[0]?.attrs.renditions)).toBe('256×320 512×640 800×1000 800×1000');
    expect(body.body.content[0]?.attrs.credit).toBe('— Photo by Reuters');
    const links = body.bodyHtml.match(/http[^ "]+/g) ?? [];
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) expect((await get(link)).status).toBe(200);
    // What was read can be sent back: pictures are made of the placement, and are no words of it.
    const saved = await desk.save(managing, story, { bodyHtml: body.bodyHtml });
    expect(saved).toMatchObject({ status: 200, body: { warnings: [] } });
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostileFiles } from '../corpus/photos/hostile.js';
import { FORMATS, photoFile, picture } from '../corpus/photos/pictures.js';
import { filesOf, type PhotoAnswer, upload } from '../factories/photos.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';
import { Description } from '../harness/described.js';
import { multipart, type Part } from '../harness/multipart.js';

const MAX_BYTES = 200_000;
const dataDir = mkdtempSync(join(tmpdir(), 'copydesk-photos-'));
const description = new Description();

let app: TestApp;
let desk: SignedIn;

beforeAll(async () => {
  app = await startApp({ dataDir, photoMaxBytes: MAX_BYTES });
  desk = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function sent(content: Buffer, filename?: string | Buffer): Promise<Answer<PhotoAnswer>> {
  const answer = await upload(app, desk.token, content, filename);
  expect(description.faults('POST', '/api/v1/photos', answer)).toEqual([]);
  return answer;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a photo', () => {
  it.each(FORMATS)('is a %s by decoding, whatever its name says', async (format) => {
    const bytes = await photoFile(format);
    const { status, headers, body } = await sent(bytes, 'page.html');
    expect(body).toMatchObject({
      filename: 'page.html',
      mediaType: `image/${format}`,
      width: 60,
      height: 40,
      bytes: bytes.length,
      sha256: sha256(bytes),
      focalPoint: null,
      rights: { validFrom: null, validUntil: null, mandatoryCredit: false, note: null },
      renditions: expect.arrayContaining([expect.objectContaining({ name: 'square-large' })]),
    });
    expect([status, headers['etag'], headers['location']]).toEqual([
      201,
      '"1"',
      `http://copydesk.test/api/v1/photos/${body.id}`,
    ]);
    const read = await app.request('GET', `/api/v1/photos/${body.id}`, { token: desk.token });
    expect(read).toMatchObject({ status: 200, body, headers: { etag: '"1"' } });
    expect(filesOf(dataDir).originals).toContain(body.sha256);
  });

  it('has the size that its orientation shows', async () => {
    const bytes = await picture(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await sent(bytes)).body).toMatchObject({ width: 40, height: 60 });
  });
});

describe('a hostile file', () => {
  it('is refused with its code, and nothing stays on the disk', async () => {
    const before = filesOf(dataDir);
    const wrong: unknown[] = [];
    for (const { what, bytes, status, code } of await hostileFiles()) {
      const answer = await sent(bytes);
      if (answer.status !== status || answer.body.code !== code)
        wrong.push([what, answer.status, answer.text]);
    }
    expect(wrong).toEqual([]);
    expect(filesOf(dataDir)).toEqual(before);
  });
});

describe('an upload', () => {
  /** What the answer says of the members that are wrong. */
  async function faults(...parts: Part[]): Promise<string[]> {
    const { status, body } = await app.request<{
      errors?: { pointer: string; code: string }[];
      code: string;
    }>('POST', '/api/v1/photos', { token: desk.token, ...multipart(...parts) });
    return [
      `${status} ${body.code}`,
      ...(body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`),
    ];
  }

  it('has one file, and that alone', async () => {
    const content = await photoFile();
    const file = { filename: 'a.jpg', content };
    expect(await faults()).toEqual(['400 validation_failed', '/file required']);
    expect(await faults({ content: 'text' })).toEqual(['400 validation_failed', '/file is_file']);
    expect(await faults(file, { ...file, content: await photoFile() })).toEqual([
      '400 validation_failed',
      '/file one_file',
    ]);
    for (const name of ['photo', 'constructor_', 'file[0]']) {
      expect(await faults({ ...file, name })).toEqual(['400 validation_failed', `/${name} unknown_member`]);
      expect(await faults(file, { name, content: 'x' })).toEqual([
        '400 validation_failed',
        `/${name} unknown_member`,
      ]);
    }
    expect(await faults({ name: '__proto__', content: 'x' })).toEqual(['400 bad_request']);
    expect(await faults(file, { name: 'data', content: '{' })).toEqual([
      '400 validation_failed',
      '/data unknown_member',
    ]);
    expect(filesOf(dataDir).incoming).toEqual([]);
    expect(filesOf(dataDir).originals).not.toContain(sha256(content));
  });

  it('is multipart, well-formed and whole', async () => {
    const { body, headers } = multipart({ filename: 'a.jpg', content: await photoFile() });
    const codes: string[] = [];
    for (const [type, payload] of [
      ['application/json', '{}'],
      ['application/json', '{"file":"a.jpg"}'],
      ['image/jpeg', body],
      ['multipart/mixed; boundary=x', body],
      ['multipart/form-data', body],
      ['multipart/form-data; boundary=another', body],
      [headers['content-type'], body.subarray(0, body.length / 2)],
      [headers['content-type'], ''],
    ] as const) {
      const answer = await app.request<PhotoAnswer>('POST', '/api/v1/photos', {
        token: desk.token,
        body: payload,
        headers: { 'content-type': type },
      });
      expect(description.faults('POST', '/api/v1/photos', answer)).toEqual([]);
      codes.push(`${answer.status} ${answer.body.code}`);
    }
    expect(codes).toEqual([
      '415 unsupported_media_type',
      '415 unsupported_media_type',
      '415 unsupported_media_type',
      '415 unsupported_media_type',
      '400 bad_request',
      '400 bad_request',
      '400 bad_request',
      // Without a body there is no type of it.
      '415 unsupported_media_type',
    ]);
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it('is taken by no other route', async () => {
    const form = multipart({ name: 'name', content: 'A' });
    const answer = await app.request('POST', '/api/v1/authors', { token: desk.token, ...form });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it('needs the permission, and is not read without', async () => {
    const content = await photoFile();
    const form = multipart({ filename: 'a.jpg', content });
    expect(await app.request('POST', '/api/v1/photos', form)).toMatchObject({ status: 401 });
    for (const role of ['legal', 'admin']) {
      const { token } = await signedIn(app, { roles: [{ role }] });
      expect(await upload(app, token, content)).toMatchObject({
        status: 403,
        body: { code: 'forbidden', permission: 'photo.upload' },
      });
    }
    for (const role of ['reporter', 'copy_editor', 'section_editor', 'managing_editor']) {
      const { token } = await signedIn(app, { roles: [{ role }] });
      expect([200, 201]).toContain((await upload(app, token, content)).status);
    }
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it('is refused where the file is too large, at the limit to the byte', async () => {
    const jpeg = await photoFile();
    const filled = (bytes: number): Buffer => Buffer.concat([jpeg, Buffer.alloc(bytes - jpeg.length)]);
    expect(await sent(filled(MAX_BYTES))).toMatchObject({ status: 201, body: { bytes: MAX_BYTES } });
    expect(await sent(filled(MAX_BYTES + 1))).toMatchObject({
      status: 413,
      body: { code: 'payload_too_large' },
    });
    expect(await sent(filled(MAX_BYTES * 20))).toMatchObject({ status: 413 });
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it('of a file that is here already is answered with its photo, in which nothing changes', async () => {
    const bytes = await photoFile();
    const first = await sent(bytes, 'first.jpg');
    const url = `/api/v1/photos/${first.body.id}`;
    const focalPoint = { x: 0.25, y: 1 };
    const set = await app.request('PATCH', url, { token: desk.token, ifMatch: '"1"', body: { focalPoint } });
    const again = await sent(bytes, 'second.jpg');
    expect(again).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(again.headers['location']).toBeUndefined();
    expect(again.body).toEqual(set.body);
    expect(again.body).toMatchObject({ id: first.body.id, filename: 'first.jpg', focalPoint });
  });

  it('of one file by many at once makes one photo', async () => {
    const bytes = await photoFile();
    const answers = await Promise.all(Array.from({ length: 8 }, async () => sent(bytes)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(filesOf(dataDir).incoming).toEqual([]);
  });

  it.each([
    ['the name of a folder in it', '../../etc/cron.d/photo.jpg', 'photo.jpg'],
    ['another system’s folders', String.raw`C:\fakepath\photo.jpg`, 'photo.jpg'],
    ['4 KB', `${'ä'.repeat(2000)}.jpg`, `${'ä'.repeat(195)}….jpg`],
    ['marks that turn it round', 'photo\u202egpj.exe', 'photogpj.exe'],
    ['NUL', 'photo\0.html.jpg', 'photo.html.jpg'],
    ['nothing but dots', '..', 'photo'],
    ['nothing', '', 'photo'],
    ['a tab and an escape', 'a\tb\u001b[31m.jpg', 'ab[31m.jpg'],
    ['words of another alphabet', 'فوٹو‌گراف ۱.jpg', 'فوٹو‌گراف ۱.jpg'],
  ])('may have %s for a name', async (_what, filename, shown) => {
    const { status, body } = await sent(await photoFile(), filename);
    expect([status, body.filename]).toEqual([201, shown]);
    expect(filesOf(dataDir).originals).toContain(body.sha256);
  });

  it('may have bytes for a name that are no text', async () => {
    const { status, body } = await sent(await photoFile(), Buffer.from([0x61, 0xff, 0xfe, 0x62]));
    expect(status).toBe(201);
    expect(body.filename.isWellFormed()).toBe(true);
  });
});

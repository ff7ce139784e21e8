import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readPhotoMetadata } from '../../src/photos/metadata/read-photo-metadata.js';
import { byExifTool, type Tags, WRITTEN, type Written } from '../corpus/photo-metadata/exiftool.js';

/** ExifTool is by other people, and knows every way in which metadata is written. */
const exifTool = spawnSync('exiftool', ['-ver'], { encoding: 'utf8' });
const isInstalled = exifTool.status === 0;
if (!isInstalled) {
  console.warn(
    'SKIPPED: metadata is not compared with ExifTool, which is not installed (Debian: libimage-exiftool-perl).',
  );
}
const withExifTool = isInstalled ? describe : describe.skip;

withExifTool('metadata that ExifTool wrote', () => {
  let folder: string;
  let read: Map<string, Tags>;
  const fileOf = (block: string, format: string): string => join(folder, `${block}.${format}`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copydesk-exiftool-'));
    const image = sharp({ create: { width: 16, height: 16, channels: 3, background: '#246' } });
    for (const [block, { formats, options }] of Object.entries(WRITTEN)) {
      const files = formats.map((format) => fileOf(block, format));
      for (const [index, format] of formats.entries()) {
        await image
          .clone()
          .toFormat(format)
          .toFile(files[index] ?? '');
      }
      execFileSync('exiftool', ['-q', '-m', '-overwrite_original', ...options, ...files]);
    }
    const json = execFileSync('exiftool', ['-q', '-json', '-G1', '-struct', folder], { encoding: 'utf8' });
    read = new Map((JSON.parse(json) as Tags[]).map((tags) => [String(tags['SourceFile']), tags]));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const cases = Object.entries(WRITTEN).flatMap(([block, { formats }]) =>
    formats.map((format) => [block as Written, format] as const),
  );
  it.each(cases)('is read as ExifTool reads it: %s in %s', async (block, format) => {
    const file = fileOf(block, format);
    const expected = byExifTool(block, read.get(file) ?? {});
    expect(Object.values(expected)).not.toContain(null);
    const { metadata, conflicts, faults } = await readPhotoMetadata(readFileSync(file));
    expect(metadata).toMatchObject(expected);
    expect([conflicts, faults]).toEqual([[], []]);
  });
});

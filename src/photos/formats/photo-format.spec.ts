import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { checkedFormat } from './photo-format.js';

const folder = mkdtempSync(join(tmpdir(), 'copydesk-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The least that has the build of a JPEG: a scan, with a marker in it that stands alone. */
const JPEG = Buffer.from('ffd8ffda000401ff01ffd002ff00ffffd9', 'hex');

async function formatOf(...parts: (Buffer | string)[]): Promise<string> {
  const path = join(folder, 'file');
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part))));
  return checkedFormat(path).catch((error: { code: string }) => error.code);
}

function bigEndian(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
}

describe('a JPEG', () => {
  it('may have behind it what cameras and newsrooms put there', async () => {
    const zeros = Buffer.alloc(600_000);
    const photoMechanic = Buffer.concat([Buffer.from('sorted'), bigEndian(6), Buffer.from('cbipcbbl')]);
    const fotoStation = Buffer.concat([
      Buffer.from('kept'),
      Buffer.from('0001', 'hex'),
      bigEndian(14, 0xa1b2c3d4),
    ]);
    // A note, then a directory of one entry that lies 4 bytes before it.
    const directory = '534546486b000000010000000000010a0400000004000000';
    const samsung = Buffer.concat([Buffer.from('note'), Buffer.from(`${directory}1800000053454654`, 'hex')]);
    for (const behind of [[], [zeros], [JPEG, zeros, JPEG], [photoMechanic], [fotoStation], [samsung]]) {
      expect(await formatOf(JPEG, ...behind)).toBe('image/jpeg');
    }
    expect(await formatOf(JPEG, JPEG, photoMechanic, samsung)).toBe('image/jpeg');
  });

  it('has nothing else behind it', async () => {
    const mark = Buffer.concat([bigEndian(3), Buffer.from('cbipcbbl')]);
    for (const behind of [
      '<html>',
      '\n',
      'cbipcbbl',
      Buffer.concat([Buffer.from('<html>'), mark]),
      mark.subarray(4),
    ]) {
      expect(await formatOf(JPEG, behind)).toBe('polyglot_photo');
    }
    expect(await formatOf(...Array.from({ length: 100 }, () => JPEG))).toBe('polyglot_photo');
  });

  it('with note upon note behind it is not walked through all of them', async () => {
    const notes = (count: number): Buffer =>
      Buffer.alloc(12 * count, Buffer.concat([bigEndian(0), Buffer.from('cbipcbbl')]));
    expect(await formatOf(JPEG, notes(50))).toBe('image/jpeg');
    expect(await formatOf(JPEG, notes(51))).toBe('polyglot_photo');
  });

  it('ends where its last marker says, and not before', async () => {
    for (let length = 3; length < JPEG.length; length += 1) {
      expect([length, await formatOf(JPEG.subarray(0, length))]).toEqual([length, 'broken_photo']);
    }
    expect(await formatOf(JPEG, JPEG.subarray(0, -1))).toBe('broken_photo');
  });

  it('of nothing but segments is not walked to its end', async () => {
    const segments = Buffer.alloc(4 * 100_000, Buffer.from('ffe00002', 'hex'));
    expect(await formatOf(JPEG.subarray(0, 2), segments, JPEG.subarray(2))).toBe('broken_photo');
  });
});

describe('a TIFF', () => {
  /** A directory with one entry, and where the next one is. */
  function tiff(tag: number, value: number, next = 0): Buffer {
    const bytes = Buffer.alloc(26);
    bytes.write('MM\0*', 'latin1');
    bytes.writeUInt32BE(8, 4);
    bytes.writeUInt16BE(1, 8);
    bytes.writeUInt16BE(tag, 10);
    bytes.writeUInt16BE(4, 12);
    bytes.writeUInt32BE(1, 14);
    bytes.writeUInt32BE(value, 18);
    bytes.writeUInt32BE(next, 22);
    return bytes;
  }

  it('is one picture, and no camera’s raw file', async () => {
    expect(await formatOf(tiff(256, 100))).toBe('image/tiff');
    expect(await formatOf(tiff(254, 0))).toBe('image/tiff');
    expect(await formatOf(tiff(254, 1))).toBe('unsupported_photo');
    expect(await formatOf(tiff(50_706, 0x01040000))).toBe('unsupported_photo');
    expect(await formatOf(tiff(256, 100, 8))).toBe('animated_photo');
    expect(await formatOf(tiff(256, 100).subarray(0, 20))).toBe('broken_photo');
  });
});

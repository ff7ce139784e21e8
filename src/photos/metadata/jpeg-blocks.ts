import type { MetadataBlocks } from './metadata-blocks.js';
import { iimOfPhotoshop } from './photoshop-resources.js';

const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';

const APP1 = 0xe1;
const APP13 = 0xed;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const GUID_LENGTH = 32;
const HAS_EXTENDED = /HasExtendedXMP(?:\s*=\s*["']|\s*>\s*)([0-9A-F]{32})/i;

/**
 * The metadata blocks of a JPEG: of APP1 and of APP13, which may each go on over several segments of 64 kB (XMP
 * Specification Part 3, 1.1.3.1; Adobe Photoshop File Formats Specification). libvips gives out the first segment
 * only, and so half a caption of the long kind.
 */
export function jpegBlocks(file: Buffer, maxXmpBytes: number): MetadataBlocks {
  const photoshop: Buffer[] = [];
  const extensions: Buffer[] = [];
  let exif: Buffer | null = null;
  let xmp: Buffer | null = null;
  for (const { marker, body } of segments(file)) {
    if (marker === APP13) photoshop.push(...after(body, PHOTOSHOP));
    if (marker !== APP1) continue;
    exif ??= after(body, EXIF)[0] ?? null;
    xmp ??= after(body, XMP)[0] ?? null;
    extensions.push(...after(body, EXTENDED_XMP));
  }
  const extended = xmp === null ? null : extendedXmp(xmp, extensions, maxXmpBytes);
  return {
    xmp: [xmp, extended].filter((block) => block !== null),
    iim: iimOfPhotoshop(Buffer.concat(photoshop)),
    exif,
  };
}

function* segments(file: Buffer): Generator<{ marker: number; body: Buffer }> {
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) return;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = file.readUInt16BE(at + 2);
    if (length < 2) return;
    yield { marker, body: file.subarray(at + 4, at + 2 + length) };
    at += 2 + length;
  }
}

/** What follows the name at the beginning of a segment; nothing where it has another name. */
function after(body: Buffer, name: string): Buffer[] {
  return body.toString('latin1', 0, name.length) === name ? [body.subarray(name.length)] : [];
}

/** The rest of the packet, which the packet itself names by a GUID: as far as its pieces join. */
function extendedXmp(packet: Buffer, pieces: Buffer[], maxBytes: number): Buffer | null {
  const guid = HAS_EXTENDED.exec(packet.toString('latin1'))?.[1]?.toUpperCase();
  if (guid === undefined) return null;
  const offset = (piece: Buffer): number => piece.readUInt32BE(GUID_LENGTH + 4);
  const own = pieces
    .filter((piece) => piece.length > GUID_LENGTH + 8)
    .filter((piece) => piece.toString('latin1', 0, GUID_LENGTH).toUpperCase() === guid)
    .sort((one, other) => offset(one) - offset(other));
  const joined: Buffer[] = [];
  let length = 0;
  for (const piece of own) {
    if (offset(piece) !== length || length > maxBytes) break;
    joined.push(piece.subarray(GUID_LENGTH + 8));
    length += piece.length - GUID_LENGTH - 8;
  }
  return length === 0 ? null : Buffer.concat(joined);
}

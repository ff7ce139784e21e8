import sharp from 'sharp';

/** What to write into a JPEG. */
export interface JpegBlocks {
  xmp?: string | Buffer;
  /** The rest of a packet that names it by this GUID. */
  extendedXmp?: { guid: string; packet: Buffer };
  /** Photoshop's image resources. */
  photoshop?: Buffer;
  exif?: Buffer;
}

const MOST_IN_A_SEGMENT = 65_000;
const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
  .jpeg()
  .toBuffer();

/** A small JPEG with metadata, split over segments where it is longer than one of them can be. */
export async function jpeg({ xmp, extendedXmp, photoshop, exif }: JpegBlocks): Promise<Buffer> {
  const image = await plain;
  const segments: Buffer[] = [];
  if (exif !== undefined) segments.push(segment(0xe1, 'Exif\0\0', exif));
  if (xmp !== undefined) segments.push(segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmp)));
  for (const [at, piece] of pieces(extendedXmp?.packet)) {
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32BE(extendedXmp?.packet.length ?? 0);
    numbers.writeUInt32BE(at, 4);
    const head = Buffer.concat([Buffer.from(extendedXmp?.guid ?? ''), numbers]);
    segments.push(segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', Buffer.concat([head, piece])));
  }
  for (const [, piece] of pieces(photoshop)) segments.push(segment(0xed, 'Photoshop 3.0\0', piece));
  return Buffer.concat([image.subarray(0, 2), ...segments, image.subarray(2)]);
}

function pieces(bytes: Buffer = Buffer.alloc(0)): [number, Buffer][] {
  const count = Math.ceil(bytes.length / MOST_IN_A_SEGMENT);
  return Array.from({ length: count }, (_, index) => {
    const at = index * MOST_IN_A_SEGMENT;
    return [at, bytes.subarray(at, at + MOST_IN_A_SEGMENT)];
  });
}

function segment(marker: number, name: string, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + name.length + body.length, 2);
  return Buffer.concat([head, Buffer.from(name, 'latin1'), body]);
}

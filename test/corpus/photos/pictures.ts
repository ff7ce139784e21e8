import sharp, { type Sharp } from 'sharp';

/** What is on the picture does not matter, but that its bytes fill a file, and differ from the last one's. */
let made = 0;

export const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const;
export type Format = (typeof FORMATS)[number];

/** Noise: nothing makes it small. */
export function noise(width: number, height: number, channels = 3): Buffer {
  made += 1;
  let state = made * 2_654_435_761;
  return Buffer.from(
    Array.from({ length: width * height * channels }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    }),
  );
}

/** A picture of noise, to be written in any format. */
export function picture(width = 60, height = 40): Sharp {
  return sharp(noise(width, height), { raw: { width, height, channels: 3 } });
}

/** The file of a picture that no other has. */
export async function photoFile(format: Format = 'jpeg', width = 60, height = 40): Promise<Buffer> {
  const drawn = picture(width, height);
  if (format === 'avif') return drawn.avif({ effort: 0 }).toBuffer();
  return drawn.toFormat(format).toBuffer();
}

/** The JPEG with a comment behind its first marker: the same picture in another file. */
export function withComment(jpeg: Buffer, comment: Buffer | string): Buffer {
  const text = Buffer.from(comment);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
/** A large JPEG that has to be decoded in earnest: about 3 bytes for each pixel. */
export async function largeJpeg(width: number, height: number): Promise<Buffer> {
  // Drawing noise takes far longer than repeating it, and no picture is the smaller for it.
  const grain = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const piece = { width: Math.min(width, 500), height: Math.min(height, 400), channels: 3 } as const;
  const input = await sharp({ create: { ...piece, background: '#888', noise: grain } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#888' } })
    .composite([{ input, tile: true }])
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

import { Canvas } from './canvas.js';
import type { Scene } from './scenes.js';

/** What is written into a file: XMP as a packet, and EXIF by the names of its tags. */
export interface PictureMetadata {
  xmp: string;
  exif: { IFD0: Record<string, string>; IFD2?: Record<string, string> };
}

/** Draws the scene and gives it as the bytes of a JPEG with metadata in it, as a wire sends them. */
export async function drawPicture(scene: Scene, { xmp, exif }: PictureMetadata): Promise<Buffer> {
  const canvas = new Canvas();
  canvas.gradient(...scene.sky);
  let seed = 7;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (const shape of scene.shapes) shape(canvas, random);
  const { default: sharp } = await import('sharp');
  const { width, height, pixels } = canvas;
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif(exif)
    .withXmp(xmp)
    .jpeg({ quality: 82 })
    .toBuffer();
}

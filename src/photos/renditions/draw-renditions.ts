import type { Sharp } from 'sharp';
import { imaging, MAX_PIXELS } from '../imaging.js';
import { areaOf, type Frame, type View } from './crops.js';
import { type Extension, type RenditionName, sizeOf } from './rendition-names.js';

/** A picture that was made, whole. */
export interface DrawnRendition {
  name: RenditionName;
  bytes: Buffer;
}

const WHITE = '#ffffff';

const ENCODERS: Readonly<Record<Extension, (picture: Sharp) => Sharp>> = {
  avif: (picture) => picture.avif({ quality: 55, effort: 3 }),
  webp: (picture) => picture.webp({ quality: 80 }),
  // JPEG has no transparency: what shines through is white, as on paper.
  jpg: (picture) => picture.flatten({ background: WHITE }).jpeg({ quality: 82, progressive: true }),
};

/**
 * Makes renditions of one view from the file of an original, which is decoded once for all of them. Colours become those
 * of sRGB, the picture stands upright, and of what the file said nothing goes along but the given packet of XMP: no
 * position, no device.
 */
export async function* drawRenditions(
  original: string,
  photo: Frame,
  view: View,
  names: readonly RenditionName[],
  xmp: string,
): AsyncGenerator<DrawnRendition> {
  const sharp = await imaging();
  const largest = sizeOf(photo, { view, size: 'large', extension: 'webp' });
  const { data, info } = await sharp(original, { failOn: 'error', limitInputPixels: MAX_PIXELS })
    .autoOrient()
    .extract(areaOf(photo, view))
    .resize(largest.width, largest.height, { fit: 'fill' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (const name of names) {
    const size = sizeOf(photo, name);
    const resized = sharp(data, { raw: { width, height, channels } }).resize(size.width, size.height, {
      fit: 'fill',
    });
    yield { name, bytes: await ENCODERS[name.extension](resized).withXmp(xmp).toBuffer() };
  }
}

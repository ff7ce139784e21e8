import { DomainError } from '../../errors.js';
import { checkAvif } from './avif.js';
import { FileBytes } from './file-bytes.js';
import { checkJpeg, jpegPictureStart } from './jpeg.js';
import { checkForOtherFormats } from './other-formats.js';
import { checkPng, pngPictureStart } from './png.js';
import { checkTiff } from './tiff.js';
import { checkWebp } from './webp.js';

export const PHOTO_MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/tiff',
] as const;
export type PhotoMediaType = (typeof PHOTO_MEDIA_TYPES)[number];

interface PhotoFormat {
  mediaType: PhotoMediaType;
  /** Of the first sixteen bytes, as Latin-1. */
  begins: RegExp;
  check: (file: FileBytes) => Promise<void>;
  /** Where what is written about the picture has come to its end; without it, that can be anywhere. */
  pictureStart?: (file: FileBytes) => Promise<number>;
}

const FORMATS: readonly PhotoFormat[] = [
  { mediaType: 'image/jpeg', begins: /^\xff\xd8\xff/, check: checkJpeg, pictureStart: jpegPictureStart },
  { mediaType: 'image/png', begins: /^\x89PNG\r\n/, check: checkPng, pictureStart: pngPictureStart },
  { mediaType: 'image/webp', begins: /^RIFF[^]{4}WEBP/, check: checkWebp },
  { mediaType: 'image/avif', begins: /^[^]{4}ftyp/, check: checkAvif },
  { mediaType: 'image/tiff', begins: /^(?:II\*\0|MM\0\*)/, check: checkTiff },
];

/**
 * What the file says it is by its first bytes, once its whole build fits: one picture, whole, and nothing besides.
 * Whether it can be decoded is for the decoder to say. Throws `unsupported_photo`, `broken_photo`, `animated_photo`,
 * `polyglot_photo`.
 */
export async function checkedFormat(path: string): Promise<PhotoMediaType> {
  return FileBytes.of(path, async (file) => {
    const start = (await file.read(0, Math.min(16, file.size))).toString('latin1');
    const format = FORMATS.find(({ begins }) => begins.test(start));
    if (!format) throw new DomainError('unsupported_photo');
    await format.check(file);
    await checkForOtherFormats(file);
    return format.mediaType;
  });
}

/** The part of the file that tells of the picture: as little of it as its format allows, for it goes into memory. */
export async function metadataPart(path: string, mediaType: PhotoMediaType): Promise<Buffer> {
  return FileBytes.of(path, async (file) => {
    const format = FORMATS.find((known) => known.mediaType === mediaType);
    const end = (await format?.pictureStart?.(file)) ?? file.size;
    return file.read(0, end);
  });
}

import { DomainError } from '../../errors.js';
import { checkedFormat, type PhotoMediaType } from '../formats/photo-format.js';
import { animated, broken } from '../formats/refusals.js';
import { imaging, MAX_PIXELS } from '../imaging.js';

/** What decoding has shown of a photo. */
export interface DecodedPhoto {
  mediaType: PhotoMediaType;
  /** Upright, as the file's orientation has it shown. */
  width: number;
  height: number;
}

/** As the decoder calls them. */
const FORMAT_OF: Readonly<Record<PhotoMediaType, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'heif',
  'image/tiff': 'tiff',
};

/** Colours, and one for what shines through: a picture of more is for machines. */
const MOST_CHANNELS = 5;
/** Twenty times what the largest picture takes: a file can be built to take hours. */
const MOST_SECONDS = 60;

/**
 * Decodes the whole picture once and keeps nothing of it: what comes out of this is a photo. Throws what
 * `checkedFormat` does, and `too_many_pixels`.
 */
export async function decodePhoto(path: string): Promise<DecodedPhoto> {
  const mediaType = await checkedFormat(path);
  const sharp = await imaging();
  const picture = sharp(path, { failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true });
  try {
    const { format, compression, pages = 1, channels, autoOrient } = await picture.metadata();
    const isFormat = format === FORMAT_OF[mediaType] && (format !== 'heif' || compression === 'av1');
    if (!isFormat || channels > MOST_CHANNELS) throw new DomainError('unsupported_photo');
    if (pages > 1) throw animated();
    // To very little, so that each part is let go once it is decoded; a part that is not there fails it.
    await picture.timeout({ seconds: MOST_SECONDS }).resize(8, 8, { fit: 'fill' }).raw().toBuffer();
    return { mediaType, width: autoOrient.width, height: autoOrient.height };
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (/pixel limit/i.test(String(error))) {
    return new DomainError(
      'too_many_pixels',
      `The picture has more than ${MAX_PIXELS / 1_000_000} million pixels: send a smaller one.`,
      {},
      { cause: error },
    );
  }
  return broken('it is not what its first bytes say, or is damaged', error);
}

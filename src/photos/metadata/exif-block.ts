import { dateOfExif } from './date-taken.js';
import type { PhotoMetadata } from './photo-metadata.js';
import { decodeText } from './text-encoding.js';
import { readTiffTags } from './tiff-tags.js';

const IMAGE_DESCRIPTION = 0x010e;
const ARTIST = 0x013b;
const COPYRIGHT = 0x8298;
const EXIF_DIRECTORY = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const WANTED = new Set([IMAGE_DESCRIPTION, ARTIST, COPYRIGHT, DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL]);

/** What cameras write for want of a description. */
const CAMERA_WORDS =
  /^(?:(?:olympus|konica minolta|minolta|samsung|kodak)? ?digital (?:still )?camera|sony dsc|dcim|dsc\d*|default|untitled)$/i;

/**
 * What EXIF (CIPA DC-008, with the names of the MWG Guidelines 2.0, section 5) says of the photo; null where the
 * bytes are no EXIF. Its text should be ASCII, and is UTF-8 or Windows-1252 in practice.
 */
export function readExif(block: Buffer): Partial<PhotoMetadata> | null {
  const tags = readTiffTags(block, WANTED, EXIF_DIRECTORY);
  if (tags === null) return null;
  const text = (tag: number): string => decodeText(tags.get(tag) ?? Buffer.alloc(0));
  const first = (tag: number): string => text(tag).split('\0')[0] ?? '';
  const description = first(IMAGE_DESCRIPTION);
  return {
    description: CAMERA_WORDS.test(description.trim()) ? null : description,
    creator: first(ARTIST).split(';'),
    // The photographer's notice and the editor's, with NUL between them.
    copyrightNotice: text(COPYRIGHT)
      .split('\0')
      .filter((notice) => notice.trim() !== '')
      .join('; '),
    dateTaken: dateOfExif(first(DATE_TIME_ORIGINAL), first(OFFSET_TIME_ORIGINAL)),
  };
}

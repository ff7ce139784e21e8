import { jpegBlocks } from './jpeg-blocks.js';
import type { MetadataBlocks } from './metadata-blocks.js';
import { iimOfPhotoshop } from './photoshop-resources.js';
import { readTiffTags } from './tiff-tags.js';

const TIFF_XMP = 700;
const TIFF_IIM = 33_723;
const TIFF_PHOTOSHOP = 34_377;

/** The byte that begins each dataset of IIM. */
const IIM_MARK = 0x1c;

/**
 * Finds the metadata of a JPEG, PNG, WebP, AVIF or TIFF, whatever its name. sharp finds it in PNG, WebP and AVIF,
 * JPEG and TIFF are walked through here: libvips knows only the first of several segments of a JPEG, and no EXIF
 * in a TIFF. Fails with sharp's words where it cannot read the file.
 */
export async function findMetadataBlocks(file: Buffer, maxXmpBytes: number): Promise<MetadataBlocks> {
  if (file[0] === 0xff && file[1] === 0xd8) return jpegBlocks(file, maxXmpBytes);
  const tags = readTiffTags(file, new Set([TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP]));
  if (tags !== null) {
    const [xmp, iim, photoshop] = [TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP].map((tag) => tags.get(tag));
    return {
      xmp: xmp === undefined ? [] : [xmp],
      iim: iim === undefined ? ((photoshop && iimOfPhotoshop(photoshop)) ?? null) : inFileOrder(iim),
      exif: file,
    };
  }
  return sharpBlocks(file);
}

async function sharpBlocks(file: Buffer): Promise<MetadataBlocks> {
  if (!/^(?:\x89PNG|RIFF....WEBP|....ftyp)/s.test(file.toString('latin1', 0, 12))) {
    return { xmp: [], iim: null, exif: null };
  }
  const { default: sharp } = await import('sharp');
  const { xmp, exif, comments = [] } = await sharp(file, { limitInputPixels: false }).metadata();
  // PNG has no place for IIM; ImageMagick's, as hexadecimal text, is what others write as well.
  const profile = comments.find(({ keyword }) => keyword === 'Raw profile type iptc')?.text;
  return {
    xmp: xmp === undefined ? [] : [xmp],
    iim: profile === undefined ? null : iimOfProfile(profile),
    exif: exif === undefined ? null : exif.subarray(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0),
  };
}

/** A profile of ImageMagick: its name and its length in bytes on a line each, then the bytes. */
function iimOfProfile(profile: string): Buffer | null {
  const [, , ...digits] = profile.trim().split('\n');
  const bytes = Buffer.from(digits.join('').replaceAll(/\s/g, ''), 'hex');
  return bytes[0] === IIM_MARK ? bytes : iimOfPhotoshop(bytes);
}

/** Some programs call the block 32-bit numbers and turn each of them round. */
function inFileOrder(iim: Buffer): Buffer {
  if (iim[0] === IIM_MARK || iim[3] !== IIM_MARK || iim.length % 4 !== 0) return iim;
  return Buffer.from(iim).swap32();
}

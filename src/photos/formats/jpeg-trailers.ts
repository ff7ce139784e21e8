import type { FileBytes } from './file-bytes.js';
import { polyglot } from './refusals.js';

/** How long the trailer is that ends here; null where none does. */
type Trailer = (file: FileBytes, end: number) => Promise<number | null>;

/**
 * What known makers leave behind the picture, each with a mark at its very end that says how long it is: Photo Mechanic
 * and FotoStation, which newsrooms sort pictures with, and Samsung's telephones.
 */
const TRAILERS: readonly Trailer[] = [
  async (file, end) => {
    const mark = await lastBytes(file, end, 12);
    return mark?.toString('latin1', 4) === 'cbipcbbl' ? mark.readUInt32BE() + 12 : null;
  },
  async (file, end) => {
    const mark = await lastBytes(file, end, 10);
    return mark?.readUInt32BE(6) === 0xa1b2c3d4 ? mark.readUInt32BE(2) : null;
  },
  async (file, end) => {
    const mark = await lastBytes(file, end, 8);
    return mark?.toString('latin1', 4) === 'SEFT' ? samsungLength(file, end, mark.readUInt32LE()) : null;
  },
];

/** Far more than all of them together leave: a file of nothing else would take minutes to walk, as it is read backwards. */
const MOST_TRAILERS = 50;

/**
 * Where the trailers that are known begin, or the file ends. Throws `polyglot_photo` where there are more than any maker
 * leaves.
 */
export async function jpegTrailerStart(file: FileBytes): Promise<number> {
  let end = file.size;
  for (let trailers = 0; trailers <= MOST_TRAILERS; trailers += 1) {
    const length = await trailerLength(file, end);
    if (length === null) return end;
    end -= length;
  }
  throw polyglot(`There are more than ${MOST_TRAILERS} notes behind the picture`);
}

async function trailerLength(file: FileBytes, end: number): Promise<number | null> {
  for (const trailer of TRAILERS) {
    const length = await trailer(file, end);
    if (length !== null && length > 0 && length <= end) return length;
  }
  return null;
}

/** A directory, before its own length and the mark, says how far before it each entry lies. */
async function samsungLength(file: FileBytes, end: number, directoryLength: number): Promise<number | null> {
  const directory = await lastBytes(file, end - 8, Math.min(directoryLength, 64 * 1024));
  if (directory?.toString('latin1', 0, 4) !== 'SEFH' || directory.length < 12) return null;
  const count = Math.min(directory.readUInt32LE(8), Math.floor((directory.length - 12) / 12));
  const offsets = Array.from({ length: count }, (_, index) => directory.readUInt32LE(12 + index * 12 + 4));
  return Math.max(0, ...offsets) + directory.length + 8;
}

async function lastBytes(file: FileBytes, end: number, length: number): Promise<Buffer | null> {
  return end < length ? null : Buffer.from(await file.read(end - length, length));
}

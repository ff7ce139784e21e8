/** The bytes of the tags that were asked for, by number. */
export type TiffTags = Map<number, Buffer>;

const BYTES_OF_TYPE: Readonly<Record<number, number>> = { 1: 1, 2: 1, 4: 4, 7: 1, 13: 4, 129: 1 };

/** Enough for any camera; a directory that names more is cut there. */
const MAX_ENTRIES = 1_000;

/**
 * Reads tags from the first directory of TIFF bytes (TIFF 6.0, section 2), which are a TIFF file or an EXIF block,
 * and from the directory that `pointer` names there. Bytes outside of the block are never looked at: a tag that
 * points there is left out. Null where this is no TIFF.
 */
export function readTiffTags(block: Buffer, wanted: ReadonlySet<number>, pointer?: number): TiffTags | null {
  const little = block.toString('latin1', 0, 4) === 'II*\0';
  if (!little && block.toString('latin1', 0, 4) !== 'MM\0*') return null;
  const number = (at: number, bytes: 2 | 4): number =>
    at + bytes > block.length ? 0 : little ? block.readUIntLE(at, bytes) : block.readUIntBE(at, bytes);

  const tags: TiffTags = new Map();
  const readDirectory = (start: number): void => {
    const count = Math.min(number(start, 2), MAX_ENTRIES);
    for (let index = 0; index < count; index += 1) {
      const entry = start + 2 + index * 12;
      const tag = number(entry, 2);
      const size = (BYTES_OF_TYPE[number(entry + 2, 2)] ?? 0) * number(entry + 4, 4);
      const from = size <= 4 ? entry + 8 : number(entry + 8, 4);
      if (size === 0 || from + size > block.length || tags.has(tag)) continue;
      if (wanted.has(tag)) tags.set(tag, block.subarray(from, from + size));
    }
  };

  const first = number(4, 4);
  if (first < 8) return tags;
  readDirectory(first);
  if (pointer !== undefined) {
    const directory = pointedAt(pointer);
    if (directory >= 8) readDirectory(directory);
  }
  return tags;

  function pointedAt(tag: number): number {
    const count = Math.min(number(first, 2), MAX_ENTRIES);
    for (let index = 0; index < count; index += 1) {
      const entry = first + 2 + index * 12;
      if (number(entry, 2) === tag) return number(entry + 8, 4);
    }
    return 0;
  }
}

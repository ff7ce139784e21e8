import type { FileBytes } from './file-bytes.js';
import { animated } from './refusals.js';
import { DomainError } from '../../errors.js';

const NEW_SUBFILE_TYPE = 254;
const DNG_VERSION = 50_706;
const ENTRY = 12;

/**
 * Refuses several pages, and what cameras keep raw in the shape of a TIFF, of which only a preview could be shown. Where
 * a TIFF ends nothing tells: it is made of offsets. What lies behind is found by `checkForOtherFormats` alone.
 */
export async function checkTiff(file: FileBytes): Promise<void> {
  const header = await file.read(0, 8);
  const isLittle = header.toString('latin1', 0, 2) === 'II';
  const short = (bytes: Buffer, at: number): number =>
    isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  const long = (bytes: Buffer, at: number): number =>
    isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);

  const at = long(header, 4);
  const count = short(await file.read(at, 2), 0);
  const entries = await file.read(at + 2, count * ENTRY + 4);
  for (let entry = 0; entry < count * ENTRY; entry += ENTRY) {
    const tag = short(entries, entry);
    const isPreview = tag === NEW_SUBFILE_TYPE && (long(entries, entry + 8) & 1) === 1;
    if (isPreview || tag === DNG_VERSION) {
      throw new DomainError(
        'unsupported_photo',
        'The file is a camera’s raw one: send a picture that was made from it.',
      );
    }
  }
  if (long(entries, count * ENTRY) !== 0) throw animated();
}

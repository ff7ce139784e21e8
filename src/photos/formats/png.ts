import type { FileBytes } from './file-bytes.js';
import { animated, polyglot } from './refusals.js';

const SIGNATURE = 8;
/** Length and name before a chunk's data, and the checksum behind. */
const FRAME = 12;

/** Refuses animation (`acTL`, PNG's third edition) and whatever lies behind the last chunk. */
export async function checkPng(file: FileBytes): Promise<void> {
  for (let at = SIGNATURE; ;) {
    const head = await file.read(at, 8);
    const name = head.toString('latin1', 4);
    if (name === 'acTL') throw animated();
    at += head.readUInt32BE() + FRAME;
    if (name === 'IEND') {
      // An end that is cut off in its checksum is a cut-off file.
      if (at <= file.size) await file.read(at - FRAME, FRAME);
      else await file.read(at - 1, 1);
      if (at < file.size) throw polyglot(`There are ${file.size - at} bytes behind the picture`);
      return;
    }
  }
}

/** Where the picture’s first chunk has its data: what is written about it later on is not read. */
export async function pngPictureStart(file: FileBytes): Promise<number> {
  for (let at = SIGNATURE; ;) {
    const head = await file.read(at, 8);
    if (head.toString('latin1', 4) === 'IDAT') return at + 8;
    at += head.readUInt32BE() + FRAME;
  }
}

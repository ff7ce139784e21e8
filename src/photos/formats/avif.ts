import { endsTooEarly, type FileBytes } from './file-bytes.js';
import { animated, polyglot } from './refusals.js';

/** What a still picture's file is made of, on its outermost level (ISO 14496-12 and 23008-12). */
const BOXES: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'idat', 'free', 'skip', 'uuid', 'wide']);

/** Refuses image sequences, a last box that is cut off, and whatever is no box of a still picture. */
export async function checkAvif(file: FileBytes): Promise<void> {
  for (let at = 0; at < file.size;) {
    if (at + 8 > file.size) throw polyglot(`There are ${file.size - at} bytes behind the picture`);
    const head = await file.read(at, 8);
    const name = head.toString('latin1', 4);
    if (name === 'moov' || name === 'moof') throw animated();
    if (!BOXES.has(name)) throw polyglot('There is something behind the picture that belongs to no picture');
    const length = await boxLength(file, at, head.readUInt32BE());
    if (length < 8 || at + length > file.size) throw endsTooEarly();
    at += length;
  }
}

/** A length of 1 is said behind the name, in eight bytes; one of 0 leads to the end of the file. */
async function boxLength(file: FileBytes, at: number, length: number): Promise<number> {
  if (length === 0) return file.size - at;
  return length === 1 ? Number((await file.read(at + 8, 8)).readBigUInt64BE()) : length;
}

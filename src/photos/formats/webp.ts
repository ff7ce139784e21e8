import { endsTooEarly, type FileBytes } from './file-bytes.js';
import { animated, polyglot } from './refusals.js';

const FIRST_CHUNK = 12;

/** Refuses animation, a file that is shorter than it says, and whatever lies behind what it says. */
export async function checkWebp(file: FileBytes): Promise<void> {
  const stated = (await file.read(4, 4)).readUInt32LE();
  const end = 8 + stated + (stated % 2);
  // Some writers leave the last byte out that makes the length even.
  if (file.size < 8 + stated) throw endsTooEarly();
  if (file.size > end) throw polyglot(`There are ${file.size - end} bytes behind the picture`);
  for (let at = FIRST_CHUNK; at + 8 <= file.size;) {
    const head = await file.read(at, 8);
    const name = head.toString('latin1', 0, 4);
    if (name === 'ANIM' || name === 'ANMF') throw animated();
    const length = head.readUInt32LE(4);
    at += 8 + length + (length % 2);
  }
}

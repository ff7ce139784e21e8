import type { FileBytes } from './file-bytes.js';
import { polyglot } from './refusals.js';

/** An archive's directory ends in this, and in a comment of its own choosing: up to 64 KiB. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
/** Readers of PDF look this far for its beginning. */
const PDF_REACH = 1024;

/**
 * Refuses a photo that is an archive or a PDF as well, wherever in it that is hidden: in a comment, or behind the
 * picture. (HTML in it does no harm: no answer of ours lets a browser take a photo's file for a page.)
 */
export async function checkForOtherFormats(file: FileBytes): Promise<void> {
  const start = Buffer.from(await file.read(0, Math.min(PDF_REACH, file.size)));
  if (start.includes('%PDF-')) throw polyglot('The file is a PDF as well');

  const length = Math.min(ZIP_END_LENGTH + LONGEST_COMMENT, file.size);
  const end = await file.read(file.size - length, length);
  for (let at = end.indexOf(ZIP_END); at !== -1; at = end.indexOf(ZIP_END, at + 1)) {
    const isWhole = at + ZIP_END_LENGTH <= end.length;
    // Its comment reaches the end of the file exactly; by chance that is so once in 2^48 places.
    if (isWhole && at + ZIP_END_LENGTH + end.readUInt16LE(at + 20) === end.length) {
      throw polyglot('The file is an archive as well');
    }
  }
}

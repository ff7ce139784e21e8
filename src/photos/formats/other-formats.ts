import type { FileBytes } from './file-bytes.js';
import { polyglot } from './refusals.js';

/** An archive's directory ends in this, and in a comment of its own choosing: up to 64 KiB. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
/** Readers of PDF look this far for its beginning. */
const PDF_REACH = 1024;
/** What makes a page, or a script of a web server, of whatever is around it. By chance it is in no file. */
const PAGE = /<(?:!doctype\s+html|html[\s>]|script[\s>]|\?php\s)/i;
const PAGE_REACH = ZIP_END_LENGTH + LONGEST_COMMENT;

/**
 * Refuses a photo that is an archive, a PDF or a page as well, wherever that is hidden: in a comment, or behind the
 * picture. (A page in the middle of it does no harm: no answer of ours lets a browser take a photo's file for one.)
 */
export async function checkForOtherFormats(file: FileBytes): Promise<void> {
  const length = Math.min(PAGE_REACH, file.size);
  const start = (await file.read(0, length)).toString('latin1');
  if (start.slice(0, PDF_REACH).includes('%PDF-')) throw polyglot('The file is a PDF as well');

  const end = await file.read(file.size - length, length);
  if (PAGE.test(start) || PAGE.test(end.toString('latin1'))) throw polyglot('The file is a page as well');
  for (let at = end.indexOf(ZIP_END); at !== -1; at = end.indexOf(ZIP_END, at + 1)) {
    const isWhole = at + ZIP_END_LENGTH <= end.length;
    // Its comment reaches the end of the file exactly; by chance that is so once in 2^48 places.
    if (isWhole && at + ZIP_END_LENGTH + end.readUInt16LE(at + 20) === end.length) {
      throw polyglot('The file is an archive as well');
    }
  }
}

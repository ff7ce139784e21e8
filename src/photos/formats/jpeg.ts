import { endsTooEarly, type FileBytes, WINDOW } from './file-bytes.js';
import { jpegTrailerStart } from './jpeg-trailers.js';
import { broken, polyglot } from './refusals.js';

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

const ZEROS = Buffer.alloc(WINDOW);

/** Far more than any camera or program writes: a file of nothing else would take long to walk. */
const MOST_SEGMENTS = 10_000;
const MOST_PICTURES = 50;

/**
 * Refuses what lies behind the picture and has no business there. Cameras put further JPEGs behind it (previews, the
 * Multi-Picture Format), programs of newsrooms and telephones notes of their own; zeros fill up. All else makes the file
 * something besides a photo.
 */
export async function checkJpeg(file: FileBytes): Promise<void> {
  const end = await jpegTrailerStart(file);
  let at = await afterZeros(file, await afterPicture(file, 0));
  for (let pictures = 1; at < end; pictures += 1) {
    const start = at + 2 <= end ? await file.read(at, 2) : null;
    if (start?.[0] !== MARKER || start[1] !== START_OF_IMAGE || pictures > MOST_PICTURES) {
      throw polyglot(`There are ${end - at} bytes of something else behind the picture`);
    }
    at = await afterZeros(file, await afterPicture(file, at));
  }
}

/** Where the first scan begins: all that is written about a picture comes before it. */
export async function jpegPictureStart(file: FileBytes): Promise<number> {
  return findMarker(file, 2, START_OF_SCAN);
}

/** Where the JPEG that begins here has ended (ITU T.81, annex B). */
async function afterPicture(file: FileBytes, start: number): Promise<number> {
  return (await findMarker(file, start + 2, END_OF_IMAGE)) + 2;
}

async function findMarker(file: FileBytes, start: number, wanted: number): Promise<number> {
  let at = start;
  for (let segments = 0; segments < MOST_SEGMENTS; segments += 1) {
    at = await nextMarker(file, at);
    const [marker] = await file.read(at + 1, 1);
    if (marker === wanted) return at;
    if (marker === END_OF_IMAGE) throw broken('it has no picture');
    const length = (await file.read(at + 2, 2)).readUInt16BE();
    at += 2 + Math.max(2, length);
  }
  throw broken('it has thousands of segments');
}

/**
 * The next marker that begins a segment or ends the picture, behind entropy-coded data or whatever else lies between:
 * `FF 00` there is a byte, `FF FF` fills up, `FF 01` and `FF D0` … `FF D7` stand alone.
 */
async function nextMarker(file: FileBytes, start: number): Promise<number> {
  for (let at = start; at < file.size;) {
    const bytes = await file.readOn(at);
    let found = bytes.indexOf(MARKER);
    while (found !== -1 && found + 1 < bytes.length) {
      if (beginsSegment(bytes[found + 1])) return at + found;
      found = bytes.indexOf(MARKER, found + 1);
    }
    // One at the very end is read again, with what follows.
    at += found === -1 ? bytes.length : Math.max(found, 1);
  }
  throw endsTooEarly();
}

function beginsSegment(marker = 0): boolean {
  return marker > 0x01 && marker !== MARKER && !(marker >= 0xd0 && marker <= 0xd7);
}

async function afterZeros(file: FileBytes, start: number): Promise<number> {
  for (let at = start; at < file.size;) {
    const bytes = await file.readOn(at);
    // Compared as a whole first: there may be megabytes of them.
    if (!bytes.equals(ZEROS.subarray(0, bytes.length))) return at + bytes.findIndex((byte) => byte !== 0);
    at += bytes.length;
  }
  return file.size;
}

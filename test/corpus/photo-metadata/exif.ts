/** Tags of EXIF by number, each a text in the bytes that it is given in. */
export interface ExifTags {
  ifd0?: Record<number, string | Buffer>;
  exif?: Record<number, string | Buffer>;
}

const EXIF_DIRECTORY = 0x8769;

/** The bytes of an EXIF block, in the order of bytes that is asked for. */
export function exif({ ifd0 = {}, exif = {} }: ExifTags, order: 'II' | 'MM' = 'MM'): Buffer {
  const little = order === 'II';
  const short = (value: number): Buffer =>
    Buffer.from(little ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    if (little) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const texts = Object.entries(ifd0).map(([tag, text]) => ({ tag: Number(tag), bytes: Buffer.from(text) }));
  const inner = Object.entries(exif).map(([tag, text]) => ({ tag: Number(tag), bytes: Buffer.from(text) }));

  const directoryAt = 8;
  const innerAt = directoryAt + 2 + (texts.length + 1) * 12 + 4;
  let dataAt = innerAt + 2 + inner.length * 12 + 4;
  const data: Buffer[] = [];
  const entry = ({ tag, bytes }: { tag: number; bytes: Buffer }): Buffer => {
    const value = Buffer.concat([bytes, Buffer.alloc(1)]);
    const head = [short(tag), short(2), long(value.length)];
    if (value.length <= 4) return Buffer.concat([...head, value, Buffer.alloc(4 - value.length)]);
    data.push(value);
    dataAt += value.length;
    return Buffer.concat([...head, long(dataAt - value.length)]);
  };
  const pointer = Buffer.concat([short(EXIF_DIRECTORY), short(4), long(1), long(innerAt)]);
  const directory = [short(texts.length + 1), ...texts.map(entry), pointer, long(0)];
  return Buffer.concat([
    Buffer.from(little ? 'II*\0' : 'MM\0*', 'latin1'),
    long(directoryAt),
    ...directory,
    short(inner.length),
    ...inner.map(entry),
    long(0),
    ...data,
  ]);
}

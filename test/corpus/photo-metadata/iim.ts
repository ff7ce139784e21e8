/** A dataset of IIM: its record and number, and its bytes (text is written as UTF-8). */
export type Dataset = [record: number, dataset: number, value: string | Buffer];

/** What declares UTF-8. */
export const UTF_8: Dataset = [1, 90, '\x1b%G'];

/** The bytes of an IIM block. */
export function iim(...datasets: Dataset[]): Buffer {
  return Buffer.concat(
    datasets.map(([record, dataset, value]) => {
      const bytes = Buffer.from(value);
      const head = Buffer.from([0x1c, record, dataset, 0, 0]);
      head.writeUInt16BE(bytes.length, 3);
      return Buffer.concat([head, bytes]);
    }),
  );
}

/** Photoshop's image resources, with an IIM block among them. */
export function photoshop(block: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(block.length);
  const other = Buffer.from('8BIM\x03\xed\x03abc\0\0\0\x01x\0', 'latin1');
  const padding = Buffer.alloc(block.length % 2);
  return Buffer.concat([other, Buffer.from('8BIM\x04\x04\0\0', 'latin1'), size, block, padding]);
}

import { dateOfIim } from './date-taken.js';
import { noPhotoMetadata, type PhotoMetadata } from './photo-metadata.js';
import { decodeText } from './text-encoding.js';

const MARK = 0x1c;
const MAX_DATASETS = 20_000;
const RECORD_2 = 0x200;
const CODED_CHARACTER_SET = 0x15a;
/** ISO 2022's escape sequences for UTF-8 are ESC and one of these. */
const UTF_8_DECLARED = /^%(?:G|\/[GHI])/;

/** The most bytes that a dataset can have, by the member that it fills; longer text was cut there. */
export const IIM_LIMITS: Readonly<Partial<Record<string, number>>> = {
  description: 2_000,
  headline: 256,
  creator: 32,
  creditLine: 32,
  source: 32,
  copyrightNotice: 128,
  instructions: 256,
  'place.sublocation': 32,
  'place.city': 32,
  'place.provinceState': 32,
  'place.countryName': 64,
  keywords: 64,
  jobId: 32,
};

/**
 * What IIM (IPTC Information Interchange Model 4.2, record 2) says of the photo, or null where the bytes are none.
 * UTF-8 is read right whether 1:90 (CodedCharacterSet) declares it or not. Datasets behind a broken one are not read.
 */
export function readIim(block: Buffer): Partial<PhotoMetadata> | null {
  const datasets = readDatasets(block);
  if (datasets.size === 0) return null;
  const declared = datasets.get(CODED_CHARACTER_SET)?.[0]?.toString('latin1', 1) ?? '';
  const isUtf8 = UTF_8_DECLARED.test(declared);
  const all = (dataset: number): string[] =>
    (datasets.get(RECORD_2 + dataset) ?? []).map((value) => decodeText(value, isUtf8));
  const first = (dataset: number): string | null => all(dataset)[0] ?? null;
  return {
    description: first(120),
    headline: first(105),
    creator: all(80).flatMap((byline) => byline.split(';')),
    creditLine: first(110),
    source: first(115),
    copyrightNotice: first(116),
    instructions: first(40),
    dateTaken: dateOfIim(first(55) ?? '', first(60) ?? ''),
    place: {
      ...noPhotoMetadata().place,
      city: first(90),
      sublocation: first(92),
      provinceState: first(95),
      countryCode: first(100),
      countryName: first(101),
    },
    keywords: all(25),
    jobId: first(103),
  };
}

/** The values of each dataset, by record and number (0x0278 is 2:120), in the order of the file. */
function readDatasets(block: Buffer): Map<number, Buffer[]> {
  const datasets = new Map<number, Buffer[]>();
  let at = 0;
  for (let count = 0; count < MAX_DATASETS && at + 5 <= block.length && block[at] === MARK; count += 1) {
    const [record, dataset] = [block[at + 1], block[at + 2] ?? 0];
    let size = block.readUInt16BE(at + 3);
    let from = at + 5;
    if (size > 0x7fff) {
      // An extended dataset: this is the number of bytes that its length has.
      const bytes = size & 0x7fff;
      if (bytes === 0 || bytes > 4 || from + bytes > block.length) break;
      size = block.readUIntBE(from, bytes);
      from += bytes;
    }
    if (from + size > block.length) break;
    const key = (record ?? 0) * 0x100 + dataset;
    const values = datasets.get(key) ?? [];
    values.push(block.subarray(from, from + size));
    datasets.set(key, values);
    at = from + size;
  }
  return datasets;
}

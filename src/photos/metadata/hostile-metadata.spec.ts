import { describe, expect, it } from '@jest/globals';
import { exif } from '../../../test/corpus/photo-metadata/exif.js';
import { iim, photoshop } from '../../../test/corpus/photo-metadata/iim.js';
import { jpeg } from '../../../test/corpus/photo-metadata/jpeg.js';
import { alternatives, list, xmp } from '../../../test/corpus/photo-metadata/xmp.js';
import { hasForbiddenCharacters } from '../../text/text-rules.js';
import type { ReadMetadata } from './photo-metadata.js';
import { readPhotoMetadata } from './read-photo-metadata.js';
import { readXmpProperties } from './read-xmp.js';

const HEADLINE = '<photoshop:Headline>Dawn</photoshop:Headline>';
const MAX_BYTES = 4 * 1024 * 1024;

async function read(blocks: Parameters<typeof jpeg>[0]): Promise<ReadMetadata> {
  const read = await readPhotoMetadata(await jpeg(blocks));
  expect(texts(read).filter(hasForbiddenCharacters)).toEqual([]);
  return read;
}

/** All texts in an answer, however deep. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

function codes({ faults }: ReadMetadata): string[] {
  return faults.map(({ where, code }) => `${where} ${code}`);
}

describe('hostile metadata', () => {
  it('expands no entities: a packet with a document type is not read, the other blocks are', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'lol'.repeat(100)}"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const found = await read({
      xmp: bomb + xmp(`<photoshop:Headline>&b;&f;</photoshop:Headline>`),
      exif: exif({ ifd0: { 0x010e: 'Ferries' } }),
    });
    expect(found.metadata).toMatchObject({ headline: null, description: 'Ferries' });
    expect(codes(found)).toEqual(['xmp doctype']);
    const undeclared = await read({ xmp: xmp('<photoshop:Headline>A &b; B & C</photoshop:Headline>') });
    expect(undeclared.metadata.headline).toBe('A &b; B & C');
  });

  it('stores no NUL, no control characters and no half of a surrogate pair', async () => {
    const found = await read({
      xmp: xmp('<photoshop:Headline>A\0B&#0;&#xD800;C&#x1F6A2;\x0b</photoshop:Headline>'),
      photoshop: photoshop(iim([2, 120, 'A\0B\x07\nC'], [2, 110, Buffer.from([0xed, 0xa0, 0x80])])),
    });
    expect(found.metadata).toMatchObject({ headline: 'ABC🚢', description: 'AB\nC', creditLine: 'í €' });
    expect(codes(found)).toEqual(['xmp forbidden_characters']);
  });

  it('cuts what is longer than a photo caption takes, and says so', async () => {
    const found = await read({
      xmp: xmp(alternatives('dc:description', { 'x-default': `${'x'.repeat(4_999)}🚢 and more` })),
      photoshop: photoshop(
        iim(
          ...Array.from({ length: 10_000 }, (_, index): [number, number, string] => [
            2,
            25,
            `keyword ${index}`,
          ]),
        ),
      ),
    });
    expect(found.metadata.description).toBe('x'.repeat(4_999));
    expect(found.metadata.keywords).toHaveLength(250);
    expect(codes(found)).toEqual(['xmp.description cut', 'iim.keywords left_out']);
  });

  it('looks at no more of a text than could be kept', async () => {
    const block = exif({ ifd0: { 0x010e: Buffer.alloc(40_000_000, 'é ') } });
    const tiff = await readPhotoMetadata(block);
    expect(tiff.metadata.description).toHaveLength(4_999);
    expect(codes(tiff)).toEqual(['exif.description cut']);
  });

  it('reads what is complete in a broken packet', async () => {
    const whole = xmp(HEADLINE + alternatives('dc:description', { 'x-default': 'Ferries' }));
    const found = await read({ xmp: whole.slice(0, whole.indexOf('Ferries') + 3) });
    expect(found.metadata).toMatchObject({ headline: 'Dawn', description: null });
    expect(codes(found)).toEqual(['xmp malformed']);
    const crossed = await read({ xmp: xmp(`<dc:title><rdf:Alt></dc:title>${HEADLINE}<x:y/>`) });
    expect(crossed.metadata.headline).toBe('Dawn');
  });

  it('takes no harm from wrong types', async () => {
    const found = await read({
      xmp: xmp(
        '<photoshop:Headline rdf:parseType="Resource"><dc:title>A</dc:title></photoshop:Headline>' +
          '<dc:creator>Jane Doe</dc:creator>' +
          list('photoshop:Credit', ['Reuters', 'AP']) +
          '<photoshop:DateCreated><rdf:Bag/></photoshop:DateCreated>' +
          '<Iptc4xmpExt:LocationCreated>Karachi</Iptc4xmpExt:LocationCreated>' +
          '<Iptc4xmpCore:CountryCode>Pakistan</Iptc4xmpCore:CountryCode>',
      ),
    });
    expect(found.metadata).toMatchObject({
      headline: null,
      creator: ['Jane Doe'],
      creditLine: 'Reuters',
      dateTaken: null,
    });
    expect(codes(found)).toEqual(['xmp.place.countryCode left_out']);
  });

  it.each([
    [
      'ten megabytes of padding',
      Buffer.from(xmp(HEADLINE + `<dc:title>${' '.repeat(10_000_000)}</dc:title>`)),
      'too_large',
    ],
    ['a million levels', Buffer.from(xmp(HEADLINE + '<dc:a>'.repeat(600_000))), 'too_deep'],
    [
      'a million elements',
      Buffer.from(xmp(HEADLINE + `<dc:subject>${'<b/>'.repeat(900_000)}</dc:subject>`)),
      'too_many',
    ],
    ['a million errors', Buffer.from(xmp(HEADLINE + '</b>'.repeat(900_000))), 'too_many_errors'],
    ['NUL and nothing else', Buffer.alloc(4_000_000), 'malformed'],
  ])('takes bounded time: %s', async (_what, packet, code) => {
    const wanted = new Set([
      '{http://ns.adobe.com/photoshop/1.0/}Headline',
      '{http://purl.org/dc/elements/1.1/}subject',
    ]);
    const { properties, faults } = await readXmpProperties(packet, wanted, MAX_BYTES);
    expect([...properties.values()].map(({ text }) => text)).toEqual(code === 'malformed' ? [] : ['Dawn']);
    expect(faults.map((fault) => fault.code)).toEqual(
      expect.arrayContaining(code === 'malformed' ? [] : [code]),
    );
  });

  it('never fails, whatever bytes are changed or cut off', async () => {
    const whole = await jpeg({
      xmp: xmp(HEADLINE),
      photoshop: photoshop(iim([2, 120, 'Ferries'], [2, 25, 'harbour'])),
      exif: exif({ ifd0: { 0x010e: 'Ferries at dawn' }, exif: { 0x9003: '2026:11:24 08:30:00' } }),
    });
    const head = whole.indexOf(Buffer.from([0xff, 0xdb]));
    // The same pseudo-random bytes in every run.
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 400; round += 1) {
      const file = Buffer.from(whole.subarray(0, round % 3 === 0 ? random(head) : whole.length));
      for (let count = 0; count < 4; count += 1) file[2 + random(head)] = random(256);
      expect(texts(await readPhotoMetadata(file)).filter(hasForbiddenCharacters)).toEqual([]);
    }
  });
});

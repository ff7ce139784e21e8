import { describe, expect, it } from '@jest/globals';
import { exif } from '../../../test/corpus/photo-metadata/exif.js';
import { iim, photoshop, UTF_8 } from '../../../test/corpus/photo-metadata/iim.js';
import { jpeg } from '../../../test/corpus/photo-metadata/jpeg.js';
import { alternatives, list, xmp } from '../../../test/corpus/photo-metadata/xmp.js';
import { noPhotoMetadata } from './photo-metadata.js';
import { readPhotoMetadata } from './read-photo-metadata.js';

const LATIN_1 = Buffer.from('Zürich', 'latin1');

describe('the metadata of a file', () => {
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['no image at all', Buffer.from('<html>')],
  ])('has every member, and nothing in it, of %s', async (_what, file) => {
    await expect(readPhotoMetadata(file)).resolves.toEqual({
      metadata: noPhotoMetadata(),
      conflicts: [],
      raw: {},
      faults: [],
    });
  });

  it('is read from XMP, in every way that XMP has to write it', async () => {
    const packet = xmp(
      [
        alternatives('dc:description', {
          de: 'Fähren',
          'x-default': 'Ferries &amp; boats <![CDATA[<at>]]> dawn',
        }),
        '<photoshop:Headline rdf:parseType="Resource"><rdf:value>Dawn</rdf:value></photoshop:Headline>',
        list('dc:creator', ['Jane Doe', 'Özgür Can'], 'Seq'),
        alternatives('dc:rights', { en: '© 2026 Jane Doe' }),
        alternatives('Iptc4xmpCore:AltTextAccessibility', { 'x-default': 'Two ferries' }),
        alternatives('Iptc4xmpCore:ExtDescrAccessibility', { 'x-default': 'Two ferries\nat a pier' }),
        alternatives('xmpRights:UsageTerms', { 'x-default': 'One use' }),
        '<photoshop:DateCreated>2026-11-24T08:30+05:00</photoshop:DateCreated>',
        '<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City="Karachi" rdf:parseType="Resource">',
        '<Iptc4xmpExt:CountryCode>pak</Iptc4xmpExt:CountryCode></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>',
        '<photoshop:City>Lahore</photoshop:City>',
        '<Iptc4xmpExt:PersonInImage>Rana Ali</Iptc4xmpExt:PersonInImage>',
        list('dc:subject', ['harbour', 'dawn', 'harbour']),
        '<Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/>',
      ].join(''),
    ).replace(
      '<rdf:Description rdf:about="">',
      '<rdf:Description rdf:about="" photoshop:Credit="Reuters" photoshop:Source="Wire" photoshop:Instructions="None" photoshop:TransmissionReference="J1">',
    );
    const { metadata, conflicts, faults } = await readPhotoMetadata(await jpeg({ xmp: packet }));
    expect(metadata).toEqual({
      description: 'Ferries & boats <at> dawn',
      headline: 'Dawn',
      creator: ['Jane Doe', 'Özgür Can'],
      creditLine: 'Reuters',
      source: 'Wire',
      copyrightNotice: '© 2026 Jane Doe',
      altText: 'Two ferries',
      extendedDescription: 'Two ferries\nat a pier',
      instructions: 'None',
      usageTerms: 'One use',
      dateTaken: '2026-11-24T08:30:00+05:00',
      place: { ...noPhotoMetadata().place, city: 'Karachi', countryCode: 'PAK' },
      persons: ['Rana Ali'],
      keywords: ['harbour', 'dawn'],
      jobId: 'J1',
      digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
    });
    expect([conflicts, faults]).toEqual([[], []]);
  });

  it('is read from IIM, over several segments, each text in UTF-8 or Windows-1252', async () => {
    const block = iim(
      UTF_8,
      ...Array.from({ length: 40 }, (_, index): [number, number, string] => [
        2,
        200,
        `${index}`.padEnd(2_000),
      ]),
      [2, 120, 'Ferries in Zürich — “dawn”'],
      [2, 80, 'Jane Doe'],
      [2, 80, 'Özgür Can'],
      [2, 110, 'Reuters'],
      [2, 90, LATIN_1],
      [2, 100, 'CHE'],
      [2, 55, '20261124'],
      [2, 60, '083000+0100'],
      [2, 25, 'harbour'],
      [2, 25, 'dawn'],
      [2, 103, 'J1'],
    );
    const { metadata, faults } = await readPhotoMetadata(await jpeg({ photoshop: photoshop(block) }));
    expect(metadata).toMatchObject({
      description: 'Ferries in Zürich — “dawn”',
      creator: ['Jane Doe', 'Özgür Can'],
      creditLine: 'Reuters',
      place: { city: 'Zürich', countryCode: 'CHE' },
      dateTaken: '2026-11-24T08:30:00+01:00',
      keywords: ['harbour', 'dawn'],
      jobId: 'J1',
    });
    expect(faults).toEqual([]);
  });

  it.each(['II', 'MM'] as const)('is read from EXIF in the order of bytes %s', async (order) => {
    const block = exif(
      {
        ifd0: { 0x010e: LATIN_1, 0x013b: 'Jane Doe; Özgür Can', 0x8298: 'J. Doe\0The Courier' },
        exif: { 0x9003: '2026:11:24 08:30:00', 0x9011: '+05:00' },
      },
      order,
    );
    expect((await readPhotoMetadata(await jpeg({ exif: block }))).metadata).toMatchObject({
      description: 'Zürich',
      creator: ['Jane Doe', 'Özgür Can'],
      copyrightNotice: 'J. Doe; The Courier',
      dateTaken: '2026-11-24T08:30:00+05:00',
    });
  });

  it('is of nobody where a camera wrote its own name for want of a description', async () => {
    const block = exif({ ifd0: { 0x010e: 'OLYMPUS DIGITAL CAMERA         ' } });
    expect((await readPhotoMetadata(await jpeg({ exif: block }))).metadata.description).toBeNull();
  });

  it('goes on in extended XMP, which the packet names', async () => {
    const guid = 'A01CE24D59D2E25FAFE4F1ECB4714BD6';
    const packet = xmp(
      `<photoshop:Headline>Dawn</photoshop:Headline><xmpNote:HasExtendedXMP>${guid}</xmpNote:HasExtendedXMP>`,
    );
    const rest = Buffer.from(
      xmp(list('dc:subject', ['harbour']) + `<dc:title>${'x'.repeat(150_000)}</dc:title>`),
    );
    const read = async (name: string): Promise<string[]> => {
      const file = await jpeg({ xmp: packet, extendedXmp: { guid: name, packet: rest } });
      return (await readPhotoMetadata(file)).metadata.keywords;
    };
    expect(await read(guid)).toEqual(['harbour']);
    expect(await read('0'.repeat(32))).toEqual([]);
  });

  it('is what XMP says, then IIM, then EXIF; what differs is kept of all', async () => {
    const file = await jpeg({
      xmp: xmp(alternatives('dc:description', { 'x-default': 'Of XMP' })),
      photoshop: photoshop(
        iim([2, 120, 'Of IIM'], [2, 110, 'Reuters'], [2, 90, 'Lahore'], [2, 116, 'The same']),
      ),
      exif: exif({ ifd0: { 0x010e: 'Of EXIF', 0x8298: 'The  same ', 0x013b: 'Jane Doe' } }),
    });
    const { metadata, conflicts } = await readPhotoMetadata(file);
    expect(metadata).toMatchObject({
      description: 'Of XMP',
      creditLine: 'Reuters',
      copyrightNotice: 'The same',
      creator: ['Jane Doe'],
      place: { city: 'Lahore' },
    });
    expect(conflicts).toEqual([{ field: 'description', xmp: 'Of XMP', iim: 'Of IIM', exif: 'Of EXIF' }]);
  });

  it('has no conflict where IIM was cut, EXIF lost its accents, a zone is missing or an agency stands by', async () => {
    const description = `Ferries wait in São Paulo. ${'Long. '.repeat(400)}End`;
    const file = await jpeg({
      xmp: xmp(
        alternatives('dc:description', { 'x-default': description }) +
          list('dc:creator', ['Jane Doe/REUTERS'], 'Seq') +
          list('dc:subject', ['b', 'a']) +
          '<photoshop:DateCreated>2026-11-24T08:30:00</photoshop:DateCreated><photoshop:City>São Paulo</photoshop:City>',
      ),
      photoshop: photoshop(
        iim(
          UTF_8,
          [2, 120, Buffer.from(description).subarray(0, 2_000)],
          [2, 80, 'Jane Doe'],
          [2, 25, 'a'],
          [2, 25, 'b'],
          [2, 101, 'Brazil'],
        ),
      ),
      exif: exif({
        ifd0: { 0x010e: description.replace('ã', '?') },
        exif: { 0x9003: '2026:11:24 08:30:00', 0x9011: '-03:00' },
      }),
    });
    const { metadata, conflicts, raw } = await readPhotoMetadata(file);
    expect(conflicts).toEqual([]);
    expect(metadata).toMatchObject({
      description,
      creator: ['Jane Doe'],
      creditLine: 'REUTERS',
      dateTaken: '2026-11-24T08:30:00-03:00',
      place: { city: 'São Paulo', countryName: 'Brazil' },
    });
    expect(raw).toEqual({ creator: ['Jane Doe/REUTERS'], creditLine: null });
  });

  it('keeps two places apart', async () => {
    const file = await jpeg({
      xmp: xmp('<photoshop:City>Karachi</photoshop:City>'),
      photoshop: photoshop(iim([2, 90, 'Berlin'], [2, 101, 'Germany'])),
    });
    const { metadata, conflicts } = await readPhotoMetadata(file);
    expect(metadata.place).toEqual({ ...noPhotoMetadata().place, city: 'Karachi' });
    expect(conflicts).toMatchObject([
      { field: 'place', xmp: { city: 'Karachi' }, iim: { city: 'Berlin' }, exif: null },
    ]);
  });
});

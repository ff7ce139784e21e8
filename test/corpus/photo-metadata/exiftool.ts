import type { PhotoMetadata } from '../../../src/photos/metadata/photo-metadata.js';

const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const;

const XMP = [
  '-XMP-dc:Description=Ferries wait in Zürich — “dawn” اردو 🚢',
  '-XMP-dc:Description-de=Fähren warten',
  '-XMP-photoshop:Headline=Dawn & dusk <at> sea',
  '-XMP-dc:Creator=Jane Doe',
  '-XMP-dc:Creator=Özgür Can',
  '-XMP-photoshop:Credit=Reuters',
  '-XMP-photoshop:Source=Wire',
  '-XMP-dc:Rights=© 2026 Jane Doe',
  '-XMP-iptcCore:AltTextAccessibility=Two ferries',
  '-XMP-iptcCore:ExtDescrAccessibility=Two ferries at a pier',
  '-XMP-photoshop:Instructions=Not before Sunday',
  '-XMP-xmpRights:UsageTerms=One use',
  '-XMP-photoshop:DateCreated=2026:11:24 08:30:15+05:00',
  '-XMP-iptcExt:LocationCreated={City=Karachi,CountryCode=PAK,CountryName=Pakistan,ProvinceState=Sindh,Sublocation=Keamari,WorldRegion=Asia}',
  '-XMP-iptcExt:PersonInImage=Rana Ali',
  '-XMP-iptcExt:PersonInImage=A. Khan',
  '-XMP-dc:Subject=harbour',
  '-XMP-dc:Subject=dawn',
  '-XMP-photoshop:TransmissionReference=J1',
  '-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
];

const IIM = [
  '-IPTC:Caption-Abstract=Ferries wait in Zürich',
  '-IPTC:Headline=Dawn',
  '-IPTC:By-line=Jane Doe',
  '-IPTC:By-line=Özgür Can',
  '-IPTC:Credit=Reuters',
  '-IPTC:Source=Wire',
  '-IPTC:CopyrightNotice=© 2026 Jane Doe',
  '-IPTC:SpecialInstructions=Not before Sunday',
  '-IPTC:DateCreated=2026:11:24',
  '-IPTC:TimeCreated=08:30:15+05:00',
  '-IPTC:City=Zürich',
  '-IPTC:Province-State=ZH',
  '-IPTC:Country-PrimaryLocationCode=CHE',
  '-IPTC:Country-PrimaryLocationName=Schweiz',
  '-IPTC:Sub-location=Bürkliplatz',
  '-IPTC:Keywords=harbour',
  '-IPTC:Keywords=dawn',
  '-IPTC:OriginalTransmissionReference=J1',
];

const EXIF = [
  '-EXIF:ImageDescription=Ferries wait in Zürich',
  '-EXIF:Artist=Jane Doe; Özgür Can',
  '-EXIF:Copyright=© 2026 Jane Doe',
  '-EXIF:DateTimeOriginal=2026:11:24 08:30:15',
  '-EXIF:OffsetTimeOriginal=+05:00',
];

/** The files that ExifTool writes: which formats can hold such a block, and how it is told to. */
export const WRITTEN = {
  xmp: { formats: FORMATS, options: XMP },
  'iim-utf8': {
    formats: ['jpeg', 'png', 'tiff'],
    options: ['-charset', 'iptc=utf8', '-IPTC:CodedCharacterSet=UTF8', ...IIM],
  },
  'iim-latin1': { formats: ['jpeg', 'png', 'tiff'], options: ['-charset', 'iptc=latin', ...IIM] },
  exif: { formats: FORMATS, options: EXIF },
} as const;

export type Written = keyof typeof WRITTEN;

/** What ExifTool reads from a file, by its names: `XMP-dc:Description`. */
export type Tags = Record<string, unknown>;
const all = (value: unknown): string[] => [value ?? []].flat().map(String);
const one = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;
const isoDate = (value: unknown): string | null =>
  one(value)?.replace(/^(\d{4}):(\d\d):(\d\d)(?: (.*))?$/, '$1-$2-$3T$4') ?? null;

/** What ExifTool reads from a file, under our names. */
export function byExifTool(block: Written, tags: Tags): Partial<PhotoMetadata> {
  if (block === 'exif') {
    return {
      description: one(tags['IFD0:ImageDescription']),
      creator: all(tags['IFD0:Artist']).flatMap((artist) => artist.split('; ')),
      copyrightNotice: one(tags['IFD0:Copyright']),
      dateTaken: `${isoDate(tags['ExifIFD:DateTimeOriginal'])}${one(tags['ExifIFD:OffsetTimeOriginal'])}`,
    };
  }
  if (block === 'xmp') {
    const [location] = tags['XMP-iptcExt:LocationCreated'] as [Tags];
    return {
      description: one(tags['XMP-dc:Description']),
      headline: one(tags['XMP-photoshop:Headline']),
      creator: all(tags['XMP-dc:Creator']),
      creditLine: one(tags['XMP-photoshop:Credit']),
      source: one(tags['XMP-photoshop:Source']),
      copyrightNotice: one(tags['XMP-dc:Rights']),
      altText: one(tags['XMP-iptcCore:AltTextAccessibility']),
      extendedDescription: one(tags['XMP-iptcCore:ExtDescrAccessibility']),
      instructions: one(tags['XMP-photoshop:Instructions']),
      usageTerms: one(tags['XMP-xmpRights:UsageTerms']),
      dateTaken: isoDate(tags['XMP-photoshop:DateCreated']),
      place: {
        sublocation: one(location.Sublocation),
        city: one(location.City),
        provinceState: one(location.ProvinceState),
        countryName: one(location.CountryName),
        countryCode: one(location.CountryCode),
        worldRegion: one(location.WorldRegion),
      },
      persons: all(tags['XMP-iptcExt:PersonInImage']),
      keywords: all(tags['XMP-dc:Subject']),
      jobId: one(tags['XMP-photoshop:TransmissionReference']),
      digitalSourceType: one(tags['XMP-iptcExt:DigitalSourceType']),
    };
  }
  return {
    description: one(tags['IPTC:Caption-Abstract']),
    headline: one(tags['IPTC:Headline']),
    creator: all(tags['IPTC:By-line']),
    creditLine: one(tags['IPTC:Credit']),
    source: one(tags['IPTC:Source']),
    copyrightNotice: one(tags['IPTC:CopyrightNotice']),
    instructions: one(tags['IPTC:SpecialInstructions']),
    dateTaken: `${one(tags['IPTC:DateCreated'])?.replaceAll(':', '-')}T${one(tags['IPTC:TimeCreated'])}`,
    place: {
      sublocation: one(tags['IPTC:Sub-location']),
      city: one(tags['IPTC:City']),
      provinceState: one(tags['IPTC:Province-State']),
      countryName: one(tags['IPTC:Country-PrimaryLocationName']),
      countryCode: one(tags['IPTC:Country-PrimaryLocationCode']),
      worldRegion: null,
    },
    keywords: all(tags['IPTC:Keywords']),
    jobId: one(tags['IPTC:OriginalTransmissionReference']),
  };
}

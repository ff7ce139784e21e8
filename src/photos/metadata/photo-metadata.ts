import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

/** Where a photo was taken, after the IPTC Location structure. Every member is there. */
export class PhotoMetadataPlace {
  sublocation: string | null;
  city: string | null;
  provinceState: string | null;
  countryName: string | null;
  /** ISO 3166-1, two or three capital letters. */
  countryCode: string | null;
  worldRegion: string | null;
}

/**
 * What the maker of a file wrote into it, under the names of the IPTC Photo Metadata Standard 2023.2. Every
 * member is there: null or empty where the file says nothing.
 */
export class PhotoMetadata {
  description: string | null;
  headline: string | null;
  /** The photographers, in the file's order. */
  creator: string[];
  creditLine: string | null;
  source: string | null;
  copyrightNotice: string | null;
  altText: string | null;
  extendedDescription: string | null;
  instructions: string | null;
  usageTerms: string | null;
  /**
   * RFC 3339 with the offset that the file names (`2026-11-24T08:30:00+05:00`), or without one where it names
   * none: a time on the clock of the place (`2026-11-24T08:30:00`). A day alone stays one (`2026-11-24`).
   */
  dateTaken: string | null;
  place: PhotoMetadataPlace;
  /** Who can be seen. */
  persons: string[];
  keywords: string[];
  /** The supplier's name of the assignment or transmission. */
  jobId: string | null;
  /** A URI of the IPTC NewsCodes `digitalsourcetype`. */
  digitalSourceType: string | null;
}

/** The name of a member of the metadata. */
export type MetadataField = keyof PhotoMetadata;

/** What one block of the file says of a member; null where it says nothing. */
export type MetadataValue = PhotoMetadata[MetadataField];

const ANY_VALUE: ApiPropertyOptions = {
  anyOf: [
    { type: 'string' },
    { type: 'array', items: { type: 'string' } },
    { $ref: '#/components/schemas/PhotoMetadataPlace' },
    { type: 'null' },
  ],
};

/** A member of which the blocks of the file say different things. XMP is believed, then IIM, then EXIF. */
export class MetadataConflict {
  @ApiProperty({ type: String, description: 'The name of the member.' })
  field: MetadataField;
  @ApiProperty(ANY_VALUE)
  xmp: MetadataValue;
  @ApiProperty(ANY_VALUE)
  iim: MetadataValue;
  @ApiProperty(ANY_VALUE)
  exif: MetadataValue;
}

/** What cleaning took agencies out of, as the file has it; a member that it left alone is not there. */
export class RawPhotoMetadata {
  description?: string | null;
  creator?: string[];
  creditLine?: string | null;
}

/** Something in the file's metadata that could not be read, or was cut or left out by rule. */
export class MetadataFault {
  /** `file`, `xmp`, `iim` or `exif`, and the member where it is one: `xmp.keywords`. */
  where: string;
  code: string;
  message: string;
}

/** What is read from a file. All of it can be stored as jsonb. */
export interface ReadMetadata {
  metadata: PhotoMetadata;
  conflicts: MetadataConflict[];
  raw: RawPhotoMetadata;
  faults: MetadataFault[];
}

/** The metadata of a file that says nothing. */
export function noPhotoMetadata(): PhotoMetadata {
  return {
    description: null,
    headline: null,
    creator: [],
    creditLine: null,
    source: null,
    copyrightNotice: null,
    altText: null,
    extendedDescription: null,
    instructions: null,
    usageTerms: null,
    dateTaken: null,
    place: {
      sublocation: null,
      city: null,
      provinceState: null,
      countryName: null,
      countryCode: null,
      worldRegion: null,
    },
    persons: [],
    keywords: [],
    jobId: null,
    digitalSourceType: null,
  };
}

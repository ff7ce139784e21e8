import {
  type MetadataFault,
  noPhotoMetadata,
  type PhotoMetadata,
  type PhotoMetadataPlace,
} from './photo-metadata.js';
import { freeText, oneLine, shortened } from './tidy-text.js';

/** The texts on one line, and how many characters each may have: as many as a photo caption takes. */
const LINES = [
  ['headline', 500],
  ['creditLine', 200],
  ['source', 200],
  ['copyrightNotice', 500],
  ['jobId', 200],
  ['digitalSourceType', 500],
] as const;

/** The texts that may have lines. */
const TEXTS = [
  ['description', 5_000],
  ['altText', 1_000],
  ['extendedDescription', 10_000],
  ['instructions', 2_000],
  ['usageTerms', 2_000],
] as const;

/** The lists, and how many entries each may have; an entry is one line. */
const LISTS = [
  ['creator', 20],
  ['persons', 100],
  ['keywords', 250],
] as const;

const PLACE = ['sublocation', 'city', 'provinceState', 'countryName', 'countryCode', 'worldRegion'] as const;

const MAX_ENTRY = 200;
const COUNTRY_CODE = /^[A-Z]{2,3}$/;

/**
 * What one block of a file says, in the form in which it is kept: without control characters and blanks around it,
 * no longer than a photo caption takes it, the entries of lists without doubles. What is cut or left out is named.
 */
export function tidyMetadata(
  block: 'xmp' | 'iim' | 'exif',
  said: Partial<PhotoMetadata>,
): { metadata: PhotoMetadata; faults: MetadataFault[] } {
  const faults: MetadataFault[] = [];
  const fault = (member: string, code: string, message: string): void => {
    faults.push({ where: `${block}.${member}`, code, message });
  };
  const cut = (member: string, text: string, max: number): string | null => {
    if (text.length > max) fault(member, 'cut', `is cut after ${max} characters`);
    return text === '' ? null : shortened(text, max);
  };

  const metadata = noPhotoMetadata();
  for (const [field, max] of LINES) metadata[field] = cut(field, oneLine(said[field] ?? ''), max);
  for (const [field, max] of TEXTS) metadata[field] = cut(field, freeText(said[field] ?? ''), max);
  for (const [field, most] of LISTS) metadata[field] = tidyList(field, said[field] ?? [], most);
  metadata.dateTaken = said.dateTaken ?? null;
  metadata.place = tidyPlace(said.place ?? metadata.place);
  return { metadata, faults };

  function tidyList(field: string, texts: string[], most: number): string[] {
    const entries = new Set<string>();
    for (const text of texts) {
      const entry = oneLine(text);
      if (entry === '') continue;
      if (entries.size === most) {
        fault(field, 'left_out', `has more than ${most} entries: the others are left out`);
        break;
      }
      entries.add(cut(field, entry, MAX_ENTRY) ?? entry);
    }
    return [...entries];
  }

  function tidyPlace(place: PhotoMetadataPlace): PhotoMetadataPlace {
    const tidied = noPhotoMetadata().place;
    for (const member of PLACE) {
      tidied[member] = cut(`place.${member}`, oneLine(place[member] ?? ''), MAX_ENTRY);
    }
    const code = tidied.countryCode?.toUpperCase() ?? null;
    tidied.countryCode = code !== null && COUNTRY_CODE.test(code) ? code : null;
    if (code !== tidied.countryCode) {
      fault('place.countryCode', 'left_out', 'is no code of ISO 3166-1: it is left out');
    }
    return tidied;
  }
}

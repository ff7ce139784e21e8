import { dateOfXmp } from './date-taken.js';
import { type PhotoMetadata, type PhotoMetadataPlace, noPhotoMetadata } from './photo-metadata.js';
import type { XmpProperties } from './read-xmp.js';
import { RDF, type XmpNode } from './xmp-node.js';

const DC = '{http://purl.org/dc/elements/1.1/}';
const PHOTOSHOP = '{http://ns.adobe.com/photoshop/1.0/}';
const RIGHTS = '{http://ns.adobe.com/xap/1.0/rights/}';
const CORE = '{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}';
const EXTENSION = '{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}';

const CREATED_AT = `${EXTENSION}LocationCreated`;

/** Where the IPTC Photo Metadata Standard keeps each text in XMP. */
const TEXTS = {
  description: `${DC}description`,
  headline: `${PHOTOSHOP}Headline`,
  creditLine: `${PHOTOSHOP}Credit`,
  source: `${PHOTOSHOP}Source`,
  copyrightNotice: `${DC}rights`,
  altText: `${CORE}AltTextAccessibility`,
  extendedDescription: `${CORE}ExtDescrAccessibility`,
  instructions: `${PHOTOSHOP}Instructions`,
  usageTerms: `${RIGHTS}UsageTerms`,
  jobId: `${PHOTOSHOP}TransmissionReference`,
  digitalSourceType: `${EXTENSION}DigitalSourceType`,
} as const;

const LISTS = {
  creator: `${DC}creator`,
  persons: `${EXTENSION}PersonInImage`,
  keywords: `${DC}subject`,
} as const;

/** The members of the structure Location, in the standard's order. */
const LOCATION = {
  sublocation: `${EXTENSION}Sublocation`,
  city: `${EXTENSION}City`,
  provinceState: `${EXTENSION}ProvinceState`,
  countryName: `${EXTENSION}CountryName`,
  countryCode: `${EXTENSION}CountryCode`,
  worldRegion: `${EXTENSION}WorldRegion`,
} as const;

/** The fields of before that structure, which most wires still write. */
const LEGACY_LOCATION = {
  sublocation: `${CORE}Location`,
  city: `${PHOTOSHOP}City`,
  provinceState: `${PHOTOSHOP}State`,
  countryName: `${PHOTOSHOP}Country`,
  countryCode: `${CORE}CountryCode`,
} as const;

const DATE_CREATED = `${PHOTOSHOP}DateCreated`;

/** The XMP properties that `saidByXmp` looks at. */
export const XMP_PROPERTIES: ReadonlySet<string> = new Set([
  ...Object.values(TEXTS),
  ...Object.values(LISTS),
  ...Object.values(LEGACY_LOCATION),
  CREATED_AT,
  DATE_CREATED,
]);

/**
 * What XMP says of the photo, by the IPTC Photo Metadata Standard 2023.2 (Core 1.5, Extension 1.8). A text in
 * several languages is the default one, else the first. A text where a list belongs is a list of one, and the other
 * way round.
 */
export function saidByXmp(properties: XmpProperties['properties']): Partial<PhotoMetadata> {
  const texts = Object.entries(TEXTS).map(([field, name]) => [field, oneText(properties.get(name))]);
  const lists = Object.entries(LISTS).map(([field, name]) => [field, allTexts(properties.get(name))]);
  return {
    ...Object.fromEntries(texts),
    ...Object.fromEntries(lists),
    dateTaken: dateOfXmp(oneText(properties.get(DATE_CREATED)) ?? ''),
    place: placeOf(properties),
  };
}

function placeOf(properties: XmpProperties['properties']): PhotoMetadataPlace {
  const created = properties.get(CREATED_AT);
  const location = created && membersOf(itemsOf(created)[0] ?? created);
  const place = placeFrom((name) => location?.get(name), LOCATION);
  if (Object.values(place).some((member) => member !== null)) return place;
  return placeFrom((name) => properties.get(name), LEGACY_LOCATION);
}

function placeFrom(
  node: (name: string) => XmpNode | undefined,
  names: Partial<Record<keyof PhotoMetadataPlace, string>>,
): PhotoMetadataPlace {
  const members = Object.entries(names).map(([member, name]) => [member, oneText(node(name))]);
  return { ...noPhotoMetadata().place, ...Object.fromEntries(members) };
}

/** The items of an rdf:Alt, rdf:Bag or rdf:Seq. */
function itemsOf(node: XmpNode): XmpNode[] {
  const list = node.children.find(({ name }) => [`${RDF}Alt`, `${RDF}Bag`, `${RDF}Seq`].includes(name));
  return list?.children.filter(({ name }) => name === `${RDF}li`) ?? [];
}

/** The members of a structure, written directly or as an rdf:Description of its own. */
function membersOf(node: XmpNode): Map<string, XmpNode> {
  const inner = node.children.find(({ name }) => name === `${RDF}Description`);
  return new Map([...node.children, ...(inner?.children ?? [])].map((child) => [child.name, child]));
}

function oneText(node: XmpNode | undefined): string | null {
  if (node === undefined) return null;
  const items = itemsOf(node);
  const item = items.find(({ language }) => language === 'x-default') ?? items[0] ?? node;
  return literal(item);
}

function allTexts(node: XmpNode | undefined): string[] {
  if (node === undefined) return [];
  const items = itemsOf(node);
  return (items.length === 0 ? [node] : items).map(literal).filter((text) => text !== null);
}

/** The text of a value, or null of a structure. A qualified value keeps its text in rdf:value. */
function literal(node: XmpNode): string | null {
  const value = membersOf(node).get(`${RDF}value`);
  if (value !== undefined) return value.text;
  return node.children.length === 0 ? node.text : null;
}

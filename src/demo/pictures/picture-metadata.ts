import { escapedText } from '../../content/body/escape-html.js';
import type { DemoCaption } from '../stories/story.js';
import type { PictureMetadata } from './draw-picture.js';

const NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
};

/** Those that write themselves behind each name and below each caption. */
const AGENCIES = ['Reuters', 'AP', 'AFP'];

/** Drawn by a program, and says so. */
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia';

/**
 * What the supplier of a demo photo wrote into its file: agencies as they do, with themselves in every by-line and
 * caption. `takenAt` is in UTC; `cameraTime`, where the camera says another time, as EXIF writes it.
 */
export function pictureMetadata(
  story: DemoCaption,
  takenAt: string | null,
  cameraTime: string | null,
): PictureMetadata {
  const { description, creditLine = '', creator, place = {} } = story;
  const isAgency = AGENCIES.includes(creditLine);
  const agency = creditLine.toUpperCase();
  const creators = isAgency ? creator.map((name) => `${name}/${agency}`) : creator;
  const caption = isAgency ? `${description} ${agency}/${creator.join('/')}` : description;
  const properties = [
    alternatives('dc:description', caption),
    list('dc:creator', 'Seq', creators),
    text('photoshop:Credit', isAgency ? agency : creditLine),
    text('photoshop:Source', isAgency ? creditLine : 'The Harbour Courier'),
    alternatives('dc:rights', story.copyrightNotice),
    alternatives('Iptc4xmpCore:AltTextAccessibility', story.altText),
    alternatives('Iptc4xmpCore:ExtDescrAccessibility', story.extendedDescription),
    text('photoshop:DateCreated', takenAt),
    text('photoshop:TransmissionReference', story.key.toUpperCase()),
    text('Iptc4xmpExt:DigitalSourceType', SOURCE_TYPE),
    `<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource">${[
      text('Iptc4xmpExt:Sublocation', place.sublocation),
      text('Iptc4xmpExt:City', place.city),
      text('Iptc4xmpExt:ProvinceState', place.provinceState),
      text('Iptc4xmpExt:CountryName', place.countryName),
      text('Iptc4xmpExt:CountryCode', place.countryCode),
    ].join('')}</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>`,
  ];
  return {
    xmp: packet(properties.join('')),
    exif: {
      IFD0: creator.length > 0 ? { Artist: creator.join('; ') } : {},
      ...(cameraTime === null ? {} : { IFD2: { DateTimeOriginal: cameraTime } }),
    },
  };
}

function packet(properties: string): string {
  const namespaces = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    `<rdf:RDF${namespaces.join('')}><rdf:Description rdf:about="">${properties}</rdf:Description></rdf:RDF>`,
    '</x:xmpmeta>',
  ].join('');
}

function text(name: string, value: string | null | undefined): string {
  return value == null || value === '' ? '' : `<${name}>${escapedText(value)}</${name}>`;
}

function alternatives(name: string, value: string | undefined): string {
  if (value === undefined) return '';
  return `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapedText(value)}</rdf:li></rdf:Alt></${name}>`;
}

function list(name: string, kind: 'Bag' | 'Seq', entries: string[]): string {
  const items = entries.map((entry) => `<rdf:li>${escapedText(entry)}</rdf:li>`);
  return items.length === 0 ? '' : `<${name}><rdf:${kind}>${items.join('')}</rdf:${kind}></${name}>`;
}

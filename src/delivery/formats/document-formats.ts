import type { DocumentFormat } from './document-format.js';
import { jsonLd } from './json-ld.js';
import { canceledNinjs, ninjs } from './ninjs.js';

/** The formats of documents besides their own, by the names that readers ask with. */
export const FORMAT_NAMES = ['ninjs', 'jsonld'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

const FORMATS: Readonly<Record<FormatName, DocumentFormat>> = {
  ninjs: {
    mediaType: 'application/json; charset=utf-8',
    of: (document, site) => JSON.stringify(ninjs(document, site)),
    canceled: (item) => JSON.stringify(canceledNinjs(item)),
  },
  jsonld: {
    mediaType: 'application/ld+json; charset=utf-8',
    of: (document, site) => embeddable(jsonLd(document, site)),
  },
};

/** The format of that name; null for none, which is the document as it is. */
export function formatNamed(name: FormatName | undefined): DocumentFormat | null {
  return name === undefined ? null : FORMATS[name];
}

/** JSON that a site may put into a page, between script tags: no text in it ends them, since none has a `<`. */
function embeddable(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

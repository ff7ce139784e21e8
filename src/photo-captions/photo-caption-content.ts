import { missing, type Problem } from '../content/readiness.js';
import { creditFault } from './credit-form.js';

/** Where a photo was taken, after the IPTC Location structure. */
export interface PhotoPlace {
  sublocation?: string | null;
  city?: string | null;
  provinceState?: string | null;
  countryName?: string | null;
  countryCode?: string | null;
  worldRegion?: string | null;
}

/** All that a revision of a photo caption holds, under the names of IPTC Photo Metadata. */
export interface PhotoCaptionContent {
  photoId: string | null;
  description: string | null;
  creditLine: string | null;
  creator: string[];
  source: string | null;
  copyrightNotice: string | null;
  altText: string | null;
  extendedDescription: string | null;
  dateTaken: string | null;
  place: PhotoPlace | null;
  persons: string[];
  instructions: string | null;
  usageTerms: string | null;
  sectionId: string | null;
}

/** A photo caption with nothing in it, its members in the order in which answers show them. */
export const EMPTY_PHOTO_CAPTION: Readonly<PhotoCaptionContent> = {
  photoId: null,
  description: null,
  creditLine: null,
  creator: [],
  source: null,
  copyrightNotice: null,
  altText: null,
  extendedDescription: null,
  dateTaken: null,
  place: null,
  persons: [],
  instructions: null,
  usageTerms: null,
  sectionId: null,
};

/** "(above)", "(second from left)": where the photo stands is a matter of each placement. */
const PLACEMENT_WORDS = /\((?:[^()]{0,60}\s)?(?:above|below|left|right|top|bottom|cent(?:re|er))\)/i;

const HEADLINE_LENGTH = 120;

/** Ready when it has a photo, description, credit line and alt text. */
export function photoCaptionReadiness(content: PhotoCaptionContent): Problem[] {
  const { photoId, description, creditLine, altText } = content;
  return missing({ photoId, description, creditLine, altText });
}

/**
 * Words that belong to a placement, and a credit line that is not only the supplier's name. Neither is refused: an
 * editor may mean it.
 */
export function photoCaptionWarnings({ description, creditLine }: PhotoCaptionContent): Problem[] {
  const [words] = description?.match(PLACEMENT_WORDS) ?? [];
  const credit = creditLine === null ? null : creditFault(creditLine);
  return [
    ...(words === undefined
      ? []
      : [
          {
            pointer: '/content/description',
            code: 'placement_words',
            message: `${words} says where the photo stands: that belongs to the caption of a placement.`,
          },
        ]),
    ...(credit === null ? [] : [{ pointer: '/content/creditLine', code: 'credit_form', message: credit }]),
  ];
}

/** What lists call it: the beginning of its description. */
export function photoCaptionHeadline({ description }: PhotoCaptionContent): string | null {
  if (description === null) return null;
  const line = description.replace(/\s+/g, ' ');
  return line.length <= HEADLINE_LENGTH
    ? line
    : `${line
        .slice(0, HEADLINE_LENGTH)
        .toWellFormed()
        .replace(/\s+\S*$/, '')}…`;
}

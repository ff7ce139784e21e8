import { credit } from '../content/placed-photos.js';
import type { Resolved } from '../content/reference.js';
import { everyLink } from '../photos/renditions/rendition-links.js';
import type { Document, PublicationFacts } from '../items/item-kind.js';
import type { SearchText } from '../published/search/search-text.js';
import type { PhotoCaptionContent } from './photo-caption-content.js';

/** What editors see beside a photo caption's content. */
export function renderedPhotoCaption(content: PhotoCaptionContent): object {
  return { credit: credit(content.creditLine ?? '') };
}

/** The photo caption as readers get it. `instructions` are for the desk and stay there. */
export function photoCaptionDocument(
  content: PhotoCaptionContent,
  _resolved: Resolved,
  facts: PublicationFacts,
): Document {
  return {
    id: facts.id,
    kind: facts.kind,
    url: facts.url,
    section: facts.section,
    description: content.description,
    creditLine: content.creditLine,
    credit: credit(content.creditLine ?? ''),
    creator: content.creator,
    source: content.source,
    copyrightNotice: content.copyrightNotice,
    altText: content.altText,
    extendedDescription: content.extendedDescription,
    dateTaken: content.dateTaken,
    place: content.place,
    persons: content.persons,
    usageTerms: content.usageTerms,
    renditions: facts.renditions ? everyLink(facts.renditions) : [],
    publishedAt: facts.publishedAt,
    updatedAt: facts.updatedAt,
    dateLabel: facts.dateLabel,
    corrections: facts.corrections,
  };
}

/** What readers find a photo caption by. */
export function photoCaptionSearchText(content: PhotoCaptionContent): SearchText {
  const { description, creditLine, source, altText, extendedDescription, creator, persons, place } = content;
  return {
    headline: null,
    summary: [description],
    body: extendedDescription,
    details: [altText, creditLine, source, ...creator, ...persons, ...Object.values(place ?? {})],
  };
}

import { parseInstant } from '../http/instant.js';
import type { PhotoMetadata } from '../photos/metadata/photo-metadata.js';
import type { PhotoCaptionContent, PhotoPlace } from './photo-caption-content.js';

/**
 * What a photo's own metadata says of the members of its caption; a member of which it says nothing is left out. A
 * time without an offset is none that a caption can have: where the photographer's clock stood is for the desk to say.
 */
export function captionOfPhoto(metadata: PhotoMetadata): Partial<PhotoCaptionContent> {
  const { description, creditLine, creator, source, copyrightNotice, altText } = metadata;
  const { extendedDescription, persons, instructions, usageTerms } = metadata;
  const found = {
    description,
    creditLine,
    creator,
    source,
    copyrightNotice,
    altText,
    extendedDescription,
    dateTaken: parseInstant(metadata.dateTaken ?? '')?.toISOString() ?? null,
    place: placeOf(metadata.place),
    persons,
    instructions,
    usageTerms,
  };
  return Object.fromEntries(
    Object.entries(found).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function placeOf(place: PhotoMetadata['place']): PhotoPlace | null {
  const members = Object.entries(place).filter(([, member]) => member !== null);
  return members.length === 0 ? null : Object.fromEntries(members);
}

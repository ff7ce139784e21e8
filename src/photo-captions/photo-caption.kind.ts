import type { ItemKind } from '../items/item-kind.js';
import { emptyToNull } from '../content/normalize.js';
import {
  EMPTY_PHOTO_CAPTION,
  type PhotoCaptionContent,
  photoCaptionHeadline,
  photoCaptionReadiness,
  photoCaptionWarnings,
} from './photo-caption-content.js';
import { captionOfPhoto } from './caption-of-photo.js';
import {
  photoCaptionDocument,
  photoCaptionSearchText,
  renderedPhotoCaption,
} from './photo-caption-document.js';

/** The photo caption, as the engine knows it: without an address of its own, and placed in others. */
export const photoCaptionKind: ItemKind<PhotoCaptionContent> = {
  kind: 'photo_caption',
  path: 'photo-captions',
  addressed: false,
  readByAllStaff: true,
  emptyContent: () => ({ ...EMPTY_PHOTO_CAPTION }),
  normalize: emptyToNull,
  headline: photoCaptionHeadline,
  readiness: photoCaptionReadiness,
  warnings: photoCaptionWarnings,
  references: () => [],
  fromPhoto: captionOfPhoto,
  rendered: renderedPhotoCaption,
  document: photoCaptionDocument,
  card: (document) => document,
  searchText: photoCaptionSearchText,
  asCaption: ({ photoId, description, creditLine, altText, creator, copyrightNotice }) => ({
    photoId,
    description: description ?? '',
    creditLine: creditLine ?? '',
    altText: altText ?? '',
    creator,
    copyrightNotice,
  }),
  edition: () => null,
};

import type { DeliveredArticle } from '../delivered-article.dto.js';
import type { DeliveredCorrection, DeliveredLeadPhoto, DeliveredRendition } from '../delivered-parts.dto.js';
import type { DeliveredPhotoCaption } from '../delivered-photo-caption.dto.js';
import {
  type DeliveredDocument,
  type DeliveredStory,
  labelOf,
  largestOf,
  modifiedAt,
  uriOf,
  writersOf,
} from './delivered-document.js';
import { pageOf, type Site } from './site.js';
import { photosOf } from './story-photos.js';

/** The document as schema.org: NewsArticle, OpinionNewsArticle for an editorial, ImageObject for a photo caption. */
export function jsonLd(document: DeliveredDocument, site: Site): object {
  return {
    '@context': 'https://schema.org',
    '@type': TYPES[document.kind],
    '@id': uriOf(document.id),
    url: pageOf(document, site),
    identifier: document.id,
    datePublished: document.publishedAt,
    dateModified: modifiedAt(document),
    isAccessibleForFree: true,
    publisher: organization(site.siteName),
    ...(document.corrections.length > 0 ? { correction: document.corrections.map(correction) } : {}),
    ...(document.kind === 'photo_caption' ? ofPicture(document, site) : ofStory(document, site)),
  };
}

const TYPES = {
  article: 'NewsArticle',
  editorial: 'OpinionNewsArticle',
  photo_caption: 'ImageObject',
} as const;

function ofStory(story: DeliveredStory, site: Site): object {
  const photos = photosOf(story);
  return {
    mainEntityOfPage: pageOf(story, site),
    headline: story.headline,
    description: story.teaser,
    inLanguage: story.language,
    articleSection: story.section.name,
    wordCount: story.wordCount,
    ...(story.tags.length > 0 ? { keywords: story.tags } : {}),
    ...(photos.length > 0 ? { image: photos.map(imageOfPhoto) } : {}),
    author: story.kind === 'article' ? authors(story, site) : [organization(site.siteName)],
    ...(story.kind === 'article' && story.dateline ? { dateline: story.dateline.place } : {}),
  };
}

function ofPicture(caption: DeliveredPhotoCaption, site: Site): object {
  return {
    caption: caption.description,
    description: caption.extendedDescription ?? caption.altText,
    inLanguage: site.language,
    creditText: caption.creditLine,
    ...(caption.copyrightNotice === null ? {} : { copyrightNotice: caption.copyrightNotice }),
    ...(caption.dateTaken === null ? {} : { dateCreated: caption.dateTaken }),
    ...(caption.creator.length > 0 ? { creator: caption.creator.map(person) } : {}),
    ...files(caption.renditions),
  };
}

/** Whoever is not an author of ours is an agency, or a line such as `Our Correspondent`: no person that has a name. */
function authors(article: DeliveredArticle, site: Site): object[] {
  const isNamed = (article.byline?.authors.length ?? 0) > 0;
  const writers = writersOf(article);
  return (writers.length > 0 ? writers : [site.siteName]).map(isNamed ? person : organization);
}

function imageOfPhoto({ caption, creditLine, renditions }: DeliveredLeadPhoto): object {
  return { '@type': 'ImageObject', caption, creditText: creditLine, ...files(renditions) };
}

/** The largest file is the image; without any there is only what is said of it. */
function files(renditions: readonly DeliveredRendition[]): object {
  const largest = largestOf(renditions);
  if (largest === undefined) return {};
  const { url, width, height, mediaType } = largest;
  return { contentUrl: url, width, height, encodingFormat: mediaType };
}

function correction(one: DeliveredCorrection): object {
  const { text, at } = one;
  return { '@type': 'CorrectionComment', name: labelOf(one), text, datePublished: at };
}

function person(name: string): object {
  return { '@type': 'Person', name };
}

function organization(name: string): object {
  return { '@type': 'NewsMediaOrganization', name };
}

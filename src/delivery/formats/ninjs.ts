import type { RemovedItem } from '../../published/published-reader.js';
import type { DeliveredArticle } from '../delivered-article.dto.js';
import type { DeliveredPhotoCaption } from '../delivered-photo-caption.dto.js';
import {
  bylineOf,
  type DeliveredDocument,
  type DeliveredStory,
  modifiedAt,
  uriOf,
} from './delivered-document.js';
import {
  association,
  corrections,
  correctionsText,
  given,
  optional,
  plain,
  rendition,
} from './ninjs-members.js';
import { pageOf, type Site, withWholeLinks } from './site.js';
import { photosOf } from './story-photos.js';

const STANDARD = {
  name: 'ninjs',
  version: '3.1',
  schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json',
};

const OPINION = { name: 'Opinion', uri: 'http://cv.iptc.org/newscodes/genre/Opinion' };

/** The document as IPTC ninjs 3.1. Its `uri` is of the item and stays when the address changes; that is in `altIds`. */
export function ninjs(document: DeliveredDocument, site: Site): object {
  return {
    uri: uriOf(document.id),
    standard: STANDARD,
    pubStatus: 'usable',
    representationType: 'full',
    firstCreated: document.publishedAt,
    versionCreated: modifiedAt(document),
    altIds: [{ role: 'url', value: pageOf(document, site) }],
    ...given('edNote', correctionsText(document.corrections)),
    ...(document.kind === 'photo_caption' ? picture(document, site) : text(document, site)),
  };
}

/** What partners are told of an item that was taken off, so that they take it off as well: its text is gone. */
export function canceledNinjs({ itemId, notice, at }: RemovedItem): object {
  return {
    uri: uriOf(itemId),
    standard: STANDARD,
    pubStatus: 'canceled',
    versionCreated: at.toISOString(),
    ...given('edNote', notice),
  };
}

function text(story: DeliveredStory, site: Site): object {
  const photos = photosOf(story);
  const value = withWholeLinks(story.bodyHtml, site);
  return {
    type: 'text',
    language: story.language,
    headlines: [
      plain('main', story.headline),
      ...(story.kind === 'article' ? optional('kicker', story.kicker) : []),
    ],
    descriptions: [
      plain('summary', story.teaser),
      ...optional('standfirst', story.standfirst),
      ...corrections(story),
    ],
    bodies: [{ role: 'main', contentType: 'text/html', wordCount: story.wordCount, value }],
    subjects: [
      { name: story.section.name, rel: 'section', literal: story.section.path },
      ...story.tags.map((tag) => ({ name: tag, rel: 'tag' })),
    ],
    ...given('by', bylineOf(story)),
    ...(story.kind === 'article' ? ofArticle(story) : { genres: [OPINION] }),
    ...(photos.length > 0
      ? {
          associations: photos.map((photo, index) =>
            association(photo, photo === story.leadPhoto ? 'main' : `photo-${index + 1}`),
          ),
        }
      : {}),
  };
}

function ofArticle({ byline, source, dateline }: DeliveredArticle): object {
  return {
    ...given('located', dateline?.place),
    ...(byline && byline.authors.length > 0
      ? { people: byline.authors.map(({ slug, name }) => ({ name, rel: 'author', literal: slug })) }
      : {}),
    ...(source === null ? {} : { infoSources: [{ name: source, role: 'source' }] }),
  };
}

function picture(caption: DeliveredPhotoCaption, site: Site): object {
  const { creator, persons, section, place, creditLine } = caption;
  const located = [place?.sublocation, place?.city, place?.provinceState, place?.countryName]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ');
  return {
    type: 'picture',
    language: site.language,
    descriptions: [
      plain('caption', caption.description),
      plain('altText', caption.altText),
      ...optional('extendedDescription', caption.extendedDescription),
      ...corrections(caption),
    ],
    infoSources: [{ name: creditLine, role: 'credit' }],
    ...given('by', creator.join(', ')),
    ...given('copyrightNotice', caption.copyrightNotice),
    ...given('usageTerms', caption.usageTerms),
    ...given('contentCreated', caption.dateTaken),
    ...given('located', located),
    ...(persons.length > 0 ? { people: persons.map((name) => ({ name, rel: 'shown' })) } : {}),
    ...(section === null
      ? {}
      : { subjects: [{ name: section.name, rel: 'section', literal: section.path }] }),
    renditions: caption.renditions.map(rendition),
  };
}

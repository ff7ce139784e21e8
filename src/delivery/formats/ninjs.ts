import type { RemovedItem } from '../../published/published-reader.js';
import type { DeliveredArticle } from '../delivered-article.dto.js';
import type { DeliveredCorrection, DeliveredLeadPhoto, DeliveredRendition } from '../delivered-parts.dto.js';
import type { DeliveredPhotoCaption } from '../delivered-photo-caption.dto.js';
import {
  bylineOf,
  type DeliveredDocument,
  type DeliveredStory,
  labelOf,
  modifiedAt,
  uriOf,
} from './delivered-document.js';
import { pageOf, type Site } from './site.js';

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
    ...(document.kind === 'photo_caption' ? picture(document, site) : text(document)),
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

function text(story: DeliveredStory): object {
  const photos = [...(story.leadPhoto ? [story.leadPhoto] : []), ...story.gallery];
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
    bodies: [{ role: 'main', contentType: 'text/html', wordCount: story.wordCount, value: story.bodyHtml }],
    subjects: [
      { name: story.section.name, rel: 'section', literal: story.section.path },
      ...story.tags.map((tag) => ({ name: tag, rel: 'tag' })),
    ],
    ...given('by', bylineOf(story)),
    ...(story.kind === 'article' ? ofArticle(story) : { genres: [OPINION] }),
    ...(photos.length > 0 ? { associations: photos.map(association) } : {}),
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

/** A photo of a story: `caption` is the story's own, or the photo's. */
function association(photo: DeliveredLeadPhoto, index: number): object {
  return {
    name: index === 0 ? 'main' : `photo-${index + 1}`,
    uri: uriOf(photo.photoCaptionId),
    type: 'picture',
    descriptions: [plain('caption', photo.caption), plain('altText', photo.altText)],
    infoSources: [{ name: photo.creditLine, role: 'credit' }],
    renditions: photo.renditions.map(rendition),
  };
}

function rendition({ name, url, width, height, mediaType }: DeliveredRendition): object {
  return { name, href: url, contentType: mediaType, width, height };
}

/** For readers, one by one; `edNote` has the same for the desk that gets it. */
function corrections({ corrections: all }: DeliveredDocument): object[] {
  return all.map(({ type, text: said }) => plain(type, said));
}

function correctionsText(all: readonly DeliveredCorrection[]): string {
  return all.map((one) => `${labelOf(one)}: ${one.text}`).join('\n');
}

function plain(role: string, value: string): object {
  return { role, contentType: 'text/plain', value };
}

function optional(role: string, value: string | null): object[] {
  return value ? [plain(role, value)] : [];
}

/** The member where there is a value: ninjs knows no null. */
function given(name: string, value: string | null | undefined): Record<string, string> {
  return value ? { [name]: value } : {};
}

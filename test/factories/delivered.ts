import { newId } from '../../src/database/id.js';
import type { DeliveredArticle } from '../../src/delivery/delivered-article.dto.js';
import type { DeliveredEditorial } from '../../src/delivery/delivered-editorial.dto.js';
import type { DeliveredLeadPhoto } from '../../src/delivery/delivered-parts.dto.js';
import type { DeliveredPhotoCaption } from '../../src/delivery/delivered-photo-caption.dto.js';

const TIMES = {
  publishedAt: '2024-05-05T06:00:00.000Z',
  updatedAt: null,
  dateLabel: '05 May, 2024',
  corrections: [],
};
const SECTION = {
  path: 'news/world',
  name: 'World',
  ancestors: [{ path: 'news', name: 'News' }],
};
const BODY = { body: { type: 'doc', content: [] }, bodyHtml: '<p>The talks resumed.</p>', wordCount: 3 };

/** A photo as a story shows it, in two sizes. */
export function deliveredPhoto(parts: Partial<DeliveredLeadPhoto> = {}): DeliveredLeadPhoto {
  return {
    photoCaptionId: newId(),
    caption: 'Ferries at dawn',
    creditLine: 'Reuters',
    credit: '— Photo by Reuters',
    altText: 'Two ferries below a bridge',
    renditions: [
      { name: 'small', url: 'https://paper.test/s.jpg', width: 640, height: 427, mediaType: 'image/jpeg' },
      { name: 'large', url: 'https://paper.test/l.jpg', width: 1920, height: 1280, mediaType: 'image/jpeg' },
    ],
    ...parts,
  };
}

/** An article as readers get it, whatever else the test says of it. */
export function deliveredArticle(parts: Partial<DeliveredArticle> = {}): DeliveredArticle {
  return {
    id: newId(),
    kind: 'article',
    slug: 'river-talks',
    url: 'https://paper.test/delivery/v1/articles/river-talks',
    language: 'en',
    section: SECTION,
    headline: 'River talks',
    kicker: null,
    standfirst: null,
    teaser: 'The talks resumed.',
    dateline: null,
    byline: null,
    source: 'Reuters',
    leadPhoto: null,
    gallery: [],
    ...BODY,
    tags: [],
    seo: null,
    related: [],
    ...TIMES,
    ...parts,
  };
}

/** An editorial as readers get it. */
export function deliveredEditorial(parts: Partial<DeliveredEditorial> = {}): DeliveredEditorial {
  return {
    id: newId(),
    kind: 'editorial',
    slug: 'the-bridge',
    url: 'https://paper.test/delivery/v1/editorials/the-bridge',
    language: 'en',
    section: SECTION,
    headline: 'The bridge',
    standfirst: null,
    teaser: 'The bridge stands.',
    editionDate: '2024-05-05',
    editionRank: 1,
    leadPhoto: null,
    gallery: [],
    ...BODY,
    tags: [],
    ...TIMES,
    ...parts,
  };
}

/** A photo caption as readers get it. */
export function deliveredCaption(parts: Partial<DeliveredPhotoCaption> = {}): DeliveredPhotoCaption {
  const id = newId();
  return {
    id,
    kind: 'photo_caption',
    url: `https://paper.test/delivery/v1/photo-captions/${id}`,
    section: null,
    description: 'Ferries at dawn',
    creditLine: 'Reuters',
    credit: '— Photo by Reuters',
    creator: [],
    source: null,
    copyrightNotice: null,
    altText: 'Two ferries below a bridge',
    extendedDescription: null,
    dateTaken: null,
    place: null,
    persons: [],
    usageTerms: null,
    renditions: deliveredPhoto().renditions,
    ...TIMES,
    ...parts,
  };
}

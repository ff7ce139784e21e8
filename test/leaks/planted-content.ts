import { PLAIN_PHOTO } from '../factories/plain-photo.js';
import type { Kind } from '../../src/kinds.js';
import type { Canaries } from './canaries.js';

/** Content with a canary in every member that takes a text; which of them readers get, and which nobody but the desk. */
export interface Planted {
  content: Record<string, unknown>;
  /** What readers see of it once it is live. */
  delivered: string[];
  tags: string[];
}

/** What content leads to: the captions that it places, and for an article its related items. */
export interface Links {
  sectionId: string;
  captionIds: string[];
  related: string[];
}

/** Ready content of the kind; `name` says whose it is. */
export function plantedContent(canaries: Canaries, kind: Kind, name: string, links: Links): Planted {
  const delivered: string[] = [];
  const tags: string[] = [];
  const secret = (member: string): string => canaries.plant(`${name}: ${member}`);
  const open = (member: string): string => {
    delivered.push(`${name}: ${member}`);
    return secret(member);
  };
  const tag = (): string => {
    const word = open('tag');
    tags.push(word);
    return word;
  };
  if (kind === 'photo_caption') {
    return { content: captionContent(open, secret), delivered, tags };
  }
  const story = {
    headline: `About ${open('headline')}`,
    standfirst: open('standfirst'),
    slugline: secret('slugline'),
    slug: `at-${open('slug')}`,
    sectionId: links.sectionId,
    body: bodyOf(open, links.captionIds),
    leadPhoto:
      links.captionIds[0] === undefined
        ? null
        : {
            photoCaptionId: links.captionIds[0],
            caption: open('override of the caption'),
            altText: open('override of the alt text'),
          },
    tags: [tag()],
    language: 'en',
  };
  if (kind === 'editorial') {
    return { content: { ...story, editionDate: '2024-05-05', editionRank: 1 }, delivered, tags };
  }
  const article = {
    ...story,
    kicker: open('kicker'),
    dateline: { place: open('dateline'), countryCode: 'PK', date: '2024-05-05' },
    byline: { text: open('byline') },
    source: open('source'),
    seo: { title: open('seo title'), description: open('seo description') },
    related: links.related.map((itemId) => ({ itemId })),
  };
  return { content: article, delivered, tags };
}

function captionContent(
  open: (member: string) => string,
  secret: (member: string) => string,
): Record<string, unknown> {
  return {
    photoId: PLAIN_PHOTO,
    description: open('description'),
    creditLine: open('credit line'),
    altText: open('alt text'),
    creator: [open('creator')],
    source: open('source'),
    copyrightNotice: open('copyright notice'),
    extendedDescription: open('extended description'),
    dateTaken: '2024-05-05T06:00:00+05:00',
    place: { city: open('place'), countryCode: 'PK' },
    persons: [open('person')],
    instructions: secret('instructions'),
    usageTerms: open('usage terms'),
  };
}

function bodyOf(open: (member: string) => string, captionIds: readonly string[]): object {
  const text = (member: string, marks: object[] = []): object => ({
    type: 'text',
    text: open(member),
    ...(marks.length > 0 ? { marks } : {}),
  });
  const paragraph = (member: string): object => ({ type: 'paragraph', content: [text(member)] });
  return {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [text('heading')] },
      paragraph('paragraph'),
      {
        type: 'paragraph',
        content: [
          text('strong text', [{ type: 'strong' }]),
          text('linked text', [{ type: 'link', attrs: { href: `https://a.example/${open('link')}` } }]),
        ],
      },
      { type: 'blockquote', content: [paragraph('quote')] },
      { type: 'pullquote', content: [paragraph('pull quote')] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('list')] }] },
      { type: 'embed', attrs: { url: `https://a.example/${open('embed')}` } },
      ...captionIds.map((photoCaptionId) => ({ type: 'photo', attrs: { photoCaptionId } })),
    ],
  };
}

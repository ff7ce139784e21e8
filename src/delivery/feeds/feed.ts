import {
  type DeliveredStory,
  labelOf,
  largestOf,
  modifiedAt,
  uriOf,
  writersOf,
} from '../formats/delivered-document.js';
import { pageOf, type Site, withWholeLinks } from '../formats/site.js';
import { escaped } from '../formats/xml.js';
import type { DeliveredLeadPhoto } from '../delivered-parts.dto.js';

/** What a feed is, in whichever format. */
export interface Feed {
  title: string;
  /** Whose it is. */
  publisher: string;
  /** BCP 47. */
  language: string;
  /** The site's own address. */
  home: string;
  /** Where this feed is. */
  self: string;
  /** Newest first. */
  entries: FeedEntry[];
}

/** One story of a feed. */
export interface FeedEntry {
  /** Stays, whatever becomes of the address. */
  id: string;
  /** Where readers find it. */
  url: string;
  title: string;
  summary: string;
  /** HTML. */
  content: string;
  language: string;
  /** Names; none for an editorial. */
  writers: string[];
  /** The section, and the tags. */
  categories: string[];
  publishedAt: Date;
  /** The last change that readers were told of, else the publication. */
  modifiedAt: Date;
  /** Null without a file that could be shown. */
  photo: DeliveredLeadPhoto | null;
  /** The URL of the photo's largest file. */
  image: string | null;
}

/** The story as an entry of a feed. */
export function feedEntry(story: DeliveredStory, site: Site): FeedEntry {
  const photo = story.leadPhoto;
  const image = photo === null ? undefined : largestOf(photo.renditions);
  return {
    id: uriOf(story.id),
    url: pageOf(story, site),
    title: story.headline,
    summary: story.teaser,
    content: withWholeLinks(contentOf(story), site),
    language: story.language,
    writers: writersOf(story),
    categories: [story.section.name, ...story.tags],
    publishedAt: new Date(story.publishedAt),
    modifiedAt: new Date(modifiedAt(story)),
    photo: image === undefined ? null : photo,
    image: image?.url ?? null,
  };
}

/** When the newest change in it was; the epoch for a feed without entries, which has not changed yet. */
export function updatedAt({ entries }: Feed): Date {
  return new Date(Math.max(0, ...entries.map((entry) => entry.modifiedAt.getTime())));
}

/** The body with its dateline, and below it what had to be put right: a feed has no other place for either. */
function contentOf(story: DeliveredStory): string {
  const dateline = story.kind === 'article' && story.dateline ? escaped(story.dateline.text) : null;
  const corrections = story.corrections.map(
    (one) => `<p><strong>${labelOf(one)}:</strong> ${escaped(one.text)}</p>`,
  );
  const body = dateline === null ? story.bodyHtml : withDateline(story.bodyHtml, dateline);
  return [body, ...corrections].join('');
}

/** What holds paragraphs of its own, and the paragraphs that are text: an embed has a class. */
const PARTS = /<(\/?)(?:blockquote|aside|ul|ol)\b[^>]*>|<p>/g;

/** The dateline begins the first paragraph of the text itself, not one of a quote or a list; without any it is one. */
function withDateline(bodyHtml: string, dateline: string): string {
  let depth = 0;
  for (const { 0: tag, 1: end, index } of bodyHtml.matchAll(PARTS)) {
    if (tag !== '<p>') {
      depth += end === '' ? 1 : -1;
    } else if (depth === 0) {
      const start = index + tag.length;
      return `${bodyHtml.slice(0, start)}${dateline} ${bodyHtml.slice(start)}`;
    }
  }
  return `<p>${dateline}</p>${bodyHtml}`;
}

import type { BodyJson } from '../content/body/body-json.js';
import { emptyToNull, withoutNulls } from '../content/normalize.js';
import { normalizedPlacements, placementReferences } from '../content/placements.js';
import { missing, type Problem, textOf } from '../content/readiness.js';
import type { Placement, Reference } from '../content/reference.js';

/** Where the report was filed from. */
export interface Dateline {
  place: string;
  countryCode?: string | null;
  date?: string | null;
}

/** Who is named as writer: ordered authors, or a text such as "Our Correspondent". */
export type Byline = { authors: { authorId: string }[] } | { text: string };

/** All that a revision of an article holds. */
export interface ArticleContent {
  headline: string | null;
  kicker: string | null;
  standfirst: string | null;
  slugline: string | null;
  slug: string | null;
  sectionId: string | null;
  dateline: Dateline | null;
  byline: Byline | null;
  source: string | null;
  body: BodyJson | null;
  leadPhoto: Placement | null;
  gallery: Placement[];
  tags: string[];
  language: string | null;
  seo: { title?: string | null; description?: string | null } | null;
  related: { itemId: string }[];
}

/** An article with nothing in it, its members in the order in which answers show them. */
export const EMPTY_ARTICLE: Readonly<ArticleContent> = {
  headline: null,
  kicker: null,
  standfirst: null,
  slugline: null,
  slug: null,
  sectionId: null,
  dateline: null,
  byline: null,
  source: null,
  body: null,
  leadPhoto: null,
  gallery: [],
  tags: [],
  language: null,
  seo: null,
  related: [],
};

/**
 * The one form in which an article is kept: a byline is authors or a text, and what a dateline or a lead photo does
 * not say is left out, however it was given as nothing.
 */
export function normalizeArticle(content: ArticleContent): ArticleContent {
  const article = emptyToNull(content);
  return {
    ...article,
    byline: normalizeByline(article.byline),
    dateline: article.dateline && withoutNulls(article.dateline),
    ...normalizedPlacements(article),
  };
}

function normalizeByline(byline: Partial<{ authors: unknown; text: unknown }> | null): Byline | null {
  const { authors, text } = byline ?? {};
  if (Array.isArray(authors)) return { authors };
  return typeof text === 'string' ? { text } : null;
}

/** Ready when it has headline, section, body, and a byline or a source. */
export function articleReadiness(content: ArticleContent): Problem[] {
  const { headline, sectionId, body, byline, source } = content;
  const problems = missing({ headline, sectionId, body: textOf(body) });
  if (!byline && !source) {
    problems.push({
      pointer: '/content/byline',
      code: 'required',
      message: 'The article has neither a byline nor a source.',
    });
  }
  return problems;
}

/** The authors of the byline, the placed photo captions and the related items. */
export function articleReferences(content: ArticleContent): Reference[] {
  const authors = content.byline && 'authors' in content.byline ? content.byline.authors : [];
  return [
    ...authors.map(({ authorId }, index): Reference => ({
      role: 'byline',
      authorId,
      pointer: `/byline/authors/${index}/authorId`,
    })),
    ...placementReferences(content),
    ...content.related.map(({ itemId }, index): Reference => ({
      role: 'related',
      itemId,
      pointer: `/related/${index}/itemId`,
    })),
  ];
}

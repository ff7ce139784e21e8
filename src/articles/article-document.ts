import { firstParagraph, wordCount } from '../content/body/body-text.js';
import { deliveredBody, placedGallery, placedPhoto, renderBody } from '../content/placed-photos.js';
import type { Resolved } from '../content/reference.js';
import { storySearchText } from '../content/story-search-text.js';
import type { Document, PublicationFacts } from '../items/item-kind.js';
import type { SearchText } from '../published/search/search-text.js';
import { teaser } from '../text/teaser.js';
import type { ArticleContent, Dateline } from './article-content.js';
import { renderByline } from './byline.js';

/** What editors see beside an article's content. */
export function renderedArticle(content: ArticleContent, resolved: Resolved): object {
  return {
    bodyHtml: renderBody(content.body, resolved),
    wordCount: content.body ? wordCount(content.body) : 0,
    byline: renderByline(content.byline, resolved.authors)?.text ?? null,
  };
}

/** The article as readers get it. */
export function articleDocument(
  content: ArticleContent,
  resolved: Resolved,
  facts: PublicationFacts,
): Document {
  const { body } = content;
  return {
    id: facts.id,
    kind: facts.kind,
    slug: facts.slug,
    url: facts.url,
    language: content.language ?? facts.language,
    section: facts.section,
    headline: content.headline,
    kicker: content.kicker,
    standfirst: content.standfirst,
    teaser: teaser(content.standfirst, body && firstParagraph(body)),
    dateline: renderDateline(content.dateline),
    byline: renderByline(content.byline, resolved.authors),
    source: content.source,
    leadPhoto: placedPhoto(content.leadPhoto, resolved),
    gallery: placedGallery(content.gallery, resolved),
    body: deliveredBody(body, resolved),
    bodyHtml: renderBody(body, resolved),
    wordCount: body ? wordCount(body) : 0,
    tags: content.tags,
    seo: content.seo,
    publishedAt: facts.publishedAt,
    updatedAt: facts.updatedAt,
    dateLabel: facts.dateLabel,
    corrections: facts.corrections,
    related: content.related.flatMap(({ itemId }) => {
      const item = resolved.related.get(itemId);
      return item ? [item] : [];
    }),
  };
}

/** What readers find an article by. */
export function articleSearchText(content: ArticleContent, resolved: Resolved): SearchText {
  const { headline, kicker, standfirst, dateline, source } = content;
  const byline = renderByline(content.byline, resolved.authors)?.text ?? null;
  return {
    headline,
    summary: [kicker, standfirst],
    ...storySearchText(content, resolved, [byline, source, dateline?.place ?? null]),
  };
}

/** `text` is what stands before the first paragraph: the place as typed, and a colon. */
function renderDateline(dateline: Dateline | null): object | null {
  if (!dateline) return null;
  const { place, countryCode, date } = dateline;
  return {
    place,
    ...(countryCode ? { countryCode } : {}),
    ...(date ? { date } : {}),
    text: `${place}:`,
  };
}

import { firstParagraph, wordCount } from '../content/body/body-text.js';
import { deliveredBody, placedGallery, placedPhoto, renderBody } from '../content/placed-photos.js';
import type { Resolved } from '../content/reference.js';
import { storySearchText } from '../content/story-search-text.js';
import type { Document, PublicationFacts } from '../items/item-kind.js';
import type { SearchText } from '../published/search/search-text.js';
import { teaser } from '../text/teaser.js';
import type { EditorialContent } from './editorial-content.js';

/** What editors see beside an editorial's content. */
export function renderedEditorial(content: EditorialContent, resolved: Resolved): object {
  return {
    bodyHtml: renderBody(content.body, resolved),
    wordCount: content.body ? wordCount(content.body) : 0,
  };
}

/** The editorial as readers get it. */
export function editorialDocument(
  content: EditorialContent,
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
    standfirst: content.standfirst,
    teaser: teaser(content.standfirst, body && firstParagraph(body)),
    editionDate: content.editionDate,
    editionRank: content.editionRank,
    leadPhoto: placedPhoto(content.leadPhoto, resolved),
    gallery: placedGallery(content.gallery, resolved),
    body: deliveredBody(body, resolved),
    bodyHtml: renderBody(body, resolved),
    wordCount: body ? wordCount(body) : 0,
    tags: content.tags,
    publishedAt: facts.publishedAt,
    updatedAt: facts.updatedAt,
    dateLabel: facts.dateLabel,
    corrections: facts.corrections,
  };
}

/** What readers find an editorial by. */
export function editorialSearchText(content: EditorialContent, resolved: Resolved): SearchText {
  const { headline, standfirst } = content;
  return { headline, summary: [standfirst], ...storySearchText(content, resolved, []) };
}

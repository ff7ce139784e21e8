import { storyCard } from '../content/story-card.js';
import type { ItemKind } from '../items/item-kind.js';
import {
  type ArticleContent,
  articleReadiness,
  articleReferences,
  EMPTY_ARTICLE,
  normalizeArticle,
} from './article-content.js';
import { articleDocument, articleSearchText, renderedArticle } from './article-document.js';

/** The article, as the engine knows it. */
export const articleKind: ItemKind<ArticleContent> = {
  kind: 'article',
  path: 'articles',
  addressed: true,
  readByAllStaff: false,
  emptyContent: () => ({ ...EMPTY_ARTICLE }),
  normalize: normalizeArticle,
  headline: (content) => content.headline,
  readiness: articleReadiness,
  references: articleReferences,
  rendered: renderedArticle,
  document: articleDocument,
  card: storyCard,
  searchText: articleSearchText,
  edition: () => null,
};

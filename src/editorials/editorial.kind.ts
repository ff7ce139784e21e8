import { storyCard } from '../content/story-card.js';
import type { ItemKind } from '../items/item-kind.js';
import {
  EMPTY_EDITORIAL,
  type EditorialContent,
  editorialReadiness,
  editorialReferences,
  normalizeEditorial,
} from './editorial-content.js';
import { editorialDocument, editorialSearchText, renderedEditorial } from './editorial-document.js';

/** The editorial, as the engine knows it. */
export const editorialKind: ItemKind<EditorialContent> = {
  kind: 'editorial',
  path: 'editorials',
  addressed: true,
  readByAllStaff: false,
  emptyContent: () => ({ ...EMPTY_EDITORIAL }),
  normalize: normalizeEditorial,
  headline: (content) => content.headline,
  readiness: editorialReadiness,
  references: editorialReferences,
  rendered: renderedEditorial,
  document: editorialDocument,
  card: storyCard,
  searchText: editorialSearchText,
  edition: ({ editionDate, editionRank }) =>
    editionDate === null || editionRank === null ? null : { date: editionDate, rank: editionRank },
};

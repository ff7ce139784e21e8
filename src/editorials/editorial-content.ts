import type { BodyJson } from '../content/body/body-json.js';
import { emptyToNull } from '../content/normalize.js';
import { normalizedPlacements, placementReferences } from '../content/placements.js';
import { missing, type Problem, textOf } from '../content/readiness.js';
import type { Placement, Reference } from '../content/reference.js';

/** All that a revision of an editorial holds. No byline: it is the paper that speaks. */
export interface EditorialContent {
  headline: string | null;
  standfirst: string | null;
  slugline: string | null;
  slug: string | null;
  sectionId: string | null;
  body: BodyJson | null;
  leadPhoto: Placement | null;
  gallery: Placement[];
  tags: string[];
  language: string | null;
  editionDate: string | null;
  editionRank: number | null;
}

/** An editorial with nothing in it, its members in the order in which answers show them. */
export const EMPTY_EDITORIAL: Readonly<EditorialContent> = {
  headline: null,
  standfirst: null,
  slugline: null,
  slug: null,
  sectionId: null,
  body: null,
  leadPhoto: null,
  gallery: [],
  tags: [],
  language: null,
  editionDate: null,
  editionRank: null,
};

/** The one form in which an editorial is kept. */
export function normalizeEditorial(content: EditorialContent): EditorialContent {
  const editorial = emptyToNull(content);
  return { ...editorial, ...normalizedPlacements(editorial) };
}

/** Ready when it has headline, section, body, edition date and edition rank. */
export function editorialReadiness(content: EditorialContent): Problem[] {
  const { headline, sectionId, body, editionDate, editionRank } = content;
  return missing({ headline, sectionId, body: textOf(body), editionDate, editionRank });
}

/** The placed photo captions. */
export function editorialReferences(content: EditorialContent): Reference[] {
  return placementReferences(content);
}

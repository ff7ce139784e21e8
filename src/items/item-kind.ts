import type { Kind } from '../kinds.js';
import type { BodyJson } from './body/body-json.js';

/** The members of content that the engine itself looks at; a kind without one of them leaves it out. */
export interface ItemContent {
  headline?: string | null;
  slug?: string | null;
  sectionId?: string | null;
  tags?: string[] | null;
  language?: string | null;
  body?: BodyJson | null;
  leadPhoto?: { photoCaptionId: string; caption?: string | null; altText?: string | null } | null;
}

/** Something in content that is not as publication needs it. `pointer` leads into the item's `content`. */
export interface Problem {
  pointer: string;
  code: string;
  message: string;
}

/** What content refers to. Authors are records; captions and related items are items themselves. */
export type Reference =
  | { role: 'byline'; authorId: string; pointer: string }
  | { role: 'lead_photo' | 'photo'; itemId: string; overrides: boolean; pointer: string }
  | { role: 'related'; itemId: string; pointer: string };

/** The authors that the references lead to, each once. */
export function authorIds(references: readonly Reference[]): string[] {
  return [...new Set(references.flatMap((one) => (one.role === 'byline' ? [one.authorId] : [])))];
}

/** The items that the references lead to, each once. */
export function itemIds(references: readonly Reference[]): string[] {
  return [...new Set(references.flatMap((one) => (one.role === 'byline' ? [] : [one.itemId])))];
}

/** A photo caption as a placement shows it. */
export interface ResolvedCaption {
  description: string;
  creditLine: string;
  altText: string;
}

/** What the references of a content lead to. What is gone, or may not be shown, is missing from the maps. */
export interface Resolved {
  /** Name and address of each author in the byline. */
  authors: ReadonlyMap<string, { name: string; slug: string }>;
  captions: ReadonlyMap<string, ResolvedCaption>;
  /** Related items, those that readers can open. */
  related: ReadonlyMap<string, { kind: Kind; slug: string | null; headline: string | null }>;
}

/** What a document says beyond its content: the facts of its publication. */
export interface PublicationFacts {
  id: string;
  kind: Kind;
  slug: string | null;
  url: string;
  section: { path: string; name: string; ancestors: { path: string; name: string }[] } | null;
  /** Where content names no language: the newsroom's. */
  language: string;
  publishedAt: string;
  updatedAt: string | null;
  dateLabel: string;
  corrections: { type: 'correction' | 'clarification'; text: string; at: string }[];
}

/** A finished document: JSON in the delivery API's shape. `body` and `bodyHtml` are left out of list cards. */
export type Document = Readonly<Record<string, unknown>>;

/**
 * All that the engine knows of a kind of item: a value, registered at boot by the kind's own folder. The
 * functions are pure.
 */
export interface ItemKind<C extends ItemContent = ItemContent> {
  kind: Kind;
  /** The kind's segment in the paths of both APIs: `articles`. */
  path: string;
  /** Published under a slug, rather than under its id. */
  addressed: boolean;
  /** Drafts that all staff may read, because they have to place them. */
  readByAllStaff: boolean;
  /** Content with nothing in it: every member, in the order in which answers show them. */
  emptyContent(): C;
  /** Brings what was written into the one form in which it is kept. */
  normalize(content: C): C;
  /** What lists call it. */
  headline(content: C): string | null;
  /** What is missing for publication; empty when ready. */
  readiness(content: C): Problem[];
  /** What an editor should look at and publication does not ask about. */
  warnings?(content: C): Problem[];
  references(content: C): Reference[];
  /** What editors see beside the content, made from it. */
  rendered(content: C, resolved: Resolved): object;
  /** What readers get. */
  document(content: C, resolved: Resolved, facts: PublicationFacts): Document;
  /** How a placement shows it, for kinds that are placed in others. */
  asCaption?(content: C): ResolvedCaption;
  /** The place in lists that go by edition, for kinds that appear in one. */
  edition(content: C): { date: string; rank: number } | null;
}

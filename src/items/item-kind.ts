import type { BodyJson } from '../content/body/body-json.js';
import type { Problem } from '../content/readiness.js';
import type { Placement, Reference, Resolved, ResolvedCaption } from '../content/reference.js';
import type { Kind } from '../kinds.js';
import type { PhotoMetadata } from '../photos/metadata/photo-metadata.js';
import type { SearchText } from '../published/search/search-text.js';
import type { RenditionLinks } from '../photos/renditions/rendition-links.js';
import type { CorrectionType } from './change-type.js';

/** The members of content that the engine itself looks at; a kind without one of them leaves it out. */
export interface ItemContent {
  headline?: string | null;
  slug?: string | null;
  sectionId?: string | null;
  tags?: string[] | null;
  language?: string | null;
  body?: BodyJson | null;
  leadPhoto?: Placement | null;
  gallery?: Placement[] | null;
  photoId?: string | null;
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
  corrections: { type: CorrectionType; text: string; at: string }[];
  /** Of a kind that is about a photo: where its pictures are. */
  renditions: RenditionLinks | null;
}

/** A finished document: JSON in the delivery API's shape. */
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
  /** What a new item takes from its photo, for kinds that are about one: members that nobody named. */
  fromPhoto?(metadata: PhotoMetadata): Partial<C>;
  /** What editors see beside the content, made from it. */
  rendered(content: C, resolved: Resolved): object;
  /** What readers get. */
  document(content: C, resolved: Resolved, facts: PublicationFacts): Document;
  /** What of a document readers get in lists. */
  card(document: Document): Document;
  /** What readers find it by. */
  searchText(content: C, resolved: Resolved): SearchText;
  /** How a placement shows it, for kinds that are placed in others. */
  asCaption?(content: C): ResolvedCaption;
  /** The place in lists that go by edition, for kinds that appear in one. */
  edition(content: C): { date: string; rank: number } | null;
}

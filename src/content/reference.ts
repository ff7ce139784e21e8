import type { Kind } from '../kinds.js';
import type { Crop } from '../photos/renditions/crops.js';
import type { RenditionLinks } from '../photos/renditions/rendition-links.js';

/** The use of a photo caption in a story. A caption or alt text that is null, or left out, is inherited. */
export interface Placement {
  photoCaptionId: string;
  caption?: string | null;
  altText?: string | null;
  /** Of the photo, for this use; the whole of it where it is null or left out. */
  crop?: Crop | null;
}

/** What content refers to. Authors are records; captions and related items are items themselves. */
export type Reference =
  | { role: 'byline'; authorId: string; pointer: string }
  | { role: 'lead_photo' | 'gallery' | 'photo'; itemId: string; overrides: boolean; pointer: string }
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
  /** Null while it has none. */
  photoId: string | null;
  description: string;
  creditLine: string;
  altText: string;
  /** What its pictures say of themselves, besides. */
  creator: readonly string[];
  copyrightNotice: string | null;
}

/** The same with its pictures; null where they are not for those who are shown it, or there are none. */
export interface ShownCaption extends ResolvedCaption {
  renditions: RenditionLinks | null;
}

/** What the references of a content lead to. What is gone, or may not be shown, is missing from the maps. */
export interface Resolved {
  /** Name and address of each author in the byline. */
  authors: ReadonlyMap<string, { name: string; slug: string }>;
  captions: ReadonlyMap<string, ShownCaption>;
  /** Related items, those that readers can open. */
  related: ReadonlyMap<string, { kind: Kind; slug: string | null; headline: string | null }>;
}

import { type Kind, KINDS } from '../kinds.js';

/** Where delivery has the items of each kind. */
const PATHS: Readonly<Record<Kind, string>> = {
  article: 'articles',
  editorial: 'editorials',
  photo_caption: 'photo-captions',
};

/** The path of an item below PUBLIC_URL; `slug` is its id for kinds without one. */
export function itemPath({ kind, slug }: { kind: Kind; slug: string }): string {
  return `/delivery/v1/${PATHS[kind]}/${slug}`;
}

/** The kind whose items are below that part of a path; undefined for another part. */
export function kindBelow(part: string): Kind | undefined {
  return KINDS.find((kind) => PATHS[kind] === part);
}

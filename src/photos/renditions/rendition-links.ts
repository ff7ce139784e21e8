import { type Frame, type View, VIEWS } from './crops.js';
import {
  type Extension,
  fileName,
  mediaTypeOf,
  namesOf,
  type RenditionName,
  sizeOf,
} from './rendition-names.js';

/** A picture that can be fetched; width and height in pixels. */
export interface RenditionLink {
  name: string;
  url: string;
  width: number;
  height: number;
  mediaType: string;
}

/** The pictures of a photo, by what of it they show. A view's own are named by their sizes alone. */
export type RenditionLinks = Readonly<Record<View, readonly RenditionLink[]>>;

/** Where the pictures of a photo are, before each one's file name. */
export function renditionLinks(
  under: string,
  photo: Frame,
  extensions: readonly Extension[],
): RenditionLinks {
  const link = (name: RenditionName): RenditionLink => ({
    name: name.size,
    url: `${under}${fileName(name)}`,
    ...sizeOf(photo, name),
    mediaType: mediaTypeOf(name),
  });
  const linksOf = (view: View): RenditionLink[] => namesOf(view, extensions).map(link);
  return {
    whole: linksOf('whole'),
    landscape: linksOf('landscape'),
    portrait: linksOf('portrait'),
    square: linksOf('square'),
  };
}

/** All of them in one list, those of crops as `square-medium`. */
export function everyLink(links: RenditionLinks): RenditionLink[] {
  return VIEWS.flatMap((view) => links[view].map((link) => ({ ...link, name: nameIn(view, link) })));
}

function nameIn(view: View, { name }: RenditionLink): string {
  return view === 'whole' ? name : `${view}-${name}`;
}

import { createHash } from 'node:crypto';
import type { Frame } from './crops.js';
import { renditionXmp, type RenditionText } from './rendition-xmp.js';

/**
 * Raise it when the same photo and text are to give other pictures: then they get other addresses, and documents, which
 * name those, are rendered again.
 */
export const RECIPE = 1;

/** What of a photo its renditions are made of. */
export interface PhotoFacts extends Frame {
  id: string;
  /** Of the original. */
  sha256: string;
}

/** A set of renditions before anything of it is made: its pictures follow from it. */
export interface DescribedSet {
  /** 32 hex digits. */
  hash: string;
  /** The photo caption whose words it carries; null in the set for staff. */
  itemId: string | null;
  photo: PhotoFacts;
  xmp: string;
}

/** The renditions of a photo that carry the text. */
export function describedSet(photo: PhotoFacts, itemId: string | null, text: RenditionText): DescribedSet {
  return setWithPacket(photo, itemId, renditionXmp(text));
}

/** The same, of the packet that another set has. */
export function setWithPacket(photo: PhotoFacts, itemId: string | null, xmp: string): DescribedSet {
  const { id, sha256, focalX, focalY } = photo;
  const identity = JSON.stringify([RECIPE, id, sha256, focalX, focalY, itemId, xmp]);
  return { hash: createHash('sha256').update(identity).digest('hex').slice(0, 32), itemId, photo, xmp };
}

import type { Readable } from 'node:stream';

/** A rendition that is ready to be sent; the stream is to be read, or destroyed. */
export interface OpenRendition {
  mediaType: string;
  bytes: number;
  stream: Readable;
}

/** Has the files of renditions; the records of photos provide it, and delivery asks through it. */
export abstract class RenditionSource {
  /**
   * The rendition of the set by its file name (`square-small.webp`), which is made where it is not there yet; null where
   * none is called so. Throws `unavailable` where it cannot be had right now.
   */
  abstract find(hash: string, fileName: string): Promise<OpenRendition | null>;
}

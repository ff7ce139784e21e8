import type { Readable } from 'node:stream';
import { DomainError } from '../../errors.js';

/** A file, as a store lists it. */
export interface StoredFile {
  name: string;
  storedAt: Date;
}

/** A file that is being read; the stream is to be read to its end, or destroyed. */
export interface OpenFile {
  stream: Readable;
  bytes: number;
}

/** What a store keeps: the folder below its root, and which names are files of its own. */
export interface StoreArea {
  folder: string;
  names: RegExp;
  /** Whether a power cut must not lose a file that was put there. */
  lasting: boolean;
}

/** Originals of photos, named by their SHA-256 in hex. They never change. */
export const ORIGINALS: StoreArea = { folder: 'originals', names: /^[\da-f]{64}$/, lasting: true };

/** Renditions, named by the hash of their set and their own name: `3f…-square-small.webp`. They can be made again. */
export const RENDITIONS: StoreArea = {
  folder: 'renditions',
  names: /^[\da-f]{32}-[a-z-]+\.[a-z]+$/,
  lasting: false,
};

/**
 * Files of photos, of one area. What has a name never changes. Every method throws `unavailable` where the store cannot
 * be reached.
 */
export abstract class FileStore {
  /** Takes the local file in, for good once this has returned. The file may be gone then. To do it again does no harm. */
  abstract put(name: string, file: string): Promise<void>;

  abstract has(name: string): Promise<boolean>;

  /** The bytes; null where no file has the name. */
  abstract open(name: string): Promise<OpenFile | null>;

  /** A local path where the bytes can be read: the store's own, or `copy`, to where they were written; null as above. */
  abstract localPath(name: string, copy: string): Promise<string | null>;

  /** Removes it, if it is there. */
  abstract remove(name: string): Promise<void>;

  /** All that are there, in no order. */
  abstract list(): AsyncIterable<StoredFile>;
}

/** Where the originals are. */
export abstract class PhotoStore extends FileStore {}

/** Where renditions are kept that were made already. */
export abstract class RenditionStore extends FileStore {}

/** What a store throws, whatever it is that keeps it from its files. */
export function storeUnavailable(cause: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'The files of photos are not to be had right now. Try again after Retry-After.',
    {},
    { cause },
  );
}

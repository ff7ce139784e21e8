import type { Readable } from 'node:stream';
import { DomainError } from '../../errors.js';

/** An original, as the store lists it. */
export interface StoredOriginal {
  sha256: string;
  storedAt: Date;
}

/**
 * Where the originals of photos are: files that are named by their SHA-256 (64 hex digits) and never change. Every
 * method throws `unavailable` where the store cannot be reached.
 */
export abstract class PhotoStore {
  /** Takes the local file in, for good once this has returned. The file may be gone then. To do it again does no harm. */
  abstract put(sha256: string, file: string): Promise<void>;

  abstract has(sha256: string): Promise<boolean>;

  /** The bytes, which are there: an original that is missing is as good as a store that is. */
  abstract open(sha256: string): Promise<Readable>;

  /** Removes it, if it is there. */
  abstract remove(sha256: string): Promise<void>;

  /** All that are there, in no order. */
  abstract list(): AsyncIterable<StoredOriginal>;
}

/** What a store throws, whatever it is that keeps it from its files. */
export function storeUnavailable(cause: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'The files of photos are not to be had right now. Try again after Retry-After.',
    {},
    { cause },
  );
}

/** Whether a name in the store is that of an original; whatever else lies there is none of ours. */
export function isOriginalName(name: string): boolean {
  return /^[\da-f]{64}$/.test(name);
}

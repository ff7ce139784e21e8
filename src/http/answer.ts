import type { EntityManager } from 'typeorm';

/** What a write answers with, besides the status that its route declares. */
export interface Answer<T> {
  etag?: string;
  /** Where what was made is, below PUBLIC_URL: `/api/v1/authors/…`. */
  path?: string;
  body: T;
}

/** A POST that may be repeated under one Idempotency-Key. */
export interface RepeatableCommand<T> {
  /** Looks again, before an answer is replayed, whether the caller may still see it; throws if not. */
  access: (tx: EntityManager, answered: T) => Promise<unknown>;
  work: (tx: EntityManager) => Promise<Answer<T>>;
}

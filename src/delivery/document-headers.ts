/** Kept by every cache and asked about every time: a correction and a kill must reach readers at once. */
export const CACHE_CONTROL = 'public, max-age=0, must-revalidate';
/** The same is sent in several encodings. */
export const VARY = 'Accept-Encoding';
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Name and value in turns of all headers that a document is sent with, besides its validators and the request's id. */
export const DOCUMENT_HEADERS: readonly string[] = [
  'x-content-type-options',
  'nosniff',
  'cache-control',
  CACHE_CONTROL,
  'vary',
  VARY,
  'content-type',
  JSON_TYPE,
];

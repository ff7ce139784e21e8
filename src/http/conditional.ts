import { createHash } from 'node:crypto';

/** What a cached copy is compared with. `etag` is a strong entity tag, in its quotes. */
export interface Validators {
  etag: string;
  /** Null for what can lose a part without any part getting newer: a list, whose time proves nothing. */
  lastModified: Date | null;
}

/** The request's headers, as Node names them. */
export interface ConditionalHeaders {
  'if-none-match'?: string | undefined;
  'if-modified-since'?: string | undefined;
}

/** How long after a change another one may still be on its way with the same time. */
export const SETTLED_AFTER_MS = 5000;

const ENTITY_TAG = /(?:W\/)?("[\x21\x23-\x7e\x80-\uffff]*")/g;

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = String.raw`\d{2}:\d{2}:\d{2}`;
/** The form that is sent today, and the one of RFC 850: `Sun, 06 Nov 1994 …`, `Sunday, 06-Nov-94 …`. */
const ZONED_DATE = new RegExp(
  String.raw`^(?:${DAY}, \d{2} ${MONTH} \d{4}|[A-Z][a-z]+day, \d{2}-${MONTH}-\d{2}) ${TIME} GMT$`,
);
/** The form of C's asctime(), which names no zone and means GMT. */
const ASCTIME_DATE = new RegExp(String.raw`^${DAY} ${MONTH} [ \d]\d ${TIME} \d{4}$`);

/**
 * Whether the caller's copy is still good and `304` the answer to a GET or HEAD (RFC 9110, 13.2.2):
 * If-None-Match decides where there is one, If-Modified-Since only without it.
 */
export function isNotModified(validators: Validators, headers: ConditionalHeaders): boolean {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return matches(noneMatch, validators.etag);
  const since = headers['if-modified-since'];
  if (since === undefined || validators.lastModified === null) return false;
  const time = readHttpDate(since);
  return time !== null && validators.lastModified.getTime() <= time;
}

/**
 * The Last-Modified of what changed at `time`, rounded up to the whole seconds that an HTTP-date knows. Rounded
 * down, it would stay the same for what changes twice in a second, and who has the first state would be told
 * that nothing has changed; but a correction must reach readers at once. For the first seconds it is a date
 * before the change, which makes no copy good: another change can be on its way to the database still, whose
 * clock is not ours, and no date may lie ahead of the answer's own (RFC 9110, 8.8.2.1).
 */
export function lastModifiedDate(time: Date, now: Date): string {
  const isSettled = now.getTime() - time.getTime() >= SETTLED_AFTER_MS;
  const seconds = time.getTime() / 1000;
  return httpDate(new Date((isSettled ? Math.ceil(seconds) : Math.ceil(seconds) - 1) * 1000));
}

/** The strong entity tag of these very bytes: SHA-256, of which 132 bits are plenty. */
export function etagOfBytes(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/** The time as an HTTP-date (RFC 9110, 5.6.7). */
function httpDate(time: Date): string {
  return time.toUTCString();
}

/** Milliseconds since 1970 of an HTTP-date in any of its three forms; null for anything else. */
export function readHttpDate(value: string): number | null {
  const text = value.trim();
  const zoned = ZONED_DATE.test(text) ? text : ASCTIME_DATE.test(text) ? `${text} GMT` : null;
  if (zoned === null) return null;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}

/** The weak comparison (RFC 9110, 8.8.3.2): a proxy that compressed the answer has weakened its tag. */
function matches(noneMatch: string, etag: string): boolean {
  if (noneMatch === etag) return true;
  if (noneMatch.trim() === '*') return true;
  return [...noneMatch.matchAll(ENTITY_TAG)].some(([, tag]) => tag === etag);
}

const MAX_LENGTH = 2_048;
const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const BASE = 'http://base.invalid';

// Browsers drop tabs and line breaks inside a URL and blanks around it, which has hidden many a `javascript:`.
const BLANKS_AND_CONTROLS = /[\s\p{Cc}]/u;
const ROOT_RELATIVE = /^\/(?![/\\])/;

/** Which URLs are wanted. */
export interface UrlOptions {
  /** Whether `/opinion` is one as well; true unless told otherwise. */
  rootRelative?: boolean;
}

/**
 * The URL to store for what was written, or null where it may not stand in a document. http, https, mailto,
 * tel and root-relative URLs pass, as the WHATWG URL standard parses them; what is stored is what was parsed, so
 * that no later reader can understand it differently. At most 2,048 characters.
 */
export function checkedUrl(value: string, { rootRelative = true }: UrlOptions = {}): string | null {
  if (value === '' || value.length > MAX_LENGTH) return null;
  if (BLANKS_AND_CONTROLS.test(value) || !value.isWellFormed()) return null;
  const parsed = value.startsWith('/') ? (rootRelative ? parsedPath(value) : null) : parsedAbsolute(value);
  return parsed === null || parsed.length > MAX_LENGTH ? null : parsed;
}

function parsedAbsolute(value: string): string | null {
  const url = URL.parse(value);
  if (!url || !SCHEMES.has(url.protocol)) return null;
  if (!url.host && !url.pathname && !url.search) return null;
  // `https://example.com` gets its `/` from the parser; whoever wrote it without gets it back without.
  return url.href === `${value}/` ? value : url.href;
}

function parsedPath(value: string): string | null {
  if (!ROOT_RELATIVE.test(value)) return null;
  const url = URL.parse(value, BASE);
  if (!url || url.origin !== BASE) return null;
  const path = url.pathname + url.search + url.hash;
  // `/.//host` is resolved to `//host`, which is no path any more.
  return ROOT_RELATIVE.test(path) ? path : null;
}

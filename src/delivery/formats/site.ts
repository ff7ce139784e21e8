import type { Kind } from '../../kinds.js';

/** What formats say of the site besides its documents. */
export interface Site {
  siteName: string;
  /** BCP 47; of what names none. */
  language: string;
  /** Where readers find an item, with `{kind}`, `{section}` and `{slug}` to be filled in; null: where its document is. */
  siteUrl: string | null;
  /** Without a slash at its end. */
  publicUrl: string;
}

/** What the address of an item is made of. */
export interface Addressed {
  kind: Kind;
  /** Where the document is. */
  url: string;
  slug?: string | null;
  section: { path: string } | null;
}

/** Where readers find the item. What has no slug or no section has no page of its own. */
export function pageOf({ kind, url, slug, section }: Addressed, { siteUrl }: Site): string {
  if (siteUrl === null || !slug || section === null) return url;
  const parts: Readonly<Record<string, string>> = { kind, slug, section: section.path };
  return siteUrl.replaceAll(/\{(kind|section|slug)\}/g, (_, name: string) => parts[name] ?? '');
}

/** The site's own address, with a slash at its end. */
export function homeOf({ siteUrl, publicUrl }: Site): string {
  return siteUrl === null ? `${publicUrl}/` : new URL('/', siteUrl).href;
}

/** The HTML with its root-relative links made whole: on the pages of whoever else shows it they would lead nowhere. */
export function withWholeLinks(html: string, site: Site): string {
  const root = new URL('/', homeOf(site)).href;
  // In texts and in other attributes no `<` is left, so that this is always the start of a link.
  return html.replaceAll('<a href="/', () => `<a href="${root}`);
}

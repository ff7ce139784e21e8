import type { EntityManager } from 'typeorm';
import { isUUID } from 'class-validator';
import { checkedUrl } from '../../text/url.js';

/** Where readers of an item that was taken off are led: to another item, wherever it is then, or to a URL. */
export type RedirectTarget = { itemId: string } | { url: string };

/** What `redirectTo` says: a target, or a URL of this server's with the path and the slug of what may be an item. */
export type NamedTarget =
  { itemId: string } | { url: string; address: { path: string; slug: string } | null };

/**
 * What was written as a target, or null where it is none. An id is an item; a URL may lead to where this
 * server delivers one, which `address` then names. Any URL is http, https or root-relative.
 */
export function namedTarget(text: string, publicUrl: string): NamedTarget | null {
  if (isUUID(text)) return { itemId: text.toLowerCase() };
  const url = checkedUrl(text);
  if (url === null) return null;
  const target = new URL(url, publicUrl);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return null;
  return { url, address: addressOf(target, new URL(publicUrl)) };
}

/** Where this server, which is below `base`, delivers an item at the URL, if it may; null for any other URL. */
function addressOf({ host, pathname }: URL, base: URL): { path: string; slug: string } | null {
  const root = decoded(base.pathname).replace(/\/$/, '');
  const plain = decoded(pathname);
  if (host !== base.host || !plain.startsWith(`${root}/`)) return null;
  const [, path, slug] =
    /^\/+delivery\/+v1\/+([a-z-]+)\/+([a-z0-9-]+)\/*$/.exec(plain.slice(root.length)) ?? [];
  return path === undefined || slug === undefined ? null : { path, slug };
}

/** Leads readers of the item there; or, with null, nowhere. */
export async function setRedirect(
  tx: EntityManager,
  itemId: string,
  target: RedirectTarget | null,
): Promise<void> {
  await tx.query('delete from redirect where item_id = $1', [itemId]);
  if (target === null) return;
  await tx.query('insert into redirect (item_id, to_item_id, to_url) values ($1, $2, $3)', [
    itemId,
    'itemId' in target ? target.itemId : null,
    'url' in target ? target.url : null,
  ]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

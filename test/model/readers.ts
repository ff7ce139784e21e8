import { isEmbargoed, type Item } from './item.js';

/** What readers get where an item is, or was. */
export type Reading =
  | { is: 'nothing' }
  | { is: 'document'; of: Item }
  | { is: 'redirect'; to: Item | 'elsewhere' }
  | { is: 'tombstone'; of: Item };

/** At an item's present address, or at one that it has left. */
export function readingAt(item: Item, current: boolean): Reading {
  if (isEmbargoed(item, 'now') || item.lastLive === null) return { is: 'nothing' };
  if (item.visibility === 'live')
    return current ? { is: 'document', of: item } : { is: 'redirect', to: item };
  const to = endOfRedirects(item);
  return to === null ? { is: 'tombstone', of: item } : { is: 'redirect', to };
}

/** Where readers are led in the end; null where that is nowhere, as round in a circle. */
function endOfRedirects(item: Item): Item | 'elsewhere' | null {
  const passed = new Set<Item>();
  for (let at = item; !passed.has(at) && !isEmbargoed(at, 'now') && at.redirect !== null;) {
    if (at.redirect === 'elsewhere' || at.redirect.visibility === 'live') return at.redirect;
    passed.add(at);
    at = at.redirect;
  }
  return null;
}

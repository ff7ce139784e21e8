import type { ItemContent } from './item-kind.js';

/**
 * A member of content by its name; what is missing or null is what `empty` content of the kind has there, which of a list
 * is an empty one.
 */
export function contentMember(content: ItemContent, empty: ItemContent, name: string): unknown {
  const value: unknown = Reflect.get(content, name);
  return value ?? Reflect.get(empty, name) ?? null;
}

/** The content with every member that its kind has, in the kind's order, and no other. */
export function wholeContent(content: ItemContent, empty: ItemContent): ItemContent {
  return Object.fromEntries(Object.keys(empty).map((name) => [name, contentMember(content, empty, name)]));
}

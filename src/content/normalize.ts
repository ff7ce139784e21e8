/**
 * The content in plain objects (validation makes instances of classes), with a text that is empty as no
 * text, and what is undefined left out.
 */
export function emptyToNull<T extends object>(content: T): T {
  return JSON.parse(JSON.stringify(content, (_key, value: unknown) => (value === '' ? null : value))) as T;
}

/** The object without the members that are null. */
export function withoutNulls<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null)) as T;
}

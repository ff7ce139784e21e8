// RFC 5646, 4.4.1: a buffer of 35 characters holds every tag that makes sense in practice.
const MAX_LENGTH = 35;

/** The canonical form of a BCP 47 language tag (`EN-gb` → `en-GB`), or null where it is none. */
export function canonicalLanguage(tag: string): string | null {
  if (tag.length > MAX_LENGTH) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

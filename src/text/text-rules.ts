/**
 * Whether the text holds what PostgreSQL cannot keep: NUL, which it refuses, or a lone surrogate, which
 * would be changed in silence on the way there.
 */
export function hasForbiddenCharacters(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

/** The fault of such a text, wherever it stands. */
export const FORBIDDEN_CHARACTERS = {
  code: 'forbidden_characters',
  message: 'contains NUL or half of a surrogate pair, which no text has',
} as const;

/** A string that can be stored and read back unchanged. */
export function isWellFormedText(value: unknown): value is string {
  return typeof value === 'string' && !hasForbiddenCharacters(value);
}

/** Signs that ASCII writes otherwise; what has an accent loses it by Unicode's own decomposition. */
const ASCII_FORMS: readonly [RegExp, string][] = [
  [/[‘’‚′]/g, "'"],
  [/[“”„″«»]/g, '"'],
  [/[‐‑‒–—−]/g, '-'],
  [/ß/g, 'ss'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/ø/g, 'o'],
  [/ł/g, 'l'],
];

/** Whether two texts are the same but for blanks and Unicode's ways to write one letter. */
export function isSameText(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/** Whether `short` is `full` as far as a field of `limit` bytes could hold it. */
export function isCutAt(limit: number, short: string, full: string): boolean {
  const [beginning, all] = [comparable(short), comparable(full)];
  if (beginning.length >= all.length || !all.startsWith(beginning)) return false;
  // A blank at the end is lost, and so are up to three bytes of a letter that was cut through.
  const enough = limit - 4;
  return Buffer.byteLength(beginning) >= enough || beginning.length >= enough;
}

/**
 * Whether `plain` is `full` as ASCII has it: without accents and typographic quotes, with question marks for what
 * it has no letters for.
 */
export function isAsciiOf(plain: string, full: string): boolean {
  if (lettersBeyondAscii(plain) >= lettersBeyondAscii(full)) return false;
  const poor = ascii(plain);
  // A program writes one question mark for each character, or for each unit or byte of it.
  return [() => 1, (letter: string) => letter.length, (letter: string) => Buffer.byteLength(letter)].some(
    (marks) => isWrittenAs(poor, full, marks),
  );
}

function isWrittenAs(poor: string, full: string, marks: (letter: string) => number): boolean {
  let at = 0;
  for (const letter of comparable(full)) {
    const form = letter === ' ' ? letter : ascii(letter);
    const unknown = letter > '\x7f' ? '?'.repeat(marks(letter)) : form;
    const written = poor.startsWith(form, at) ? form : unknown;
    if (!poor.startsWith(written, at)) return false;
    at += written.length;
  }
  return at === poor.length;
}

function lettersBeyondAscii(text: string): number {
  return [...text.normalize('NFC')].filter((letter) => letter > '\x7f').length;
}

function comparable(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/** The text as ASCII would have it, in lower case; what ASCII has no letters for stays. */
export function ascii(text: string): string {
  const plain = ASCII_FORMS.reduce(
    (text, [sign, form]) => text.replaceAll(sign, form),
    comparable(text).toLowerCase(),
  );
  return plain.normalize('NFKD').replaceAll(/\p{Mn}/gu, '');
}

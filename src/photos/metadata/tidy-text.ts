/** Text on one line: without control characters, with single blanks, and none around it. */
export function oneLine(text: string): string {
  return wellFormed(text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim());
}

/** Text that may have lines: as it is, but for control characters, blanks around it and other line ends. */
export function freeText(text: string): string {
  const lines = text.replaceAll(/\r\n?|\u2028|\u2029/g, '\n').replaceAll(/(?![\t\n])\p{Cc}/gu, '');
  return wellFormed(lines.trim());
}

/** At most `max` characters of a text, as strings count them; never half of a surrogate pair. */
export function shortened(text: string, max: number): string {
  const cut = text.slice(0, max);
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}

/** Half of a surrogate pair is no character, and PostgreSQL refuses it. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

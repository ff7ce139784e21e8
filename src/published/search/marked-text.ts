/** What PostgreSQL puts around a word that was found, and between two excerpts: characters that stand for nothing. */
export const MARKS = { start: '\uE000', end: '\uE001', between: '\uE002' } as const;

const ALL_MARKS = /[\uE000-\uE002]/gu;

/** The text without what would be taken for a mark of ours. */
export function withoutMarks(text: string): string {
  return text.replace(ALL_MARKS, '');
}

/** The marked text as HTML: escaped, then with `<mark>` around what was found. Safe between two tags. */
export function markedHtml(marked: string): string {
  return marked
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(MARKS.start, '<mark>')
    .replaceAll(MARKS.end, '</mark>');
}

/** The excerpts in which something was found, as HTML. */
export function excerptsHtml(marked: string): string[] {
  return marked
    .split(MARKS.between)
    .filter((excerpt) => excerpt.includes(MARKS.start))
    .map((excerpt) => markedHtml(excerpt.replace(/\s+/gu, ' ').trim()));
}

import { diffArrays } from 'diff';

/** Text that two versions share (`=`), or that one of them alone has: the old (`-`) or the new (`+`). */
export interface WordChange {
  op: '=' | '+' | '-';
  text: string;
}

// The boundaries of words in any script; what stands between words is split off as well, so that nothing is lost.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** The most insertions and deletions that are looked for between two texts. */
const MOST_EDITS = 600;

/**
 * What makes the new text of the old one, word by word. The texts of `=` and `-` make the old one again,
 * character by character, those of `=` and `+` the new one. Texts that differ in more than `mostEdits` words are
 * taken for a rewriting: what stands between their common beginning and end is replaced whole.
 */
export function wordDiff(from: string, to: string, mostEdits = MOST_EDITS): WordChange[] {
  if (from === to) return joined([{ op: '=', text: from }]);
  const [old, now] = [wordsOf(from), wordsOf(to)];
  const start = commonStart(old, now);
  const end = commonEnd(old.slice(start), now.slice(start));
  const [oldMiddle, nowMiddle] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const changes = diffArrays(oldMiddle, nowMiddle, { maxEditLength: mostEdits });
  const middle = changes?.map(({ added, removed, value }): WordChange => ({
    op: added ? '+' : removed ? '-' : '=',
    text: value.join(''),
  })) ?? [
    { op: '-', text: oldMiddle.join('') },
    { op: '+', text: nowMiddle.join('') },
  ];
  return joined([
    { op: '=', text: old.slice(0, start).join('') },
    ...middle,
    { op: '=', text: old.slice(old.length - end).join('') },
  ]);
}

/**
 * The edits to look for in each of several pairs of texts with so many characters in all: the effort grows with
 * the product of the two, and stays below a bound.
 */
export function editsWorthLookingFor(characters: number): number {
  return Math.max(20, Math.min(MOST_EDITS, Math.floor(5_000_000 / Math.max(1, characters))));
}

function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count))
    count += 1;
  return count;
}

/** Without empty texts, and with neighbours of one kind as one. */
function joined(changes: readonly WordChange[]): WordChange[] {
  const result: WordChange[] = [];
  for (const { op, text } of changes) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last?.op === op) last.text += text;
    else result.push({ op, text });
  }
  return result;
}

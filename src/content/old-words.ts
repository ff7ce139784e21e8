import { wordDiff } from './diff/word-diff.js';

const TELLING = /\p{Lu}|\p{N}|[\p{L}\p{M}]{4,}/u;
const WORDS = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * What was said before and is said no more: the runs of words that a later text took out and the present one does not
 * have anywhere. `before` is the earlier texts, oldest first. Runs of short words alone tell nothing and are left out.
 */
export function oldPhrases(before: readonly string[], now: string): string[] {
  const present = padded(now);
  const texts = [...before, now];
  const removed = texts.slice(1).flatMap((text, index) =>
    wordDiff(texts[index] ?? '', text)
      .filter(({ op }) => op === '-')
      .map(({ text: run }) => wordsOf(run).join(' ')),
  );
  const old = removed.filter((run) => TELLING.test(run) && !present.includes(` ${run.toLowerCase()} `));
  return [...new Set(old)];
}

/** Those of the phrases that the text still says, as whole words and in any case. */
export function stillSaid(text: string, phrases: readonly string[]): string[] {
  const said = padded(text);
  return phrases.filter((phrase) => said.includes(` ${phrase.toLowerCase()} `));
}

function padded(text: string): string {
  return ` ${wordsOf(text).join(' ').toLowerCase()} `;
}

function wordsOf(text: string): string[] {
  return [...WORDS.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

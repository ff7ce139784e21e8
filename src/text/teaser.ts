const MAX_GRAPHEMES = 200;

// How far past the cut the word segmenter may look to see where the word there ends.
const DICTIONARY_REACH = 40;

const LINE_BREAKS = /[\r\n\u2028\u2029]+/g;
// A per cent sign is punctuation to Unicode, but `50%` must not become `50`.
const TRAILING_PUNCTUATION = /(?:(?![%‰٪])[\p{P}\s])+$/u;
const NO_SPACE_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * What lists show of an item: the standfirst, else the lede (its first paragraph). Longer than 200 graphemes it is
 * cut after a whole word, trailing punctuation is dropped and `…` added; shorter it stays whole. Null
 * where both are missing or blank.
 */
export function teaser(standfirst: string | null, lede: string | null): string | null {
  return shortened(standfirst) ?? shortened(lede);
}

function shortened(source: string | null): string | null {
  const text = source?.replace(LINE_BREAKS, ' ').trim();
  if (!text) return null;
  const end = endOfGraphemes(text, MAX_GRAPHEMES);
  if (end === text.length) return text;
  const head = text.slice(0, end);
  const kept = text.slice(0, endOfWords(text, head)).replace(TRAILING_PUNCTUATION, '');
  return `${kept || head}…`;
}

function endOfGraphemes(text: string, count: number): number {
  // No grapheme is shorter than one code unit; asking the segmenter is what costs.
  if (text.length <= count) return text.length;
  let seen = 0;
  for (const { index } of graphemes.segment(text)) {
    if (seen === count) return index;
    seen += 1;
  }
  return text.length;
}

/** Where the last whole word of `head`, a beginning of `text`, ends; all of `head` where its one word is too long. */
function endOfWords(text: string, head: string): number {
  if (isSpace(text, head.length)) return head.length;
  let lastWord = head.length;
  while (lastWord > 0 && !isSpace(head, lastWord - 1)) lastWord -= 1;
  // Chinese or Thai has no spaces to go by: there the dictionary of the word segmenter decides.
  if (NO_SPACE_SCRIPTS.test(head.slice(lastWord))) {
    const around = words.segment(text.slice(lastWord, head.length + DICTIONARY_REACH));
    const start = around.containing(head.length - lastWord)?.index;
    if (start) return lastWord + start;
  }
  return lastWord > 0 ? lastWord : head.length;
}

function isSpace(text: string, index: number): boolean {
  return /\s/.test(text.charAt(index));
}

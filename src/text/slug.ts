import { transliterate } from 'transliteration';

const MAX_LENGTH = 80;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

// Apostrophes, primes and the letters and quotation marks that are typed for them. The transliteration writes
// soft signs and ayins as ' and `, so they are dropped again after it.
const APOSTROPHES = /['`´‘’‚‛′‵ʹʻʼʽʾʿˈˊˋ՚׳＇｀]/gu;

// `£` would become `PS`, and `©` a word of its own.
const SYMBOLS = /\p{S}/gu;

// Each Han character is a word of its own to the transliteration, but what stands next to it is not parted from it.
const HAN_BORDERS =
  /(?<=\p{Script=Han})(?=[\p{L}\p{N}])(?!\p{Script=Han})|(?<=[\p{L}\p{N}])(?<!\p{Script=Han})(?=\p{Script=Han})/gu;

// The transliteration leaves out the alef and reads the Urdu letters as rarer sounds: without these, Pakistan would
// be `pkhstn`.
const URDU_LETTERS = new Map([
  ['ا', 'a'],
  ['آ', 'a'],
  ['أ', 'a'],
  ['إ', 'i'],
  ['ک', 'k'],
  ['ی', 'i'],
  ['ے', 'e'],
  ['ہ', 'h'],
  ['ھ', 'h'],
  ['ں', 'n'],
  ['ع', 'a'],
]);
const URDU = new RegExp(`[${[...URDU_LETTERS.keys()].join('')}]`, 'gu');

/**
 * The slug for a headline or name in any script: lower-case Latin letters, digits and single hyphens, at most
 * 80 characters, cut after a whole word. Null where nothing can be written in Latin letters, as in a row of emoji.
 */
export function slugFrom(text: string): string | null {
  const plain = text
    .replace(APOSTROPHES, '')
    .replace(SYMBOLS, ' ')
    .normalize('NFKC')
    .replace(HAN_BORDERS, ' ')
    .replace(URDU, (letter) => URDU_LETTERS.get(letter) ?? '');
  const words = transliterate(plain)
    .replace(APOSTROPHES, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return words.length === 0 ? null : cut(words.join('-'), MAX_LENGTH);
}

/** Whether the value is a slug as `slugFrom` makes them. */
export function isSlug(value: string): boolean {
  return value.length <= MAX_LENGTH && SLUG.test(value);
}

/** The slug with `-n` after it, shortened where needed so that it stays a slug. */
export function withSuffix(slug: string, n: number): string {
  const suffix = `-${n}`;
  return cut(slug, MAX_LENGTH - suffix.length) + suffix;
}

function cut(slug: string, length: number): string {
  if (slug.length <= length) return slug;
  const end = slug.lastIndexOf('-', length);
  return slug.slice(0, end > 0 ? end : length);
}

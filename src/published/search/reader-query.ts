/** One thing to look for: a word, or several in a row. */
export interface SearchTerm {
  text: string;
  /** Only the beginning of the (last) word. */
  prefix: boolean;
  /** What is not to be there. */
  excluded: boolean;
}

/** What a reader typed: alternatives, in each of which every term has to hold. */
export type ReaderQuery = SearchTerm[][];

/** Of a shorter beginning there are too many words to look for all of them. */
const SHORTEST_PREFIX = 3;

/** A phrase in quotes, closed or not, or a run of anything else; with `-` in front it is excluded. */
const TOKENS = /(?<minus>-)?["“”„](?<phrase>[^"“”„]*)["“”„]?(?<star>\*)?|(?<word>[^\s"“”„]+)/gu;

/**
 * Reads a query as readers type it: words that all have to be there, `"words in a row"`, `-excluded`, `beginning*`, and
 * `OR` between alternatives. Every text means something, or nothing; none is refused.
 */
export function readQuery(text: string): ReaderQuery {
  const alternatives: ReaderQuery = [[]];
  for (const { groups = {} } of text.matchAll(TOKENS)) {
    if (groups.word === 'OR') alternatives.push([]);
    else {
      const term = groups.word === undefined ? phraseTerm(groups) : wordTerm(groups.word);
      if (/[\p{L}\p{N}]/u.test(term.text)) alternatives.at(-1)?.push(term);
    }
  }
  return withFewPrefixes(alternatives.filter((terms) => terms.some(({ excluded }) => !excluded)));
}

function phraseTerm({ minus, phrase = '', star }: Readonly<Record<string, string | undefined>>): SearchTerm {
  return { text: phrase, prefix: star !== undefined && isLongEnough(phrase), excluded: minus !== undefined };
}

function wordTerm(word: string): SearchTerm {
  const excluded = word.startsWith('-');
  const text = word.replace(/^-+|\*+$/gu, '');
  return { text, prefix: word.endsWith('*') && isLongEnough(text), excluded };
}

/** So many beginnings are looked for in one query: for each, all places of all words that begin so are gathered. */
const MOST_PREFIXES = 4;

/** The query in which beginnings after the first few are whole words. */
export function withFewPrefixes(query: ReaderQuery): ReaderQuery {
  let left = MOST_PREFIXES;
  return query.map((terms) =>
    terms.map((term) => (term.prefix ? { ...term, prefix: (left -= 1) >= 0 } : term)),
  );
}

/** Whether the last word of it is long enough to be looked for as a beginning. */
export function isLongEnough(text: string): boolean {
  const [last = ''] = /[\p{L}\p{M}\p{N}]+$/u.exec(text) ?? [];
  return [...last].length >= SHORTEST_PREFIX;
}

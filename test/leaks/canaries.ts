import { randomInt } from 'node:crypto';

/**
 * Words that stand nowhere but where they were planted, each with what it is. Letters alone, so that no slug, address
 * or e-mail address changes them.
 */
export class Canaries {
  private readonly planted = new Map<string, string>();

  /** A new word for what is called so. */
  plant(what: string): string {
    const letters = Array.from({ length: 12 }, () => String.fromCodePoint(97 + randomInt(26))).join('');
    const word = `zq${letters}`;
    this.planted.set(word, what);
    return word;
  }

  /** A word that was there already, such as an id. */
  watch(word: string, what: string): void {
    this.planted.set(word, what);
  }

  /** What is to be seen in the text, in whatever letters. */
  in(text: string): string[] {
    const lower = text.toLowerCase();
    return [...this.planted].flatMap(([word, what]) => (lower.includes(word) ? [what] : []));
  }
}

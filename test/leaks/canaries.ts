import { randomInt } from 'node:crypto';

/** Wherever a planted word or an id begins, with the whole of it; one may begin inside another. */
const CANARY = /(?=(zq[a-z]{12}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}))/g;

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

  /** An id, which was there already. */
  watch(id: string, what: string): void {
    if (found(id)[0] !== id) throw new Error(`${id} would not be found anywhere.`);
    this.planted.set(id, what);
  }

  /** What is to be seen in the text, in whatever letters. */
  in(text: string): string[] {
    return [...new Set(found(text.toLowerCase()))].flatMap((word) => this.planted.get(word) ?? []);
  }
}

function found(text: string): string[] {
  return Array.from(text.matchAll(CANARY), ([, word = '']) => word);
}

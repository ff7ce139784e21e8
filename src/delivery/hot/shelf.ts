import type { KeptAnswer } from './kept-answer.js';

/**
 * Answers by URL, up to a number of bytes. What is asked for is only marked; the marks are looked at when room is needed, and
 * what has none since the last look makes room (the "clock" algorithm): so a hit moves nothing.
 */
export class Shelf {
  /** In the order in which they came, or were last spared. */
  private readonly byUrl = new Map<string, KeptAnswer>();
  private readonly urlsOfItem = new Map<string, Set<string>>();
  private held = 0;

  constructor(private readonly most: number) {}

  get answers(): number {
    return this.byUrl.size;
  }

  get bytes(): number {
    return this.held;
  }

  find(url: string): KeptAnswer | null {
    const found = this.byUrl.get(url);
    if (found === undefined) return null;
    if (found.expiresAt !== Infinity && found.expiresAt < performance.now()) {
      this.remove(found);
      return null;
    }
    found.isWanted = true;
    return found;
  }

  /** Puts the answer in place of another at its URL, unless it would take too much of the whole shelf. */
  put(answer: KeptAnswer): void {
    const other = this.byUrl.get(answer.url);
    if (other) this.remove(other);
    if (answer.bytes > this.most / 4) return;
    this.byUrl.set(answer.url, answer);
    this.held += answer.bytes;
    answer.whenGrown = (by) => this.grow(answer, by);
    const itemId = itemOf(answer);
    if (itemId !== null) {
      const urls = this.urlsOfItem.get(itemId) ?? new Set();
      this.urlsOfItem.set(itemId, urls.add(answer.url));
    }
    this.makeRoom();
  }

  /** Removes the documents of the item. */
  removeItem(itemId: string): void {
    for (const url of this.urlsOfItem.get(itemId) ?? []) {
      const answer = this.byUrl.get(url);
      if (answer) this.remove(answer);
    }
  }

  /** The answer is on the shelf. */
  remove(answer: KeptAnswer): void {
    this.byUrl.delete(answer.url);
    this.held -= answer.bytes;
    const itemId = itemOf(answer);
    if (itemId === null) return;
    const urls = this.urlsOfItem.get(itemId);
    urls?.delete(answer.url);
    if (urls?.size === 0) this.urlsOfItem.delete(itemId);
  }

  clear(): void {
    this.byUrl.clear();
    this.urlsOfItem.clear();
    this.held = 0;
  }

  /** One that has left meanwhile takes no room. */
  private grow(answer: KeptAnswer, by: number): void {
    if (this.byUrl.get(answer.url) !== answer) return;
    this.held += by;
    this.makeRoom();
  }

  /** Ends, because whoever is spared has lost the mark when its turn comes again. */
  private makeRoom(): void {
    for (const answer of this.byUrl.values()) {
      if (this.held <= this.most) return;
      if (answer.isWanted) this.spare(answer);
      else this.remove(answer);
    }
  }

  private spare(answer: KeptAnswer): void {
    answer.isWanted = false;
    this.byUrl.delete(answer.url);
    this.byUrl.set(answer.url, answer);
  }
}

function itemOf({ restsOn }: KeptAnswer): string | null {
  return 'itemId' in restsOn ? restsOn.itemId : null;
}

/** Chance that a seed brings back: whoever does something at random has one of their own. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = (seed % 2_147_483_646) + 1;
    // The first numbers of neighbouring seeds are neighbours too.
    for (let count = 0; count < 3; count += 1) this.below(1);
  }

  /** A whole number from 0 up to `end`, without it. */
  below(end: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return Math.floor((this.state / 2_147_483_647) * end);
  }

  /** One of several. */
  of<T>(several: readonly T[]): T {
    const found = several[this.below(several.length)];
    if (found === undefined) throw new Error('There is nothing to choose from');
    return found;
  }

  /** All of them, in any order. */
  shuffled<T>(several: readonly T[]): T[] {
    return several
      .map((one) => ({ one, place: this.below(1_000_000) }))
      .sort((first, second) => first.place - second.place)
      .map(({ one }) => one);
  }
}

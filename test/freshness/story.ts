/** How old what readers see may be. */
export const BOUND_MS = 1_000;

/** What was acknowledged: the number of a publication, or the kill. */
export interface Acknowledged {
  state: number | 'killed';
  /** When its editor had the answer, of `performance.now()`. */
  at: number;
}

/** A story that is published again and again, each time with the next number in its headline. */
export class Story {
  readonly slug: string;
  /** In the order in which it happened. */
  private readonly acknowledged: Acknowledged[] = [];
  private last = 0;
  private leaving = false;

  constructor(
    readonly id: string,
    readonly name: string,
  ) {
    this.slug = slugOf(name);
  }

  /** The number of a publication that is begun now. It counts upwards, also over those that come to nothing. */
  nextNumber(): number {
    this.last += 1;
    return this.last;
  }

  /** That a kill is begun: from now on it may be gone. */
  leave(): void {
    this.leaving = true;
  }

  get isLeaving(): boolean {
    return this.leaving;
  }

  acknowledge(state: Acknowledged['state']): void {
    this.acknowledged.push({ state, at: performance.now() });
  }

  /** What whoever asks at that time must see at least; null before anything was settled for so long. */
  due(askedAt: number): Acknowledged | null {
    return this.acknowledged.findLast(({ at }) => at < askedAt - BOUND_MS) ?? null;
  }

  headline(number: number): string {
    return `${this.name} ${number} sails with the ferries`;
  }

  /** The numbers that a text shows of it. */
  numbersIn(text: string): number[] {
    return [...text.matchAll(new RegExp(`${this.name} (\\d+)`, 'g'))].map(([, number]) => Number(number));
  }

  /** Whether anything of it is in the text. */
  isIn(text: string): boolean {
    return text.toLowerCase().includes(this.name.toLowerCase());
  }
}

/** The slug of the story of that name, so that readers can ask for it before it is published. */
export function slugOf(name: string): string {
  return `${name.toLowerCase()}-sails`;
}

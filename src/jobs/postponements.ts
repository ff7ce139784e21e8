const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

/** Which items are left alone for a while, in this process: seconds at first, then minutes. */
export class Postponements {
  private readonly waits = new Map<string, { attempts: number; until: number }>();

  /** Leaves the item alone, longer each time. */
  postpone(itemId: string): void {
    const attempts = (this.waits.get(itemId)?.attempts ?? 0) + 1;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
    this.waits.set(itemId, { attempts, until: performance.now() + wait });
  }

  /** Forgets what went wrong with it. */
  clear(itemId: string): void {
    this.waits.delete(itemId);
  }

  /** Those that are to be left alone now. */
  items(): string[] {
    const now = performance.now();
    return [...this.waits].filter(([, { until }]) => until > now).map(([itemId]) => itemId);
  }
}

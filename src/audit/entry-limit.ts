const WINDOW_MS = 60_000;

interface Window {
  endsAt: number;
  written: number;
  suppressed: number;
}

/**
 * Keeps what anybody can cause at will from filling the trail: so many entries a minute of each cause, and so many
 * of all together; what goes beyond is counted. Within this process only. Times are milliseconds.
 */
export class EntryLimit {
  private readonly windows = new Map<string, Window>();
  private readonly all: Window = { endsAt: 0, written: 0, suppressed: 0 };

  constructor(
    private readonly perCause: number,
    private readonly together: number,
  ) {}

  /** Whether an entry of this cause may be written now; if not, it is counted for its cause. */
  admits(cause: string, now: number): boolean {
    if (this.all.endsAt <= now) Object.assign(this.all, { endsAt: now + WINDOW_MS, written: 0 });
    const window = this.windowOf(cause, now);
    if (window === null) {
      this.all.suppressed += 1;
      return false;
    }
    if (window.written >= this.perCause || this.all.written >= this.together) {
      window.suppressed += 1;
      return false;
    }
    window.written += 1;
    this.all.written += 1;
    return true;
  }

  /**
   * Takes out what was suppressed in the windows that are over, or in all where `now` is infinite: how many of which
   * cause; null stands for those that came when there were too many causes to tell apart.
   */
  takeSuppressed(now: number): { cause: string | null; count: number }[] {
    const taken: { cause: string | null; count: number }[] = [];
    for (const [cause, { endsAt, suppressed }] of this.windows) {
      if (endsAt > now) continue;
      this.windows.delete(cause);
      if (suppressed > 0) taken.push({ cause, count: suppressed });
    }
    if (this.all.suppressed > 0 && this.all.endsAt <= now) {
      taken.push({ cause: null, count: this.all.suppressed });
      this.all.suppressed = 0;
    }
    return taken;
  }

  /** Null where more causes are told apart already than entries may be written. */
  private windowOf(cause: string, now: number): Window | null {
    const known = this.windows.get(cause);
    if (known && known.endsAt > now) return known;
    if (!known && this.windows.size >= this.together) return null;
    // What the window before suppressed is still to be told.
    const window = { endsAt: now + WINDOW_MS, written: 0, suppressed: known?.suppressed ?? 0 };
    this.windows.set(cause, window);
    return window;
  }
}

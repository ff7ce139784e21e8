/**
 * Runs rounds in the background: when woken, and when the time comes that the round before named. Never two at once;
 * woken during one, it runs another after it. What its owner does at the start and the end of the program is the owner's.
 */
export class WakefulLoop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopped = false;

  /** `round` must not throw; it gives the milliseconds until the next look, if nobody wakes the loop before. */
  constructor(private readonly round: () => Promise<number>) {}

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Says that there may be something to do. */
  wake(): void {
    if (this.stopped) return;
    this.wanted = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.wanted) this.wake();
    });
  }

  /** Begins nothing new from here on; a round that is under way sees it by `isStopped`. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** When the round that is under way is through. */
  async ended(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.timer);
    const wait = await this.round();
    if (!this.stopped) this.timer = setTimeout(() => this.wake(), wait);
  }
}

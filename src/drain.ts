type Step = () => Promise<void>;

/** How long a stop may take before the process ends regardless. Orchestrators commonly kill after 10 s. */
const LIMIT_MS = 9_500;

/**
 * Ends the process in order: what was opened last is closed first. Begins at SIGTERM, SIGINT or SIGHUP, or
 * when the process that started this one over an IPC channel is gone; whatever comes after the first is
 * ignored, for npm and a terminal both pass on a Ctrl-C.
 */
export class Drain {
  private readonly steps: Step[] = [];
  private ending: Promise<never> | null = null;

  constructor() {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void this.end(0));
    process.once('disconnect', () => void this.end(0));
  }

  get begun(): boolean {
    return this.ending !== null;
  }

  /** Adds what closes something that was just opened. */
  add(step: Step): void {
    this.steps.push(step);
  }

  /** Runs the steps, last one first, and exits with `code`; at the second call the first one's promise. */
  async end(code: number): Promise<never> {
    this.ending ??= this.run(code);
    return await this.ending;
  }

  private async run(code: number): Promise<never> {
    setTimeout(() => {
      console.error(`Copydesk did not stop in order within ${LIMIT_MS / 1000} seconds and ends now.`);
      process.exit(1);
    }, LIMIT_MS);
    for (const step of this.steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        console.error('While stopping:', error);
        code ||= 1;
      }
    }
    return process.exit(code);
  }
}

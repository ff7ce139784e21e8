import { type Server, startServer } from '../harness/server.js';

/** One of the processes, which is killed and started again at its port. */
export class Instance {
  private upSince = performance.now();
  private up = true;
  private writtenTo = -Infinity;

  private constructor(
    private server: Server,
    private readonly settings: Record<string, string>,
  ) {}

  static async start(settings: Record<string, string>): Promise<Instance> {
    return new Instance(await startServer(settings), settings);
  }

  get url(): string {
    return this.server.url;
  }

  get isUp(): boolean {
    return this.up;
  }

  /** That something is written through it: whoever writes looks for what else has changed. */
  write(): void {
    this.writtenTo = performance.now();
  }

  /** Whether nothing was written through it since then. */
  wasSilentSince(time: number): boolean {
    return this.writtenTo < time;
  }

  /** Whether it was away at any time since then: what was asked of it may have come to nothing. */
  wasAwaySince(time: number): boolean {
    return !this.up || this.upSince > time;
  }

  /** Kills it with whatever it is doing, and starts it again. */
  async killedAndStarted(): Promise<void> {
    this.up = false;
    this.server.kill('SIGKILL');
    await this.server.ended;
    this.server = await startServer({ ...this.settings, PORT: String(this.server.port) });
    this.up = true;
    this.upSince = performance.now();
  }
}

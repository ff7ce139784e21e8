import cluster, { type Worker } from 'node:cluster';
import type { Config, ConfigValues } from './config.js';

/** A worker finishes its requests in 8 seconds, and the whole has 9.5: what is left is for the database. */
const FINISH_MS = 8_700;
const LEAST_PAUSE_MS = 100;
const MOST_PAUSE_MS = 10_000;
/** Deaths that count for the pause before the next start. */
const RECENT_MS = 60_000;
/** After so many starts in a row that came to nothing, with nobody serving, there is no use in another. */
const MOST_FAILED_STARTS = 3;

/** What is settled once, before any worker starts. */
type Opened = Pick<ConfigValues, 'databaseUrl' | 'secret'>;

type End = number | NodeJS.Signals;

/**
 * Looks after the processes that serve (`WEB_CONCURRENCY`), which share its port: starts them, replaces one that ended,
 * and has them finish at the end. They end by themselves when this process is gone, however it went.
 */
export class Supervisor {
  private readonly workers = new Set<Worker>();
  private readonly serving = new Set<Worker>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private deaths: number[] = [];
  private failedStarts = 0;
  private hasServed = false;
  private stopping = false;

  /** `giveUp` is called when there is no use in going on; what there is to say of it has been said. */
  constructor(
    private readonly config: Config,
    private readonly giveUp: () => Promise<never>,
  ) {}

  /** Starts them all, and returns as soon as one serves, with what that has to announce. */
  async start(): Promise<string> {
    // Each accepts by itself: a connection that was handed to one which then dies would hang for ever.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    // The first one alone: it prepares the database, and a start that is refused is refused once.
    const text = await new Promise<string>((resolve) => this.fork(resolve));
    for (let count = 1; count < this.config.webConcurrency; count += 1) this.fork();
    return text;
  }

  /** Has them finish what is under way, and ends those that do not. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const pause of this.pauses) clearTimeout(pause);
    const workers = [...this.workers];
    const ends = workers.map(endOf);
    for (const worker of workers) worker.process.kill('SIGTERM');
    const impatience = setTimeout(() => {
      for (const worker of workers) worker.process.kill('SIGKILL');
    }, FINISH_MS);
    const ended = await Promise.all(ends);
    clearTimeout(impatience);
    // One that has just begun to start ends by the signal, which is in order too.
    const others = ended.filter((end) => end !== 0 && end !== 'SIGTERM').length;
    if (others > 0) throw new Error(`${others} of ${ended.length} processes did not end in order`);
  }

  private fork(served: (text: string) => void = () => undefined): void {
    const worker = cluster.fork();
    this.workers.add(worker);
    const { databaseUrl, secret } = this.config;
    worker.once('online', () => worker.send({ databaseUrl, secret } satisfies Opened));
    const hear = (message: unknown): void => {
      // Its metrics come the same way.
      if (typeof message !== 'string') return;
      worker.off('message', hear);
      this.serving.add(worker);
      this.failedStarts = 0;
      this.hasServed = true;
      served(message);
    };
    worker.on('message', hear);
    // Of one that is gone before it was told anything; its end is heard of below.
    worker.on('error', () => undefined);
    void endOf(worker).then((end) => this.replace(worker, end));
  }

  private replace(worker: Worker, end: End): void {
    this.workers.delete(worker);
    const hadServed = this.serving.delete(worker);
    if (this.stopping) return;
    if (!hadServed) this.failedStarts += 1;
    const mostFailed = this.hasServed ? MOST_FAILED_STARTS : 1;
    if (this.serving.size === 0 && this.failedStarts >= mostFailed) {
      // Of the first, that has said itself why it does not start, unless it was killed.
      const isTold = !this.hasServed && typeof end === 'number';
      if (!isTold) console.error('Copydesk ends, because none of its processes starts any more.');
      void this.giveUp();
      return;
    }
    const now = performance.now();
    this.deaths = [...this.deaths, now].filter((at) => at > now - RECENT_MS);
    const pauseMs = Math.min(MOST_PAUSE_MS, LEAST_PAUSE_MS * 2 ** (this.deaths.length - 1));
    const how = typeof end === 'number' ? `exit code ${end}` : end;
    console.error(`The process ${worker.process.pid} has ended (${how}); another takes its place.`);
    const pause = setTimeout(() => {
      this.pauses.delete(pause);
      this.fork();
    }, pauseMs);
    this.pauses.add(pause);
  }
}

/** The exit code of the worker, or the signal that ended it. */
async function endOf(worker: Worker): Promise<End> {
  return await new Promise((resolve) => {
    worker.once('exit', (code: number, signal: NodeJS.Signals | null) => resolve(signal ?? code));
  });
}

/** Whether this process is one that a supervisor started. */
export function isWorker(): boolean {
  return cluster.isWorker;
}

/** In a worker: what the supervisor has opened, or generated. */
export async function opened(): Promise<Opened> {
  return await new Promise((resolve) => {
    const hear = (message: Partial<Opened>): void => {
      // It may be asked for its metrics before. Both can come at once, so it listens until it was told.
      if (message.databaseUrl === undefined || message.secret === undefined) return;
      process.off('message', hear);
      resolve(message as Opened);
    };
    process.on('message', hear);
  });
}

/** In a worker: that it serves now, with what there is to announce. */
export function tellSupervisor(announcement: string): void {
  process.send?.(announcement);
}

import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.js';
import { Chance } from './chance.js';
import type { Instance } from './instance.js';
import type { Notices } from './notices.js';
import { faultIn, type Page, type Seen } from './page.js';
import { type Judged, Tally } from './tally.js';

/** Between two requests of a reader, at most. */
const PAUSE_MS = 30;

/** A copy that a reader has. */
interface Copy {
  etag: string;
  seen: Seen;
}

/** Readers who ask all processes for all pages, on connections that they keep, and judge what they get. */
export class Readers {
  readonly tally = new Tally();
  /** What was wrong, in words. */
  readonly faults: string[] = [];
  private watched: readonly Page[] = [];
  private stopped = false;

  constructor(
    private readonly instances: readonly Instance[],
    private readonly pages: readonly Page[],
    private readonly notices: Notices,
    private readonly seed: number,
  ) {}

  /** Has so many readers ask until they are told to stop. */
  async run(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, async (_, number) => this.read(this.seed + number)));
  }

  /** From now on, every second request is for one of these: something happens there. */
  watch(paths: readonly string[]): void {
    this.watched = this.pages.filter(({ path }) => paths.includes(path));
  }

  stop(): void {
    this.stopped = true;
  }

  private async read(seed: number): Promise<void> {
    const chance = new Chance(seed);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const copies = new Map<string, Copy>();
    while (!this.stopped) {
      const isWatching = this.watched.length > 0 && chance.below(2) === 0;
      const [instance, page] = [chance.of(this.instances), chance.of(isWatching ? this.watched : this.pages)];
      const copy = chance.below(2) === 0 ? copies.get(page.path) : undefined;
      const askedAt = performance.now();
      const headers: Record<string, string> = copy ? { 'If-None-Match': copy.etag } : {};
      const answer = await ask(instance.url + page.path, { agent, headers }).catch((error: Error) => {
        // Of a process that is being killed or started, that is no answer, and nothing wrong.
        if (!instance.wasAwaySince(askedAt)) this.faults.push(`${page.path}: ${error.message}`);
        return null;
      });
      if (answer !== null) {
        const seen = answer.status === 304 && copy ? copy.seen : answer;
        this.judge({ instance, page, status: answer.status, askedAt }, seen);
        if (answer.status === 200 && answer.etag) copies.set(page.path, { etag: answer.etag, seen });
      }
      await pause(chance.below(PAUSE_MS));
    }
    agent.destroy();
  }

  private judge(judged: Judged, seen: Seen): void {
    const { instance, page, askedAt } = judged;
    const fault = faultIn(page, seen, askedAt);
    if (fault !== null) {
      const process = this.instances.indexOf(instance);
      this.faults.push(`${page.path} on process ${process}, answered with ${judged.status}: ${fault}`);
    }
    this.tally.add(judged, this.notices.heldSince);
  }
}

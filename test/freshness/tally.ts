import type { Instance } from './instance.js';
import type { Page } from './page.js';

/** How long a publication is new: an answer that must show one of these could have been an old one. */
const NEW_MS = 4_000;

/** What was judged, by which a test that finds nothing shows that it has looked. */
export interface Counts {
  /** Answers that had to show something new. */
  judged: number;
  /** Of those, the ones of a process through which nothing was written since, so that it had to hear or to look. */
  elsewhere: number;
  /** Of those again, the ones to show what was published while nobody could be told, and answered meanwhile. */
  unheard: number;
  /** Of those that were judged, the ones that said that a copy is still good. */
  notModified: number;
  /** Answers that had to say that a story was killed, whenever it was. */
  killed: number;
}

const NONE: Counts = { judged: 0, elsewhere: 0, unheard: 0, notModified: 0, killed: 0 };

/** An answer that was judged. */
export interface Judged {
  instance: Instance;
  page: Page;
  status: number;
  askedAt: number;
}

/** Counts what was judged, for each page on each process. */
export class Tally {
  private readonly counts = new Map<Instance, Map<string, Counts>>();

  /** `heldSince`: since when nobody could be told of a change, if that is still so. */
  add({ instance, page, status, askedAt }: Judged, heldSince: number | null): void {
    const counts = this.countsOf(instance, page.path);
    const dues = page.stories.flatMap((story) => story.due(askedAt) ?? []);
    if (page.isDocument && dues.some(({ state }) => state === 'killed')) counts.killed += 1;
    const newest = Math.max(...dues.map(({ at }) => at), -Infinity);
    if (newest < askedAt - NEW_MS) return;
    counts.judged += 1;
    if (status === 304) counts.notModified += 1;
    if (!instance.wasSilentSince(newest)) return;
    counts.elsewhere += 1;
    if (heldSince !== null && newest > heldSince) counts.unheard += 1;
  }

  /** How many on that process, of one page or of all. */
  on(instance: Instance, what: keyof Counts, path?: string): number {
    return [...(this.counts.get(instance) ?? [])]
      .filter(([one]) => path === undefined || one === path)
      .reduce((sum, [, counts]) => sum + counts[what], 0);
  }

  private countsOf(instance: Instance, path: string): Counts {
    const byPath = this.counts.get(instance) ?? new Map<string, Counts>();
    this.counts.set(instance, byPath);
    const counts = byPath.get(path) ?? { ...NONE };
    byPath.set(path, counts);
    return counts;
  }
}

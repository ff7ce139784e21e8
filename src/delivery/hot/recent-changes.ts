import type { RestsOn } from './made-answer.js';
import { EVERY_LIST } from './topics.js';

/** So many: an answer that has missed more is not known to be good. */
const REMEMBERED = 1_000;

/** What a change was about, and the generation that it made. */
interface Change {
  generation: number;
  topics: ReadonlySet<string>;
}

/**
 * What has changed lately. A change costs as much as it has topics, however many answers are kept: whether it has ended one of
 * them is asked when somebody wants that one.
 */
export class RecentChanges {
  private readonly lastOf = new Map<string, number>();
  private remembered: Change[] = [];
  /** What was made before is not known to be good. */
  private since = -1;

  note(change: Change): void {
    for (const topic of change.topics) this.lastOf.set(topic, change.generation);
    this.remembered.push(change);
    if (this.remembered.length > REMEMBERED) this.forgetOldest();
  }

  /** That what came before the generation was missed, or nobody is to know of it any more. */
  forget(generation: number): void {
    this.lastOf.clear();
    this.remembered = [];
    this.since = generation;
  }

  /** Whether what was right at the generation is known to be right still. */
  haveSpared(restsOn: RestsOn, generation: number): boolean {
    if (generation < this.since) return false;
    if ('itemId' in restsOn) return !this.isAfter(generation, restsOn.itemId);
    if (this.isAfter(generation, EVERY_LIST)) return false;
    return !restsOn.topics.some((topic) => this.isAfter(generation, topic));
  }

  private isAfter(generation: number, topic: string): boolean {
    return (this.lastOf.get(topic) ?? -1) > generation;
  }

  private forgetOldest(): void {
    const oldest = this.remembered.shift();
    if (oldest === undefined) return;
    this.since = oldest.generation;
    for (const topic of oldest.topics) {
      if (this.lastOf.get(topic) === oldest.generation) this.lastOf.delete(topic);
    }
  }
}

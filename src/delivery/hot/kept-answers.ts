import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { PublicationClock } from '../../published/publication-clock.js';
import type { ReaderChange } from '../../published/publication-notice.js';
import { KeptAnswer } from './kept-answer.js';
import type { AnswerFacts, MadeAnswer, RestsOn } from './made-answer.js';
import { RecentChanges } from './recent-changes.js';
import { Shelf } from './shelf.js';
import { EVERY_LIST, topicsOf } from './topics.js';

const MIB = 1024 * 1024;
/** Some of what lists rest on passes with time alone. */
const PAGE_MS = 30_000;
/** So is it with what is not there, or not any more: an embargo ends by itself. */
const ABSENCE_MS = 1_000;

/**
 * The answers of the delivery API, kept in this process until what they rest on changes. Bounded in bytes: what was asked
 * for longest ago goes first, and addresses that do not exist cannot crowd out those that do.
 */
@Injectable()
export class KeptAnswers {
  private readonly documents: Shelf;
  private readonly pages: Shelf;
  private readonly absences: Shelf;
  private readonly changes = new RecentChanges();

  constructor(
    config: Config,
    private readonly clock: PublicationClock,
  ) {
    const bytes = config.readerCacheMegabytes * MIB;
    this.documents = new Shelf(bytes * 0.7);
    this.pages = new Shelf(bytes * 0.25);
    this.absences = new Shelf(bytes * 0.05);
    clock.tell((change) => this.hear(change));
  }

  /** The answer at the URL, if one is kept and can be trusted. */
  find(url: string): KeptAnswer | null {
    if (!this.clock.isSure) return null;
    return this.documents.find(url) ?? this.page(url) ?? this.absences.find(url);
  }

  /**
   * Keeps an answer that was begun at the generation, where there is room for it. Null where what it rests on has changed
   * since, or there is no such generation any more: then it is good for nobody who asks now.
   */
  keep(url: string, { facts, body }: MadeAnswer, begunAt: number | null): KeptAnswer | null {
    const { generation } = this.clock;
    if (begunAt === null || generation === null || begunAt > generation) return null;
    if (!this.changes.haveSpared(facts.restsOn, begunAt)) return null;
    const [shelf, lifetime] = this.placeOf(facts);
    const own = typeof body === 'string' ? body : inMemoryOfItsOwn(body);
    const answer = new KeptAnswer({ facts, body: own }, url, performance.now() + lifetime);
    answer.goodAt = generation;
    shelf.put(answer);
    return answer;
  }

  /** How much is kept, in answers and bytes. */
  get size(): { answers: number; bytes: number } {
    const shelves = [this.documents, this.pages, this.absences];
    return {
      answers: shelves.reduce((sum, { answers }) => sum + answers, 0),
      bytes: shelves.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  /** Documents go at once, and killed text with them; of lists, those that rest on something else stay. */
  private hear(change: ReaderChange | null): void {
    const generation = this.clock.generation ?? -1;
    if (change === null) {
      this.changes.forget(generation);
      for (const shelf of [this.documents, this.pages, this.absences]) shelf.clear();
      return;
    }
    const topics = topicsOf(change);
    this.changes.note({ generation, topics });
    this.absences.clear();
    if (topics.has(EVERY_LIST)) this.pages.clear();
    if (change.item) this.documents.removeItem(change.item.id);
  }

  /** The list at the URL; one that a change has ended makes room. */
  private page(url: string): KeptAnswer | null {
    const found = this.pages.find(url);
    const { generation } = this.clock;
    if (found === null || generation === null || found.goodAt === generation) return found;
    if (this.changes.haveSpared(found.restsOn, found.goodAt)) {
      found.goodAt = generation;
      return found;
    }
    this.pages.remove(found);
    return null;
  }

  private placeOf({ status, restsOn }: AnswerFacts): [Shelf, number] {
    if (status !== 200) return [this.absences, ABSENCE_MS];
    return isDocument(restsOn) ? [this.documents, Infinity] : [this.pages, PAGE_MS];
  }
}

/** Small buffers are parts of larger ones, which would be held on to as a whole. */
function inMemoryOfItsOwn(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

function isDocument(restsOn: RestsOn): boolean {
  return 'itemId' in restsOn;
}

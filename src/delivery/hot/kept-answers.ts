import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import type { Kind } from '../../kinds.js';
import { PublicationClock, type ReaderChange } from '../../published/publication-clock.js';
import { KeptAnswer } from './kept-answer.js';
import type { MadeAnswer, RestsOn } from './made-answer.js';
import { Shelf } from './shelf.js';

const MIB = 1024 * 1024;
/** Changes that a slow answer may have to be compared with; one that missed more is not kept. */
const REMEMBERED = 1_000;
/** Some of what lists rest on passes with time alone. */
const PAGE_MS = 30_000;
/** So is it with what is not there, or not any more: an embargo ends by itself. */
const ABSENCE_MS = 1_000;

/** A change, and the generation that it made. */
interface Remembered {
  generation: number;
  change: ReaderChange;
}

/**
 * The answers of the delivery API, kept in this process until what they rest on changes. Bounded in bytes: what was asked
 * for longest ago goes first, and addresses that do not exist cannot crowd out those that do.
 */
@Injectable()
export class KeptAnswers {
  private readonly documents: Shelf;
  private readonly pages: Shelf;
  private readonly absences: Shelf;
  private recent: Remembered[] = [];
  /** The generation of the last loss of everything: what was begun before it is not kept. */
  private lostAt = -1;

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
    return this.documents.find(url) ?? this.pages.find(url) ?? this.absences.find(url);
  }

  /**
   * Keeps an answer that was begun at the generation, where there is room for it. Null where what it rests on has changed
   * since: then it is good for nobody who asks now.
   */
  keep(url: string, made: MadeAnswer, begunAt: number | null): KeptAnswer | null {
    if (begunAt === null || begunAt < this.lostAt || this.hasChangedSince(begunAt, made)) return null;
    const [shelf, lifetime] = this.placeOf(made);
    const body = typeof made.body === 'string' ? made.body : inMemoryOfItsOwn(made.body);
    const answer = new KeptAnswer({ ...made, body }, url, performance.now() + lifetime);
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

  private hear(change: ReaderChange | null): void {
    if (change === null) {
      this.lostAt = this.clock.generation ?? -1;
      this.recent = [];
      for (const shelf of [this.documents, this.pages, this.absences]) shelf.clear();
      return;
    }
    this.recent.push({ generation: this.clock.generation ?? -1, change });
    if (this.recent.length > REMEMBERED) {
      this.lostAt = this.recent.shift()?.generation ?? this.lostAt;
    }
    this.absences.clear();
    this.pages.removeWhere(({ restsOn }) => isEndedBy(restsOn, change));
    if (change.item) this.documents.removeItem(change.item.id);
  }

  private placeOf(made: MadeAnswer): [Shelf, number] {
    if (made.status !== 200) return [this.absences, ABSENCE_MS];
    return isDocument(made.restsOn) ? [this.documents, Infinity] : [this.pages, PAGE_MS];
  }

  private hasChangedSince(generation: number, made: MadeAnswer): boolean {
    return this.recent.some((one) => one.generation > generation && isEndedBy(made.restsOn, one.change));
  }
}

/** Small buffers are parts of larger ones, which would be held on to as a whole. */
function inMemoryOfItsOwn(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

function isDocument(restsOn: RestsOn): boolean {
  return typeof restsOn === 'object' && 'itemId' in restsOn;
}

function isEndedBy(restsOn: RestsOn, { item }: ReaderChange): boolean {
  if (restsOn === 'anything') return true;
  if ('itemId' in restsOn) return item?.id === restsOn.itemId;
  return item === null || restsOn.kinds.some((kind: Kind) => kind === item.kind);
}

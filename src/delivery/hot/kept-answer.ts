import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { lastModifiedDate, SETTLED_AFTER_MS } from '../../http/conditional.js';
import type { Encoding } from '../../http/encodings.js';
import { safeUrl } from '../../http/request-log.js';
import type { AnswerFacts, MadeAnswer, RestsOn } from './made-answer.js';
import { etagIn, Representation } from './representation.js';
import { WholeAnswer } from './whole-answer.js';

/** Less is not worth a compression: it fits into one packet as it is. */
const LEAST_COMPRESSED = 1_000;
const ENCODINGS = ['identity', 'br', 'gzip'] as const satisfies Encoding[];
/** What is kept with a body besides: heads and headers, for each encoding; and the answer itself. */
const BYTES_OF_ENCODING = 1_500;
const BYTES_OF_ANSWER = 1_500;
/** Of an item's id or the like, with its place in a list. */
const BYTES_OF_TOPIC = 64;
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } };

const compressions: Readonly<Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>>> = {
  br: async (body) => promisify(brotliCompress)(body, QUALITY),
  gzip: async (body) => promisify(gzip)(body, { level: 7 }),
};

/** An answer that is sent to many. What differs between them is made as it is asked for, and then kept as well. */
export class KeptAnswer {
  /** Called with the bytes of what has been made and is kept with it from now on. */
  whenGrown: ((by: number) => void) | null = null;
  /** The URL as it may stand in a log, as a JSON string. */
  readonly loggedUrl: string;
  /** That it was asked for since the shelf last looked for room. */
  isWanted = false;
  /** The generation of what readers see up to which nothing that it rests on has changed. */
  goodAt = -1;
  private readonly facts: AnswerFacts;
  private readonly identity: Representation;
  private readonly encoded = new Map<Encoding, Representation>();
  private readonly encoding = new Map<Encoding, Promise<Representation>>();
  private settledDate: string | null = null;
  private tags: readonly string[] | null = null;
  private held: number;

  constructor(
    { facts, body }: MadeAnswer,
    readonly url: string,
    readonly expiresAt: number,
  ) {
    this.loggedUrl = JSON.stringify(safeUrl(url));
    this.facts = facts;
    this.identity = new Representation(facts, 'identity', body);
    const topics = 'itemId' in facts.restsOn ? 1 : facts.restsOn.topics.length;
    this.held = BYTES_OF_ANSWER + 6 * url.length + topics * BYTES_OF_TOPIC + bytesOf(this.identity);
  }

  /** Of all that is kept with it: bodies exactly, all else about. */
  get bytes(): number {
    return this.held;
  }

  get status(): number {
    return this.facts.status;
  }

  get restsOn(): RestsOn {
    return this.facts.restsOn;
  }

  /** When what it tells was last changed; null for what has no such time. */
  get changedAt(): Date | null {
    return this.facts.lastModified;
  }

  /** The tags of all encodings: whoever has one of them has what is here. */
  get etags(): readonly string[] {
    this.tags ??= ENCODINGS.flatMap((encoding) => this.etagIn(encoding) ?? []);
    return this.tags;
  }

  /** The entity tag of the answer in that encoding. */
  etagIn(encoding: Encoding): string | null {
    return etagIn(encoding, this.facts.etag);
  }

  /** Whether this answer is worth sending in that way. */
  isSentAs(encoding: Encoding): boolean {
    return (
      encoding === 'identity' || (this.facts.etag !== null && this.identity.bodyBytes >= LEAST_COMPRESSED)
    );
  }

  /** The answer in that encoding, if it is there. */
  in(encoding: Encoding): Representation | undefined {
    return encoding === 'identity' ? this.identity : this.encoded.get(encoding);
  }

  /** The answer in that encoding, made once however many ask. */
  async encode(encoding: Exclude<Encoding, 'identity'>): Promise<Representation> {
    let made = this.encoding.get(encoding);
    if (made === undefined) {
      made = this.compress(encoding);
      this.encoding.set(encoding, made);
      // Who comes after a failure tries again.
      made.catch(() => this.encoding.delete(encoding));
      const representation = await made;
      this.encoded.set(encoding, representation);
      this.grow(bytesOf(representation));
    }
    return made;
  }

  /** The Last-Modified of now; null where the answer has none. */
  get lastModified(): string | null {
    const { lastModified } = this.facts;
    if (lastModified === null || this.settledDate !== null) return this.settledDate;
    const now = new Date();
    const date = lastModifiedDate(lastModified, now);
    // From then on it stays the same.
    if (now.getTime() - lastModified.getTime() >= SETTLED_AFTER_MS) this.settledDate = date;
    return date;
  }

  /** The answer for another request than the one that it was made for, whose id stands in it; null for what has no id. */
  refusalFor(requestId: string, isHead: boolean): WholeAnswer | null {
    const { status, headers, etag } = this.facts;
    if (etag !== null) return null;
    const instance = (id: string): string => JSON.stringify({ instance: id }).slice(1, -1);
    const text = this.identity.whole.body
      .toString()
      .replace(instance(this.facts.requestId), () => instance(requestId));
    const body = Buffer.from(text);
    const own = ['Content-Length', String(body.length)];
    return new WholeAnswer(status, { shared: headers, own }, isHead ? null : body);
  }

  private grow(by: number): void {
    this.held += by;
    this.whenGrown?.(by);
  }

  private async compress(encoding: Exclude<Encoding, 'identity'>): Promise<Representation> {
    const bytes = await compressions[encoding](this.identity.whole.body);
    return new Representation(this.facts, encoding, bytes);
  }
}

/** Of a body with what each encoding has. */
function bytesOf({ bodyBytes }: Representation): number {
  return BYTES_OF_ENCODING + bodyBytes;
}

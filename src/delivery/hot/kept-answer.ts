import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { lastModifiedDate, SETTLED_AFTER_MS } from '../../http/conditional.js';
import type { Encoding } from '../../http/encodings.js';
import { safeUrl } from '../../http/request-log.js';
import type { Kind } from '../../kinds.js';

/**
 * What an answer was made from, and so which changes end it: one item's document, cards of some kinds, or anything that
 * readers can see.
 */
export type RestsOn = { itemId: string } | { kinds: readonly Kind[] } | 'anything';

/** An answer as it was made once. */
export interface MadeAnswer {
  status: number;
  /** Name and value in turns, without those that differ from one request to the next. */
  headers: readonly string[];
  body: Buffer;
  /** In its quotes; null for what is no state of anything: a refusal, a redirect. */
  etag: string | null;
  lastModified: Date | null;
  restsOn: RestsOn;
  /** The id of the request that it was made for, which stands in refusals. */
  requestId: string;
}

/** Less is not worth a compression: it fits into one packet as it is. */
const LEAST_COMPRESSED = 1_000;
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } };

const compressions: Readonly<Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>>> = {
  br: async (body) => promisify(brotliCompress)(body, QUALITY),
  gzip: async (body) => promisify(gzip)(body, { level: 7 }),
};

/** An answer that is sent to many. What differs between them is made as it is asked for, and then kept as well. */
export class KeptAnswer {
  /** Of all that is kept with it, about: the body in three encodings, headers and keys. */
  readonly bytes: number;
  /** The URL as it may stand in a log. */
  readonly loggedUrl: string;
  /** The tags of all encodings: whoever has one of them has what is here. */
  readonly etags: readonly string[];
  private readonly encoded = new Map<Encoding, Buffer>();
  private readonly encoding = new Map<Encoding, Promise<Buffer>>();
  private readonly headers = new Map<Encoding, readonly string[]>();
  private settledDate: string | null = null;

  constructor(
    readonly made: MadeAnswer,
    readonly url: string,
    readonly expiresAt: number,
  ) {
    this.loggedUrl = safeUrl(url);
    this.etags = (['identity', 'br', 'gzip'] as const).flatMap((encoding) => this.etagIn(encoding) ?? []);
    this.encoded.set('identity', made.body);
    this.bytes = Math.ceil(made.body.length * 1.7) + 6 * url.length + 2_500;
  }

  /** Whether this answer is worth sending in that way. */
  isSentAs(encoding: Encoding): boolean {
    return encoding === 'identity' || (this.made.etag !== null && this.made.body.length >= LEAST_COMPRESSED);
  }

  /** The body in that encoding, if it is there. */
  bodyIn(encoding: Encoding): Buffer | undefined {
    return this.encoded.get(encoding);
  }

  /** The body in that encoding, made once however many ask. */
  async encode(encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
    let made = this.encoding.get(encoding);
    if (made === undefined) {
      made = compressions[encoding](this.made.body);
      this.encoding.set(encoding, made);
      this.encoded.set(encoding, await made);
    }
    return made;
  }

  /** The entity tag of the body in that encoding: other bytes are another representation (RFC 9110, 8.8.3). */
  etagIn(encoding: Encoding): string | null {
    const { etag } = this.made;
    return etag === null || encoding === 'identity' ? etag : `${etag.slice(0, -1)}-${encoding}"`;
  }

  /** Name and value in turns of the headers that a copy in that encoding is told by, also where it is still good. */
  headersIn(encoding: Encoding): readonly string[] {
    let headers = this.headers.get(encoding);
    if (headers === undefined) {
      const etag = this.etagIn(encoding);
      headers = etag === null ? this.made.headers : [...this.made.headers, 'ETag', etag];
      this.headers.set(encoding, headers);
    }
    return headers;
  }

  /** The Last-Modified of now; null where the answer has none. */
  get lastModified(): string | null {
    const { lastModified } = this.made;
    if (lastModified === null || this.settledDate !== null) return this.settledDate;
    const now = new Date();
    const date = lastModifiedDate(lastModified, now);
    // From then on it stays the same.
    if (now.getTime() - lastModified.getTime() >= SETTLED_AFTER_MS) this.settledDate = date;
    return date;
  }

  /** The body of a refusal for another request than the one that it was made for. */
  bodyFor(requestId: string): Buffer {
    const { body, etag } = this.made;
    return etag === null && body.length > 0
      ? Buffer.from(body.toString().replace(this.made.requestId, () => requestId))
      : body;
  }
}

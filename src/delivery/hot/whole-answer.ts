import { type ServerResponse, STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http';

const NOTHING = Buffer.alloc(0);

/** A request that is to be answered, and what belongs to it alone. */
export interface Exchange {
  response: ServerResponse;
  requestId: string;
  /** Name and value in turns of the headers of a connection that stays open. */
  keepAlive: readonly string[];
}

/** The headers of an answer, name and value in turns, without those of an exchange. */
export interface AnswerHeaders {
  /** Those that it shares with other answers: their lines are written once for all that give the same array. */
  shared: readonly string[];
  own: readonly string[];
}

/** Bytes that are ready to be sent, but for two values whose lengths stay: these are written into them each time. */
interface Written {
  bytes: Buffer;
  date: string;
  dateAt: number;
  requestIdAt: number;
  requestIdLength: number;
  lastModified: string | null;
}

/**
 * An answer whose every byte is known, written once as it goes onto the connection. Node's own way makes the head anew for
 * each request and sends it apart from the body, which costs more than all else that we do for a hit.
 */
export class WholeAnswer {
  private written: Written | null = null;

  constructor(
    private readonly status: number,
    private readonly headers: AnswerHeaders,
    /** What comes behind the head; a string has a byte in each character. Null for an answer without. */
    private content: Buffer | string | null,
  ) {}

  /** The bytes behind the head. */
  get body(): Buffer {
    return typeof this.content === 'string' ? Buffer.from(this.content, 'latin1') : (this.content ?? NOTHING);
  }

  /**
   * Sends the answer in one piece, and tells the response that it is finished, upon which Node makes the connection ready for
   * the next request, as after its own answers. Where anything is out of the ordinary (a connection that is to end, an older
   * HTTP, a caller that is slow to read, or asks on before it has its answer), Node does it all. `lastModified` is that of now;
   * null for what is sent without.
   */
  send(exchange: Exchange, lastModified: string | null): void {
    const { response } = exchange;
    const { socket, req: request } = response;
    const isPlain =
      socket !== null &&
      response.shouldKeepAlive &&
      request.httpVersion === '1.1' &&
      socket.writable &&
      socket.writableLength === 0;
    if (!isPlain) {
      this.sendByNode(exchange, lastModified);
      return;
    }
    socket.write(this.bytesFor(exchange, lastModified));
    // What the connection could not take at once is still to be read from the bytes: the next answer gets others.
    if (socket.writableLength > 0) this.written = null;
    response.emit('finish');
  }

  private sendByNode({ response, requestId }: Exchange, lastModified: string | null): void {
    const { shared, own } = this.headers;
    const ofNow = [...modifiedAt(lastModified), 'X-Request-Id', requestId];
    response.writeHead(this.status, [...shared, ...own, ...ofNow]);
    if (this.content === null) response.end();
    else response.end(this.content, 'latin1');
  }

  private bytesFor(exchange: Exchange, lastModified: string | null): Buffer {
    const { requestId } = exchange;
    let { written } = this;
    const date = httpDateOfNow();
    if (
      written === null ||
      written.requestIdLength !== requestId.length ||
      written.lastModified !== lastModified
    ) {
      written = this.write(exchange, lastModified, date);
      this.written = written;
      return written.bytes;
    }
    written.bytes.write(requestId, written.requestIdAt, 'latin1');
    if (written.date !== date) {
      written.bytes.write(date, written.dateAt, 'latin1');
      written.date = date;
    }
    return written.bytes;
  }

  private write({ requestId, keepAlive }: Exchange, lastModified: string | null, date: string): Written {
    const { shared, own } = this.headers;
    const lines = `${sharedLines(shared)}${linesOf(own)}${linesOf(modifiedAt(lastModified))}${sharedLines(keepAlive)}`;
    const beforeDate = `HTTP/1.1 ${this.status} ${STATUS_CODES[this.status]}\r\n${lines}Date: `;
    const beforeId = `${beforeDate}${date}\r\nX-Request-Id: `;
    const bytes = this.behind(`${beforeId}${requestId}\r\n\r\n`);
    return {
      bytes,
      date,
      dateAt: beforeDate.length,
      requestIdAt: beforeId.length,
      requestIdLength: requestId.length,
      lastModified,
    };
  }

  /** The head, and behind it the content, which from then on is kept there alone. */
  private behind(head: string): Buffer {
    const { content } = this;
    // No part of a larger buffer, which would be held on to as a whole.
    const bytes = Buffer.allocUnsafeSlow(head.length + (content?.length ?? 0));
    bytes.write(head, 'latin1');
    if (typeof content === 'string') bytes.write(content, head.length, 'latin1');
    else content?.copy(bytes, head.length);
    if (content !== null) this.content = bytes.subarray(head.length);
    return bytes;
  }
}

function modifiedAt(lastModified: string | null): readonly string[] {
  return lastModified === null ? [] : ['Last-Modified', lastModified];
}

const written = new WeakMap<readonly string[], string>();

function sharedLines(headers: readonly string[]): string {
  let lines = written.get(headers);
  if (lines === undefined) {
    lines = linesOf(headers);
    written.set(headers, lines);
  }
  return lines;
}

/** Each value is looked at as Node looks at what it writes: none can end its line. */
function linesOf(headers: readonly string[]): string {
  let lines = '';
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = headers[at] ?? '';
    const value = headers[at + 1] ?? '';
    validateHeaderName(name);
    validateHeaderValue(name, value);
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

let dateOfSecond = '';
let nextSecond = 0;

/** An HTTP-date (RFC 9110, 6.6.1), which knows no less than a second: the same for all answers of one. */
function httpDateOfNow(): string {
  const now = Date.now();
  if (now >= nextSecond || now < nextSecond - 1_000) {
    dateOfSecond = new Date(now).toUTCString();
    nextSecond = now - (now % 1_000) + 1_000;
  }
  return dateOfSecond;
}

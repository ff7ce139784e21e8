import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { ConditionalHeaders } from '../../http/conditional.js';
import type { RestsOn } from './made-answer.js';
import { ANYTHING } from './topics.js';

/** An answer on its way, that may be kept once it is there. */
export interface Fill {
  url: string;
  /** The generation of what readers see when it was begun. */
  begunAt: number | null;
  /** What the caller has a copy of; it is compared with the whole answer, once that is there. */
  conditions: ConditionalHeaders;
  restsOn: RestsOn;
  lastModified: Date | null;
}

/** The answers on their way, by their requests. */
@Injectable()
export class Fills {
  private readonly byRequest = new WeakMap<IncomingMessage, Fill>();

  /** Has the request answered whole, whatever its caller has a copy of. */
  begin(request: IncomingMessage, url: string, begunAt: number | null): void {
    const { 'if-none-match': noneMatch, 'if-modified-since': modifiedSince } = request.headers;
    delete request.headers['if-none-match'];
    delete request.headers['if-modified-since'];
    this.byRequest.set(request, {
      url,
      begunAt,
      conditions: { 'if-none-match': noneMatch, 'if-modified-since': modifiedSince },
      restsOn: { topics: [ANYTHING] },
      lastModified: null,
    });
  }

  of(request: IncomingMessage): Fill | null {
    return this.byRequest.get(request) ?? null;
  }

  /** Says what the answer rests on, and since when it is as it is; else it rests on anything. */
  describe(request: IncomingMessage, restsOn: RestsOn, lastModified: Date | null): void {
    const fill = this.of(request);
    if (fill) Object.assign(fill, { restsOn, lastModified });
  }
}

import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { PublicationClock } from '../../published/publication-clock.js';
import { Fills } from './fills.js';
import { KeptAnswers } from './kept-answers.js';
import { sendKept } from './kept-answer-sender.js';

const DELIVERY = '/delivery/v1/';

/** The id that a request is to be known by. */
type IdOf = (request: IncomingMessage) => string;

/** A request that was answered from here. */
export interface Answered {
  requestId: string;
  method: string;
  /** As it may stand in a log. */
  url: string;
  status: number;
  /** Of `performance.now()`. */
  startedAt: number;
}

/** What this stands before, and what holds for every request of it. */
export interface Framework {
  idOf: IdOf;
  tell: (answered: Answered) => void;
}

/**
 * Answers readers from what is kept, before the framework sees the request; all else goes through. Of many requests for
 * one address that is not kept, one is answered by the framework, and the others wait for that.
 */
@Injectable()
export class AnswerFront {
  /** By URL, who waits for the answer that is on its way. */
  private readonly underWay = new Map<string, (() => void)[]>();

  constructor(
    private readonly answers: KeptAnswers,
    private readonly fills: Fills,
    private readonly clock: PublicationClock,
  ) {}

  /** Takes the server's requests, and hands on to its listeners what is not answered here. */
  standBefore(server: Server, framework: Framework): void {
    const listeners = server.listeners('request') as RequestListener[];
    const next: RequestListener = (request, response) => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (isForReaders(request)) this.answer(request, response, framework, next);
      else next(request, response);
    });
  }

  /** That the answer at the URL is through: who waits for it goes on. */
  through(url: string): void {
    const waiting = this.underWay.get(url);
    this.underWay.delete(url);
    for (const go of waiting ?? []) go();
  }

  private answer(
    request: IncomingMessage,
    response: ServerResponse,
    framework: Framework,
    next: RequestListener,
  ): void {
    if (this.sendIfKept(request, response, framework)) return;
    const { url = '' } = request;
    if (request.method === 'HEAD' || !this.clock.isSure) {
      next(request, response);
      return;
    }
    const waiting = this.underWay.get(url);
    if (waiting) {
      waiting.push(() => {
        if (!this.sendIfKept(request, response, framework)) next(request, response);
      });
      return;
    }
    this.underWay.set(url, []);
    this.fills.begin(request, url, this.clock.generation);
    // Whatever becomes of it, nobody waits for ever.
    response.once('close', () => this.through(url));
    next(request, response);
  }

  private sendIfKept(request: IncomingMessage, response: ServerResponse, framework: Framework): boolean {
    const answer = this.answers.find(request.url ?? '');
    if (answer === null) return false;
    const startedAt = performance.now();
    const requestId = framework.idOf(request);
    sendKept(answer, request, response, requestId);
    framework.tell({
      requestId,
      method: request.method ?? '',
      url: answer.loggedUrl,
      status: response.statusCode,
      startedAt,
    });
    return true;
  }
}

/** Whether the request is plain enough to be answered here. What has a body, or no host, is for the framework to refuse. */
function isForReaders({ method, url = '', headers, httpVersion }: IncomingMessage): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith(DELIVERY)) return false;
  if (headers.host === undefined && httpVersion === '1.1') return false;
  return headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
}

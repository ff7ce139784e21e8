import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { PublicationClock } from '../../published/publication-clock.js';
import { DirectDocuments } from './direct-documents.js';
import { Fills } from './fills.js';
import { KeptAnswer } from './kept-answer.js';
import { KeptAnswers } from './kept-answers.js';
import { sendKept } from './kept-answer-sender.js';

const DELIVERY = '/delivery/v1/';
/** Files are streamed, and kept by nobody here. */
const FILES = '/delivery/v1/photos/';

/** The router takes an escaped letter for the letter: all the spellings of one address would fill what is kept. */
const IS_SPELLED_ANEW = /^[^?]*%/;

/** The id that a request is to be known by. */
type IdOf = (request: IncomingMessage) => string;

/** A request that was answered from here. */
export interface Answered {
  requestId: string;
  method: string;
  /** As it may stand in a log, as a JSON string. */
  url: string;
  status: number;
  /** From the request until the answer was handed on. */
  milliseconds: number;
  /** Whether the answer was there already, or had to be made first. */
  wasKept: boolean;
}

/** A request, and the way on. */
interface Asked {
  request: IncomingMessage;
  response: ServerResponse;
  framework: Framework;
  next: RequestListener;
  /** Of `performance.now()`. */
  startedAt: number;
}

/** What this stands before, and what holds for every request of it. */
export interface Framework {
  idOf: IdOf;
  tell: (answered: Answered) => void;
}

/**
 * Answers readers from what is kept, before the framework sees the request. A document that is not kept is looked up here; all
 * else goes on to the framework. Of many requests for one address one is answered, and the others wait for that answer.
 */
@Injectable()
export class AnswerFront {
  /** By URL, who waits for the answer that is on its way. */
  private readonly underWay = new Map<string, ((answer: KeptAnswer | null) => void)[]>();
  private keepAlive: readonly string[] = [];

  constructor(
    private readonly answers: KeptAnswers,
    private readonly fills: Fills,
    private readonly documents: DirectDocuments,
    private readonly clock: PublicationClock,
  ) {}

  /** Takes the server's requests, and hands on to its listeners what is not answered here. */
  standBefore(server: Server, framework: Framework): void {
    const seconds = Math.floor(server.keepAliveTimeout / 1_000);
    this.keepAlive = ['Connection', 'keep-alive', 'Keep-Alive', `timeout=${seconds}`];
    const listeners = server.listeners('request') as RequestListener[];
    const next: RequestListener = (request, response) => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      // On its way out, the framework ends each connection with the answer.
      if (server.listening && isForReaders(request)) {
        this.answer({ request, response, framework, next, startedAt: performance.now() });
      } else next(request, response);
    });
  }

  /** That the answer at the URL is through, and what became of it: who waits for it gets that, or goes on alone. */
  through(url: string, answer: KeptAnswer | null): void {
    const waiting = this.underWay.get(url);
    this.underWay.delete(url);
    for (const go of waiting ?? []) go(answer);
  }

  private answer(asked: Asked): void {
    const { url = '' } = asked.request;
    const kept = this.answers.find(url);
    if (kept) this.send(kept, asked, true);
    else if (this.clock.isSure) this.make(url, asked);
    else void this.answerOnceSure(asked);
  }

  /** After a change here nothing is trusted for a moment. Whoever asks then is answered like all others, a moment later. */
  private async answerOnceSure(asked: Asked): Promise<void> {
    const isSure = await this.clock.becomesSure();
    if (isSure && !asked.response.destroyed) this.answer(asked);
    else goOn(asked);
  }

  /** One makes the answer, the others wait for it. */
  private make(url: string, asked: Asked): void {
    const waiting = this.underWay.get(url);
    if (waiting) {
      waiting.push((answer) => (answer ? this.send(answer, asked, false) : goOn(asked)));
      return;
    }
    this.underWay.set(url, []);
    if (this.documents.has(url)) void this.makeDirectly(url, asked);
    else this.makeByFramework(url, asked);
  }

  private async makeDirectly(url: string, asked: Asked): Promise<void> {
    const begunAt = this.clock.generation;
    // What fails here fails there again, and is told in the framework's words.
    const made = await this.documents.read(url).catch(() => null);
    if (made === null) {
      this.makeByFramework(url, asked);
      return;
    }
    const answer = this.answers.keep(url, made, begunAt);
    this.send(answer ?? new KeptAnswer(made, url, 0), asked, false);
    this.through(url, answer);
  }

  private send(
    answer: KeptAnswer,
    { request, response, framework, startedAt }: Asked,
    wasKept: boolean,
  ): void {
    const requestId = framework.idOf(request);
    sendKept(answer, { response, requestId, keepAlive: this.keepAlive }, (status) => {
      framework.tell({
        requestId,
        method: request.method ?? '',
        url: answer.loggedUrl,
        status,
        milliseconds: performance.now() - startedAt,
        wasKept,
      });
    });
  }

  private makeByFramework(url: string, asked: Asked): void {
    const waiting = this.underWay.get(url);
    // Whatever becomes of it, nobody waits for ever. By then, others may wait for a later one.
    asked.response.once('close', () => {
      if (this.underWay.get(url) === waiting) this.through(url, null);
    });
    if (!IS_SPELLED_ANEW.test(url)) this.fills.begin(asked.request, url, this.clock.generation);
    goOn(asked);
  }
}

function goOn({ request, response, next }: Asked): void {
  next(request, response);
}

/** Whether the request is plain enough to be answered here. What has a body, or no host, is for the framework to refuse. */
function isForReaders({ method, url = '', headers, httpVersion }: IncomingMessage): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith(DELIVERY)) return false;
  if (url.startsWith(FILES)) return false;
  if (headers.host === undefined && httpVersion === '1.1') return false;
  return headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
}

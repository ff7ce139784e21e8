import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logs } from './app.logs.js';
import { recordRefusals } from './app.refusals.js';
import { AnswerFront } from './delivery/hot/answer-front.js';
import { Fills } from './delivery/hot/fills.js';
import { keepAnswers } from './delivery/hot/keep-answers.js';
import { KeptAnswers } from './delivery/hot/kept-answers.js';
import { DomainError } from './errors.js';
import { answerBrokenRequest, answerExpectations, requireHost } from './http/broken-requests.js';
import { readJsonOnly } from './http/json-bodies.js';
import { acceptMultipart } from './http/multipart-bodies.js';
import { NoBodyGuard } from './http/no-body.guard.js';
import { ProblemFilter, sendProblem } from './http/problem.filter.js';
import { keptRequestLine, logRequests } from './http/request-log.js';
import { limitBodies, LONGEST_REQUEST_MS } from './http/slow-bodies.js';
import { RequestValidation } from './http/validation.js';
import type { ObserveRequest } from './metrics/observe-requests.js';
import { PublicationClock } from './published/publication-clock.js';
import type { Config } from './config.js';

const KIB = 1024;
const MIB = 1024 * KIB;
/** How long the headers of a request may take, and its body after them, unless it is a file. */
const REQUEST_MS = 30_000;
/** Node's types do not know the last one yet: no stream is made for a body that a request does not announce. */
const SERVER_OPTIONS = { requireHostHeader: false, headersTimeout: REQUEST_MS, optimizeEmptyRequests: true };
const SAFE_REQUEST_ID = /^[\w.-]{8,64}$/;

/** The HTTP server below Nest. Fastify's own time limits default to none, so each is set. */
export function httpAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: MIB,
    connectionTimeout: 60_000,
    requestTimeout: LONGEST_REQUEST_MS,
    keepAliveTimeout: 72_000,
    // Whatever fits the request line may stand in a path, and names nothing where it is too long.
    routerOptions: { maxParamLength: 16 * KIB },
    http: SERVER_OPTIONS,
    clientErrorHandler: answerBrokenRequest,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    // While it drains, the process still answers on connections it has; only new ones are refused.
    return503OnClosing: false,
    // What is no request to a route at all: a path that cannot be decoded, for one.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      setCommonHeaders(request, reply);
      void sendProblem(reply, request.id, new DomainError('bad_request'));
    },
    genReqId: requestId,
  });
}

const DELIVERY = '/delivery/';

/** What every instance of the app needs, whether main.ts or a test started it. */
export function setUpApp(
  app: NestFastifyApplication,
  { requests, tell }: Logs,
  observe: ObserveRequest,
): void {
  // After the guard of access, which is there already: who may not come in is told nothing of their body.
  app.useGlobalGuards(new NoBodyGuard());
  app.useGlobalPipes(new RequestValidation());
  app.useGlobalFilters(new ProblemFilter());
  const fastify = app.getHttpAdapter().getInstance();
  readJsonOnly(fastify);
  acceptMultipart(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    setCommonHeaders(request, reply);
    done();
  });
  requireHost(fastify);
  limitBodies(fastify, REQUEST_MS);
  answerExpectations(fastify.server);
  logRequests(fastify, requests);
  fastify.addHook('onResponse', ({ url }, reply, done) => {
    observe({ url, status: reply.statusCode, isKept: false, seconds: reply.elapsedTime / 1_000 });
    done();
  });
  keepAnswersForReaders(app, tell, observe);
  recordRefusals(app);
}

/** What readers ask for again and again is answered before the framework, and logged as all else is. */
function keepAnswersForReaders(
  app: NestFastifyApplication,
  tell: Logs['tell'],
  observe: ObserveRequest,
): void {
  const fastify = app.getHttpAdapter().getInstance();
  const front = app.get(AnswerFront, { strict: false });
  keepAnswers(fastify, {
    front,
    fills: app.get(Fills, { strict: false }),
    answers: app.get(KeptAnswers, { strict: false }),
    clock: app.get(PublicationClock, { strict: false }),
  });
  front.standBefore(fastify.server, {
    idOf: requestId,
    tell: (answered) => {
      tell(keptRequestLine(answered));
      const { status, milliseconds, wasKept } = answered;
      observe({ url: DELIVERY, status, isKept: wasKept, seconds: milliseconds / 1_000 });
    },
  });
}

function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SAFE_REQUEST_ID.test(given) ? given : randomUUID();
}

/** What every answer has; hooks do not run for what is no request to a route. */
function setCommonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('X-Content-Type-Options', 'nosniff');
  reply.header('X-Request-Id', request.id);
  // Nothing may be kept unless its route says so: the editorial API never does, delivery sets its own.
  reply.header('Cache-Control', 'no-store');
}

import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { answerBrokenRequest } from './broken-requests.js';
import { readsMultipart } from './multipart-bodies.js';

/** The server itself gives a request this long: enough for a large photo on a slow line. */
export const LONGEST_REQUEST_MS = 10 * 60_000;

/**
 * Refuses a body that is not there in time, with 408 as the server does itself for what takes longest. The limits of the
 * server hold for all requests alike, and files need longer than all else.
 */
export function limitBodies(fastify: FastifyInstance, limitMs: number): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = raw.headers;
    if ((length !== '0' || encoding !== undefined) && !readsMultipart(request)) {
      const limit = setTimeout(() => {
        const late = Object.assign(new Error('The body did not arrive in time'), {
          code: 'ERR_HTTP_REQUEST_TIMEOUT',
        });
        // What was injected came over no connection, and never counts as complete.
        if (!raw.complete && raw.socket instanceof Socket) answerBrokenRequest(late, raw.socket);
      }, limitMs);
      limit.unref();
      raw.once('close', () => clearTimeout(limit));
    }
    done();
  });
}

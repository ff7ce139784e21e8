import type { IncomingHttpHeaders } from 'node:http';
import { TextDecoder } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors.js';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

/**
 * JSON in UTF-8 (RFC 8259, 8.1) is what bodies are made of, and nothing else is read: another media type or
 * charset is a 415, bytes that are no UTF-8 are a 400 rather than changed in silence. No body counts as none also
 * where a content type announces one: an action with nothing to say needs no `{}`. `__proto__` is refused.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    if (!announcesBody(headers)) delete headers['content-type'];
    done();
  });
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if (charset.toLowerCase() !== 'utf-8') {
      done(new DomainError('unsupported_media_type', 'JSON is read in UTF-8 and in no other charset.'));
    } else if (body.length === 0) done(null, undefined);
    else {
      const text = decoded(decoder, body);
      if (text === null) done(new DomainError('malformed_json', 'The body has bytes that are not UTF-8.'));
      else void parse(request, text, done);
    }
  });
}

/** Whether there is a body at all (RFC 9112, 6.3). Node is told to read none from what does not say so. */
function announcesBody(headers: IncomingHttpHeaders): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function decoded(decoder: TextDecoder, bytes: string | Buffer): string | null {
  if (typeof bytes === 'string') return bytes;
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

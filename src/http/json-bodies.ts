import type { FastifyInstance } from 'fastify';

/**
 * JSON is what bodies are made of, and nothing else is read (415). No body counts as none also where a
 * content type announces one: an action with nothing to say needs no `{}`. `__proto__` is refused.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}

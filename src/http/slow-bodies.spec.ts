import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastify, type RouteHandlerMethod } from 'fastify';
import { limitBodies } from './slow-bodies.js';

const LIMIT_MS = 300;
const server = fastify();
const sockets: Socket[] = [];
let port = 0;

beforeAll(async () => {
  limitBodies(server, LIMIT_MS);
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const echo: RouteHandlerMethod = (request, reply) => reply.send(String(request.body));
  server.post('/text', echo);
  server.post('/file', { config: { readsMultipart: true } as object }, echo);
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

/** Sends all of a request but the last bytes of its body. */
function begun(path: string, headers = 'Content-Length: 4'): { socket: Socket; received: () => string } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (data) => (text += data.toString()));
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n${headers}\r\n\r\n`);
  sockets.push(socket);
  return { socket, received: () => text };
}

describe('a body that does not arrive', () => {
  it.each(['Content-Length: 4', 'Transfer-Encoding: chunked'])('is refused in time: %s', async (headers) => {
    const { socket, received } = begun('/text', headers);
    await once(socket, 'end');
    expect(received()).toMatch(/^HTTP\/1\.1 408 [^]*"code":"request_timeout"/);
  });

  it('is waited for where it is a file', async () => {
    const file = begun('/file');
    const text = begun('/text');
    await once(text.socket, 'end');
    expect(file.received()).toBe('');
    file.socket.write('done');
    await once(file.socket, 'data');
    expect(file.received()).toMatch(/^HTTP\/1\.1 200 [^]*done$/);
  });
});

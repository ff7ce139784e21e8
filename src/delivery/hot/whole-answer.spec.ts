import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { WholeAnswer } from './whole-answer.js';

/** A response on a connection that takes what is written now, or keeps it waiting; and what was written. */
function connection(isSlow = false): { response: ServerResponse; written: Buffer[]; text(): string } {
  const written: Buffer[] = [];
  const socket = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk);
      if (!isSlow) done();
    },
  });
  const response = { socket, req: { httpVersion: '1.1' }, shouldKeepAlive: true, emit: () => true };
  // As much of a response as is asked for.
  return {
    response: response as unknown as ServerResponse,
    written,
    text: () => Buffer.concat(written).toString(),
  };
}

function exchange(
  { response }: { response: ServerResponse },
  requestId: string,
): Parameters<WholeAnswer['send']>[0] {
  return { response, requestId, keepAlive: ['Connection', 'keep-alive'] };
}

describe('a whole answer', () => {
  it('is written in one piece, with the id and the time of each request', () => {
    const answer = new WholeAnswer(200, { shared: ['ETag', '"a"'], own: ['Content-Length', '5'] }, 'river');
    for (const requestId of ['request-1', 'request-2', 'a-longer-request']) {
      const to = connection();
      answer.send(exchange(to, requestId), 'Sun, 06 Nov 1994 08:49:37 GMT');
      expect(to.written).toHaveLength(1);
      const [head = '', body] = to.text().split('\r\n\r\n');
      expect(head.split('\r\n')).toEqual([
        'HTTP/1.1 200 OK',
        'ETag: "a"',
        'Content-Length: 5',
        'Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT',
        'Connection: keep-alive',
        expect.stringMatching(/^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/),
        `X-Request-Id: ${requestId}`,
      ]);
      expect(body).toBe('river');
    }
  });

  it('changes nothing in bytes that a connection has not taken yet', () => {
    const answer = new WholeAnswer(200, { shared: [], own: ['Content-Length', '5'] }, Buffer.from('river'));
    const [slow, quick] = [connection(true), connection()];
    answer.send(exchange(slow, 'request-1'), null);
    answer.send(exchange(quick, 'request-2'), null);
    expect(slow.text()).toContain('X-Request-Id: request-1\r\n');
    expect(quick.text()).toMatch(/X-Request-Id: request-2\r\n\r\nriver$/);
  });

  it('lets no value end its line', () => {
    const answer = new WholeAnswer(200, { shared: [], own: ['Link', '<a>\r\nSet-Cookie: b'] }, null);
    const to = connection();
    expect(() => answer.send(exchange(to, 'request-1'), null)).toThrow('Invalid character in header content');
    expect(to.written).toEqual([]);
  });
});

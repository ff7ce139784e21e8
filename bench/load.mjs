import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';

/**
 * Asks for one thing, or several in turns, again and again, each connection when it has its answer. Answers are counted by their length, which
 * has to be the same for all: a client that read them would take longer than the servers that are compared.
 *
 * @param {number} port of 127.0.0.1
 * @param {string | string[]} head of the request, or of several, without the empty line at their ends
 * @param {{connections: number, milliseconds: number}} load
 * @returns {Promise<number>} answers per second
 */
export async function answersPerSecond(port, head, { connections, milliseconds }) {
  const requests = [head].flat().map((one) => Buffer.from(`${one}\r\n\r\n`));
  const length = await lengthOfAnswer(port, requests[0]);
  const state = { answers: 0, asked: 0, running: true };
  const startedAt = performance.now();
  const ends = Array.from({ length: connections }, () => keepAsking(port, requests, length, state));
  await new Promise((done) => setTimeout(done, milliseconds));
  const { answers } = state;
  const seconds = (performance.now() - startedAt) / 1000;
  state.running = false;
  await Promise.all(ends);
  return answers / seconds;
}

async function keepAsking(port, requests, length, state) {
  const next = () => requests[(state.asked += 1) % requests.length];
  await new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(next()));
    socket.setNoDelay(true);
    let received = 0;
    socket.on('data', ({ length: bytes }) => {
      received += bytes;
      if (received < length) return;
      if (received > length) reject(new Error(`An answer has ${received} bytes, not ${length}.`));
      received = 0;
      state.answers += 1;
      if (state.running) socket.write(next());
      else socket.end();
    });
    socket.on('close', resolve);
    socket.on('error', reject);
  });
}

/** The second answer counts: the first may be the one that is made. */
async function lengthOfAnswer(port, request) {
  await oneAnswer(port, request);
  const answer = await oneAnswer(port, request);
  const status = answer.toString('latin1', 9, 12);
  if (status !== '200' && status !== '304') throw new Error(answer.toString());
  return answer.length;
}

async function oneAnswer(port, request) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      const length = Number(
        /content-length: *(\d+)/i.exec(received.toString('latin1', 0, Math.max(end, 0)))?.[1] ?? 0,
      );
      if (end >= 0 && received.length >= end + 4 + length) {
        socket.destroy();
        resolve(received.subarray(0, end + 4 + length));
      }
    });
    socket.on('error', reject);
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/**
 * One request, and how long it took.
 *
 * @returns {Promise<{status: number, headers: object, rawHeaders: string[], body: any, milliseconds: number}>}
 */
export async function timed(port, method, path, { headers = {}, body } = {}) {
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        agent,
        headers: {
          ...headers,
          ...(payload ? { 'Content-Type': 'application/json', 'Content-Length': payload.length } : {}),
        },
      },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => {
          const milliseconds = performance.now() - startedAt;
          const text = Buffer.concat(chunks).toString();
          const isJson = /json/.test(answer.headers['content-type'] ?? '');
          resolve({
            status: answer.statusCode,
            headers: answer.headers,
            rawHeaders: answer.rawHeaders,
            body: isJson && text ? JSON.parse(text) : text,
            milliseconds,
          });
        });
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(payload);
  });
}

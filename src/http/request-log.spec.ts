import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { keptRequestLine, logRequests, safeUrl } from './request-log.js';

async function logged(url: string, status: number): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) });
  const server = fastify();
  logRequests(server, log);
  server.get('/*', async (_request, reply) => await reply.status(status).send('x'));
  await server.inject({ url, headers: { authorization: 'Bearer hidden', cookie: 'hidden' } });
  await server.close();
  expect(lines.join('')).not.toContain('hidden');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the request log', () => {
  it.each([
    ['/delivery/v1/articles?limit=5', 200, 30],
    ['/api/v1/items/1', 403, 30],
    ['/api/v1/items', 503, 50],
    ['/health/live', 200, 20],
    ['/health/ready', 503, 50],
  ])('tells of %s answered %i at level %i, in one line', async (url, status, level) => {
    const lines = await logged(url, status);
    expect(lines).toEqual([
      expect.objectContaining({ level, method: 'GET', url, status, durationMs: expect.any(Number) }),
    ]);
  });

  it('tells of kept answers in the same members', async () => {
    const [line = {}] = await logged('/delivery/v1/articles?limit=5', 200);
    const { level: _level, time: _time, ...members } = line;
    const kept = keptRequestLine({
      requestId: String(line['requestId']),
      method: 'GET',
      url: JSON.stringify(safeUrl('/delivery/v1/articles?limit=5')),
      status: 200,
      milliseconds: 1.25,
    });
    const told = JSON.parse(`{${kept}}`) as Record<string, unknown>;
    expect(told).toEqual({ ...members, durationMs: expect.any(Number) });
    expect(Object.keys(told)).toEqual(Object.keys(members));
  });

  it('keeps the query, without secrets', () => {
    expect(safeUrl('/api/v1/items?q=tide&access_token=a.b&limit=5')).toBe(
      '/api/v1/items?q=tide&access_token=[redacted]&limit=5',
    );
    expect(safeUrl('/x?PASSWORD=a&apiKey=b&section=news')).toBe(
      '/x?PASSWORD=[redacted]&apiKey=[redacted]&section=news',
    );
    for (const spelled of ['/previews/', '/%70review%73/', '//previews//', '/base/Previews%2F']) {
      expect(safeUrl(`${spelled}AZ8d-_secret/?q=tide`)).toMatch(/\/previews\/\[redacted\]\?q=tide$/);
    }
    expect(safeUrl('/api/v1/items/1/preview-links/%41')).toBe('/api/v1/items/1/preview-links/%41');
    expect(safeUrl(`/x?q=${'y'.repeat(5000)}`)).toHaveLength(1000);
  });
});

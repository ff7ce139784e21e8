import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { killAll, startServer } from './harness/server.js';

afterAll(async () => {
  await killAll();
});

/** Whether the programs that the tour is written for are on this machine. */
function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** The shell blocks of the README's tour, in order. */
function tour(): string[] {
  const readme = readFileSync('README.md', 'utf8');
  const [, chapter = ''] = /## A tour of five minutes\n([\s\S]*?)\n## /.exec(readme) ?? [];
  return [...chapter.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

it('says a tour that works as written', async () => {
  if (!hasCurl()) {
    console.warn('SKIPPED: the README’s tour needs curl, which is not installed.');
    return;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'copydesk-tour-'));
  const server = await startServer({ DATA_DIR: dataDir });
  const script = tour()
    .join('\necho -----\n')
    .replaceAll('http://127.0.0.1:3000', server.url)
    .replaceAll('.data/demo-password', `${dataDir}/demo-password`);
  const output = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
  const [, caption, filed, refused, approved, read, corrected, recaptioned] = output
    .split('-----\n')
    .map((part) => part.trim().split('\n'));

  expect(caption).toEqual(['live']);
  expect(filed).toEqual(['submitted']);
  expect(JSON.parse(refused?.[0] ?? '')).toMatchObject({ status: 403, permission: 'item.publish' });
  expect(JSON.parse(refused?.[1] ?? '')).toMatchObject({ items: expect.any(Array) });
  expect(approved).toEqual(['in_edit', 'in_edit', 'approved', 'live']);
  expect(JSON.parse(read?.[0] ?? '')).toMatchObject({
    kicker: 'Harbour',
    dateline: { text: 'PORT ELLERY:' },
    leadPhoto: { credit: '— Photo by Reuters' },
  });
  expect(JSON.parse(read?.[1] ?? '')).toMatchObject({ section: { path: 'news' } });
  expect(JSON.parse(corrected?.[0] ?? '')).toMatchObject({ code: 'stale_version', current: '"6"' });
  expect(corrected?.slice(1, 4)).toEqual(['draft', 'submitted', 'approved']);
  expect(JSON.parse(corrected?.[4] ?? '')).toMatchObject({ code: 'public_note_required' });
  expect(corrected?.[5]).toBe('live');
  expect(corrected?.[6]).toContain('There was none.');
  expect(recaptioned?.slice(0, 3)).toEqual([
    'draft',
    'live',
    '"caption":"Dockers wait for the night ferry in Port Ellery on Tuesday."',
  ]);
  expect(JSON.parse(recaptioned?.[3] ?? '')).toMatchObject({ items: expect.any(Array) });
  server.kill('SIGTERM');
  expect(await server.ended).toBe(0);
}, 120_000);

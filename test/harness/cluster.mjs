import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript-hooks.mjs';

/**
 * Durability that a test run can do without, as it can without being tidied up: with a database for each test, autovacuum
 * would be on its way all the time. Never for an operator's data.
 */
const SERVER_FLAGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_connections=200',
];

/**
 * Starts one PostgreSQL for a whole test run, whose database `copydesk` has all migrations and the tables of
 * the queue of jobs, and is the template of every test's own.
 */
export async function startCluster() {
  const { startEmbeddedPostgres } = await import('../../src/database/embedded/embedded-postgres.ts');
  const { migrate } = await import('../../src/database/migrate.ts');
  const { openJobs } = await import('../../src/jobs/open-jobs.ts');
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-test-'));
  const postgres = await startEmbeddedPostgres(folder, {
    serverFlags: SERVER_FLAGS,
    initdbFlags: ['--no-sync'],
  });
  async function stop() {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await migrate(postgres.url);
    // The queue would otherwise make its tables anew in each of the clones, which takes longer than the clone.
    await (await openJobs(postgres.url, 1)).stop({ graceful: false });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: postgres.url, stop };
}

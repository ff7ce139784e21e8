import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { migrationOptions } from './data-source.js';
import { databaseRefusal } from './database-refusal.js';

/** An arbitrary number that no other program on the server is likely to lock by. */
const LOCK_KEY = 7_263_041_195;

/**
 * Runs `work` while no other Copydesk on this database runs its own: of several that start at once on an
 * empty database, one migrates and fills it, and the others then find it done. Taken by asking again rather
 * than by waiting inside PostgreSQL, whose waiting statement would hold up `create index concurrently`.
 *
 * @throws StartRefused when the database cannot be reached.
 */
export async function underMigrationLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'copydesk migration lock',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A lost connection shows in the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    while (!(await tryLock(client))) await new Promise((resolve) => setTimeout(resolve, 100));
  } catch (error) {
    await client.end().catch(() => undefined);
    throw databaseRefusal(url, error);
  }
  try {
    return await work();
  } finally {
    // Ending the session releases the lock.
    await client.end().catch(() => undefined);
  }
}

/**
 * Brings the schema up to date in one transaction: all of it or nothing.
 *
 * @throws StartRefused when a migration fails.
 */
export async function migrate(url: string): Promise<void> {
  await withMigrations(url, async (dataSource) => {
    try {
      await dataSource.runMigrations({ transaction: 'all' });
    } catch (error) {
      throw databaseRefusal(url, error);
    }
  });
}

/** Takes every migration back, newest first. For tests: the data goes with the tables. */
export async function migrateDown(url: string): Promise<void> {
  await withMigrations(url, async (dataSource) => {
    for (let count = 0; count < migrations.length; count += 1) {
      await dataSource.undoLastMigration({ transaction: 'all' });
    }
  });
}

async function withMigrations(url: string, work: (dataSource: DataSource) => Promise<void>): Promise<void> {
  const dataSource = new DataSource({ ...migrationOptions(url), migrations });
  await dataSource.initialize();
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    LOCK_KEY,
  ]);
  return rows[0]?.locked === true;
}

import { Client } from 'pg';
import { StartRefused } from '../start-refused.js';
import { databaseRefusal } from './database-refusal.js';

const LEAST_VERSION = 15;

/**
 * Tries whether the database at `url` can be used.
 *
 * @throws StartRefused when it cannot be reached, or is older than PostgreSQL 15.
 */
export async function checkServer(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // What the server says after the answer is of no interest; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    const version = rows[0]?.server_version ?? '';
    if (Number.parseInt(version, 10) >= LEAST_VERSION) return;
    throw new StartRefused(
      `The database server is PostgreSQL ${version}, and Copydesk needs ${LEAST_VERSION} or later: upgrade it, or correct DATABASE_URL.`,
    );
  } catch (error) {
    throw databaseRefusal(url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

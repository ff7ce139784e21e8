import type { Config } from '../config.js';
import { checkServer } from './check-server.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { keptSecret } from './embedded/kept-secret.js';

/** What a process takes besides its pool: to hear of changes and of jobs, for jobs, and for what a start needs. */
const OTHER_CONNECTIONS = 8;
/** PostgreSQL's own default. */
const LEAST_CONNECTIONS = 100;

/** The complete settings, with a database to connect to; `embedded` where Copydesk runs it itself. */
export interface OpenDatabase {
  config: Config;
  embedded: EmbeddedPostgres | null;
}

/**
 * Makes sure of the database: tries the one that was named, or starts the embedded PostgreSQL and completes
 * the settings by what was generated.
 *
 * @throws StartRefused
 */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    await checkServer(config.databaseUrl);
    return { config, embedded: null };
  }
  const { webConcurrency, databasePoolSize } = config;
  const connections = Math.max(LEAST_CONNECTIONS, webConcurrency * (databasePoolSize + OTHER_CONNECTIONS));
  const embedded = await startEmbeddedPostgres(config.dataDir, {
    serverFlags: [`max_connections=${connections}`],
  });
  const secret = config.secret || keptSecret(config.dataDir, 'secret');
  return { config: config.with({ databaseUrl: embedded.url, secret }), embedded };
}

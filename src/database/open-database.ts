import type { Config } from '../config.js';
import { checkServer } from './check-server.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { keptSecret } from './embedded/kept-secret.js';

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
  const embedded = await startEmbeddedPostgres(config.dataDir);
  const secret = config.secret || keptSecret(config.dataDir, 'secret');
  return { config: config.with({ databaseUrl: embedded.url, secret }), embedded };
}

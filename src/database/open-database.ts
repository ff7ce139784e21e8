import type { Config } from '../config.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { keptSecret } from './embedded/kept-secret.js';

/** The complete settings, with a database to connect to; `embedded` where Copydesk runs it itself. */
export interface OpenDatabase {
  config: Config;
  embedded: EmbeddedPostgres | null;
}

/**
 * Starts the embedded PostgreSQL where no other was named, and completes the settings by what was generated.
 *
 * @throws StartRefused
 */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) return { config, embedded: null };
  const embedded = await startEmbeddedPostgres(config.dataDir);
  const secret = config.secret || keptSecret(config.dataDir, 'secret');
  return { config: config.with({ databaseUrl: embedded.url, secret }), embedded };
}

import { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { checkServer } from '../../database/check-server.js';
import { migrationOptions } from '../../database/data-source.js';
import { databaseRefusal } from '../../database/database-refusal.js';
import { startEmbeddedPostgres } from '../../database/embedded/embedded-postgres.js';
import { hasCluster, runningServerUrl } from '../../database/embedded/running-server.js';
import { StartRefused } from '../../start-refused.js';

/**
 * Runs `work` on the database of these settings, without limits of time: the one that was named, or the embedded
 * one, be it that of a running Copydesk or started for this alone.
 *
 * @throws StartRefused when there is none, or none that has a chain.
 */
export async function withTrail<T>(config: Config, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== null) {
    await checkServer(config.databaseUrl);
    return connected(config.databaseUrl, work);
  }
  if (!hasCluster(config.dataDir)) {
    throw new StartRefused(
      `There is no database in ${config.dataDir}: give DATA_DIR the folder of the Copydesk whose trail is to be verified, or set DATABASE_URL.`,
    );
  }
  const url = runningServerUrl(config.dataDir);
  if (url !== null) return connected(url, work);
  const embedded = await startEmbeddedPostgres(config.dataDir);
  try {
    return await connected(embedded.url, work);
  } finally {
    await embedded.stop();
  }
}

async function connected<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = new DataSource({ ...migrationOptions(url), applicationName: 'copydesk audit:verify' });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw databaseRefusal(url, error);
  }
  try {
    const [table] = await dataSource.query<{ name: string | null }[]>(
      `select to_regclass('audit_segment') as name`,
    );
    if (table?.name == null) {
      throw new StartRefused(
        'The database is of an older Copydesk, which chained nothing yet: start this one once, which brings it up to date.',
      );
    }
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

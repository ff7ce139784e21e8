import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import type { Config } from '../config.js';
import { DatabaseClient } from './database-client.js';
import { PostgresNamingStrategy } from './naming-strategy.js';

/** How long a connection is waited for, from the server or from the pool, before the answer is 503. */
const CONNECT_MS = 5_000;
const LOCK_MS = 5_000;
const IDLE_IN_TRANSACTION_MS = 30_000;

/**
 * The options of the application's data source. Every wait has an end: pg and PostgreSQL wait for ever by
 * default, and one stuck transaction would then take the whole pool. Entities come from the modules.
 */
export function dataSourceOptions(config: Config): PostgresDataSourceOptions {
  const statementMs = config.databaseStatementSeconds * 1000;
  return {
    type: 'postgres',
    url: requiredUrl(config),
    namingStrategy: new PostgresNamingStrategy(),
    applicationName: 'copydesk',
    poolSize: config.databasePoolSize,
    connectTimeoutMS: CONNECT_MS,
    installExtensions: false,
    logging: false,
    extra: {
      Client: DatabaseClient,
      statement_timeout: statementMs,
      // The server's limit comes first; this one is for a server that no longer answers at all.
      silenceMs: statementMs + 5_000,
      lock_timeout: LOCK_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      keepAlive: true,
    },
  };
}

/** The options for running migrations: few connections, and no limits of time. */
export function migrationOptions(url: string): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url,
    namingStrategy: new PostgresNamingStrategy(),
    applicationName: 'copydesk migration',
    poolSize: 2,
    connectTimeoutMS: CONNECT_MS,
    installExtensions: false,
    logging: false,
  };
}

function requiredUrl(config: Config): string {
  if (config.databaseUrl === null) throw new Error('The database is opened before the application is made');
  return config.databaseUrl;
}

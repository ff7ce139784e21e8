import { dirname } from 'node:path';
import { mkdirSync, statSync } from 'node:fs';
import { Client } from 'pg';
import { StartRefused } from '../../start-refused.js';
import { findBinaries } from './binaries.js';
import { claimFolder, livingOwner } from './folder-owner.js';
import { keptSecret } from './kept-secret.js';
import { probeLaunch } from './launch-command.js';
import {
  clusterPaths,
  clusterVersion,
  DATABASE_NAME,
  makeCluster,
  PASSWORD_NAME,
  removeDrafts,
} from './make-cluster.js';
import { isServing, readPostmaster } from './postmaster-file.js';
import { type ServerProcess, startServer } from './server-process.js';

/** PostgreSQL's major version in the npm packages. */
const BUNDLED_VERSION = '18';
/** How long a server of ours that is still shutting down is waited for. */
const PATIENCE_MS = 30_000;
/** After this long, a server that nobody owns is told to stop: it missed the death of its Copydesk. */
const ORPHAN_MS = 3_000;

/** The embedded PostgreSQL of one data folder, running. */
export interface EmbeddedPostgres {
  /** Connection string of the application's database. */
  url: string;
  /** Resolves when the server has ended, asked or unasked. */
  ended: Promise<void>;
  /** Lets a Copydesk that starts meanwhile wait for the folder instead of refusing it. */
  announceStop(): void;
  /** Ends every session and the server. */
  stop(): Promise<void>;
}

/** Tells how to start it otherwise than for an operator's data: tests trade durability for speed. */
export interface EmbeddedOptions {
  /** Settings of the server, such as `fsync=off`. */
  serverFlags?: string[];
  /** Further arguments of initdb, such as `--no-sync`. */
  initdbFlags?: string[];
}

/**
 * Starts the embedded PostgreSQL in `dataDir`, which is made when it is not there; recovers from whatever
 * end the last one had.
 *
 * @throws StartRefused with one sentence that says what to do.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  refuseOwnedFolder(dataDir);
  const binaries = findBinaries();
  probeLaunch(binaries);
  makeFolder(dataDir);
  const { cluster } = clusterPaths(dataDir);
  const password = keptSecret(dataDir, PASSWORD_NAME);

  const server = await patiently(dataDir, async () => {
    if ((await makeCluster(dataDir, binaries, options.initdbFlags ?? [])) === 'busy') return 'busy';
    refuseOtherVersion(cluster);
    return await startServer(dataDir, binaries, options.serverFlags ?? [], () =>
      claimFolder(dataDir, 'running'),
    );
  });
  removeDrafts(dataDir);
  const base = `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${server.port}`;
  await createDatabase(base);
  return {
    url: `${base}/${DATABASE_NAME}`,
    ended: server.ended,
    announceStop: () => claimFolder(dataDir, 'stopping'),
    stop: async () => await server.stop(),
  };
}

/**
 * Refuses a data folder that another running Copydesk uses. One that is on its way out is let be: it is
 * waited for later.
 *
 * @throws StartRefused naming that process.
 */
export function refuseOwnedFolder(dataDir: string): void {
  const owner = livingOwner(dataDir);
  if (owner?.state !== 'running') return;
  throw new StartRefused(
    `The data folder ${dataDir} is in use by the Copydesk with process id ${owner.pid}: stop that one, or give this one another DATA_DIR; several processes share one database through DATABASE_URL.`,
  );
}

async function patiently(
  dataDir: string,
  attempt: () => Promise<ServerProcess | 'busy'>,
): Promise<ServerProcess> {
  const { cluster } = clusterPaths(dataDir);
  const start = Date.now();
  for (;;) {
    const outcome = await attempt();
    if (outcome !== 'busy') return outcome;
    refuseOwnedFolder(dataDir);
    const waited = Date.now() - start;
    const postmaster = readPostmaster(cluster);
    if (waited > PATIENCE_MS) {
      const who = postmaster ? `the PostgreSQL server with process id ${postmaster.pid}` : 'another process';
      throw new StartRefused(
        `The data folder ${dataDir} is still in use by ${who} after ${PATIENCE_MS / 1000} seconds: stop it, or give this Copydesk another DATA_DIR.`,
      );
    }
    const orphaned = waited > ORPHAN_MS && livingOwner(dataDir) === null;
    if (orphaned && postmaster && isServing(cluster, postmaster)) interrupt(postmaster.pid);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended meanwhile, or is not ours to stop; the next attempt tells.
  }
}

/** One by one: below /proc, Node's own recursion never comes back. */
function makeFolders(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolders(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function makeFolder(dataDir: string): void {
  try {
    makeFolders(dataDir);
  } catch (cause) {
    throw new StartRefused(
      `The data folder ${dataDir} cannot be made: give DATA_DIR a folder that this user can write.`,
      { cause },
    );
  }
  const owner = statSync(dataDir).uid;
  if (process.geteuid && owner !== process.geteuid()) {
    throw new StartRefused(
      `The data folder ${dataDir} belongs to another user (id ${owner}): start Copydesk as that user, or give DATA_DIR another folder.`,
    );
  }
}

function refuseOtherVersion(cluster: string): void {
  const version = clusterVersion(cluster);
  if (version === BUNDLED_VERSION) return;
  throw new StartRefused(
    `The database in ${cluster} was made by PostgreSQL ${version}, and this Copydesk brings ${BUNDLED_VERSION}: move it with pg_dump and pg_restore, or give DATA_DIR another folder.`,
  );
}

async function createDatabase(base: string): Promise<void> {
  const client = new Client({ connectionString: `${base}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterPaths, DATABASE_NAME } from './make-cluster.js';
import { isServing, readPostmaster } from './postmaster-file.js';

/** Whether the data folder has an embedded database at all, running or not. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(clusterPaths(dataDir).cluster, 'PG_VERSION'));
}

/** The connection string of the embedded database of `dataDir` that another process runs; null where none does. */
export function runningServerUrl(dataDir: string): string | null {
  const { cluster, passwordFile } = clusterPaths(dataDir);
  const postmaster = readPostmaster(cluster);
  if (postmaster?.status !== 'ready' || !isServing(cluster, postmaster)) return null;
  const password = readFileSync(passwordFile, 'utf8').trim();
  return `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${postmaster.port}/${DATABASE_NAME}`;
}

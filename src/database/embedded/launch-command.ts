import { spawnSync } from 'node:child_process';
import type { Binaries } from './binaries.js';
import { StartRefused } from '../../start-refused.js';

/** A program and its arguments, as `spawn` takes them. */
export interface Command {
  program: string;
  args: string[];
}

/** The exit code by which the command says that another process holds the lock file. */
export const LOCK_IS_HELD = 75;

/** `nobody`: PostgreSQL wants to be somebody who is not root and has an entry in /etc/passwd. */
const NOBODY = '65534';

/**
 * Wraps a PostgreSQL program so that it can be run here. On Linux it
 * - is not root, which PostgreSQL refuses to be: root runs it in a user namespace, where the same files
 *   belong to an ordinary user (no account is made, and a checkout below a 0700 home stays reachable);
 * - gets SIGINT, a fast and clean shutdown, when the process that started it dies, however it dies;
 * - holds an flock on `lockFile` as long as it or any of its children lives. The kernel drops that lock
 *   with the last of them, so it is never stale, whatever was killed. It ends with `LOCK_IS_HELD` otherwise.
 * Elsewhere it is started directly.
 */
export function launchCommand(program: string, args: string[], lockFile: string): Command {
  if (process.platform !== 'linux') return { program, args };
  const lock = ['flock', '--no-fork', '--nonblock', '--conflict-exit-code', String(LOCK_IS_HELD), lockFile];
  // In this order: setting ids, as unshare does, would clear the signal that setpriv asks for.
  return wrap(['setpriv', '--pdeathsig', 'INT', '--', ...lock, program, ...args]);
}

/**
 * Tries whether the programs can be run on this machine at all.
 *
 * @throws StartRefused with what is missing.
 */
export function probeLaunch(binaries: Binaries): void {
  if (process.platform !== 'linux') return;
  if (isRoot() && spawnSync('unshare', namespace('true')).status !== 0) {
    throw new StartRefused(
      'Started as root on a machine that bars user namespaces, so the embedded PostgreSQL cannot run: start Copydesk as an ordinary user, or set DATABASE_URL.',
    );
  }
  for (const tool of ['setpriv', 'flock']) {
    if (spawnSync(tool, ['--version']).status !== 0) {
      throw new StartRefused(
        `The embedded PostgreSQL needs ${tool}: install the package util-linux, or set DATABASE_URL.`,
      );
    }
  }
  const { program, args } = wrap([binaries.postgres, '--version']);
  const probe = spawnSync(program, args, { encoding: 'utf8' });
  if (probe.status !== 0) {
    const reason = (probe.stderr || probe.error?.message || 'no reason given').trim().split('\n').at(-1);
    throw new StartRefused(
      `The embedded PostgreSQL cannot be run (${reason}): start Copydesk as the user who owns this folder, or set DATABASE_URL.`,
    );
  }
}

function wrap(command: string[]): Command {
  const [program = '', ...args] = isRoot() ? ['unshare', ...namespace(...command)] : command;
  return { program, args };
}

function namespace(...command: string[]): string[] {
  return ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--', ...command];
}

function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

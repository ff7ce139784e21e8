import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StartRefused } from '../../start-refused.js';
import type { Binaries } from './binaries.js';
import { launchCommand, LOCK_IS_HELD } from './launch-command.js';
import { clusterPaths } from './make-cluster.js';
import { isMistakable, readPostmaster } from './postmaster-file.js';

/** A server of ours that accepts connections. */
export interface ServerProcess {
  port: number;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** A fast shutdown (SIGINT); an immediate one after `patience` ms, which the next start recovers from. */
  stop(patience?: number): Promise<void>;
}

const LOG_LIMIT = 5_000_000;
const START_LIMIT_MS = 120_000;

/**
 * Starts PostgreSQL on the data folder's cluster, on a free port of 127.0.0.1, and waits until it is ready.
 *
 * @param onLocked called as soon as the folder is ours, before recovery.
 * @returns `busy` when another process holds the folder.
 * @throws StartRefused when the server gives up, with its own last words.
 */
export async function startServer(
  dataDir: string,
  binaries: Binaries,
  flags: string[],
  onLocked: () => void,
): Promise<ServerProcess | 'busy'> {
  const { cluster, lockFile } = clusterPaths(dataDir);
  if (isMistakable(cluster)) {
    // Under the lock, so that a server in another container, whose processes are not to be seen here, keeps its own.
    const { program, args } = launchCommand('rm', ['-f', join(cluster, 'postmaster.pid')], lockFile);
    spawnSync(program, args);
  }

  const log = join(dataDir, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const logFrom = rotate(log);
    const child = launch(cluster, lockFile, binaries, log, port, flags);
    const outcome = await untilReady(child, cluster, onLocked);
    if (outcome === 'ready') return running(child, port);
    if (outcome === 'busy') return 'busy';
    const words = readFileSync(log, 'utf8').slice(logFrom);
    if (words.includes('lock file "postmaster.pid" already exists')) return 'busy';
    // Somebody took the port between our asking for a free one and the server's binding it.
    if (words.includes('could not bind') && attempt < 5) continue;
    const reason = words.match(/(?:FATAL|PANIC|error): +(.*)/)?.[1] ?? 'no reason given';
    throw new StartRefused(
      `The embedded PostgreSQL did not start (${reason}): see ${log}, give DATA_DIR another folder, or set DATABASE_URL.`,
    );
  }
}

function launch(
  cluster: string,
  lockFile: string,
  binaries: Binaries,
  log: string,
  port: number,
  flags: string[],
): ChildProcess {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'log_min_messages=warning',
    'timezone=UTC',
    'log_timezone=UTC',
    'jit=off',
    ...flags,
  ].flatMap((setting) => ['-c', setting]);
  const { program, args } = launchCommand(binaries.postgres, ['-D', cluster, ...settings], lockFile);
  const output = openSync(log, 'a', 0o600);
  // In a process group of its own, so that Ctrl-C in a terminal reaches Copydesk alone, which drains first.
  const child = spawn(program, args, { stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  return child;
}

async function untilReady(
  child: ChildProcess,
  cluster: string,
  onLocked: () => void,
): Promise<'ready' | 'busy' | 'failed'> {
  let failure: Error | null = null;
  child.once('error', (error) => (failure = error));
  let locked = false;
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; await pause(20)) {
    if (failure) throw failure;
    if (hasEnded(child)) return child.exitCode === LOCK_IS_HELD ? 'busy' : 'failed';
    const postmaster = readPostmaster(cluster);
    // Until our own server has written its line, the file may be an old one.
    if (postmaster?.pid !== child.pid) continue;
    if (!locked) onLocked();
    locked = true;
    if (postmaster?.status === 'ready') return 'ready';
  }
  child.kill('SIGINT');
  throw new StartRefused(
    `The embedded PostgreSQL was not ready after ${START_LIMIT_MS / 1000} seconds: see postgres.log in DATA_DIR.`,
  );
}

function running(child: ChildProcess, port: number): ServerProcess {
  const ended = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve();
    child.once('exit', () => resolve());
  });
  return {
    port,
    ended,
    async stop(patience = 5_000) {
      if (hasEnded(child)) return;
      child.kill('SIGINT');
      const impatience = setTimeout(() => child.kill('SIGQUIT'), patience);
      await ended;
      clearTimeout(impatience);
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Keeps the log small, and says where the next lines will begin. */
function rotate(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_LIMIT) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { launchCommand } from '../../src/database/embedded/launch-command.js';
import { freePort } from './server.js';

/** Where Debian has the programs of each version. */
const VERSIONS = '/usr/lib/postgresql';
const LEAST_VERSION = 15;
const START_LIMIT_MS = 60_000;

/** Whether Debian's PostgreSQL is on this machine: the one that Copydesk brings cannot copy a server. */
export function hasStreamingPostgres(): boolean {
  return programs() !== null;
}

/** The folder with the programs of the newest version. */
function programs(): string | null {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number) : [];
  const newest = Math.max(...versions.filter((version) => version >= LEAST_VERSION));
  const bin = join(VERSIONS, String(newest), 'bin');
  return ['initdb', 'pg_basebackup', 'postgres'].every((name) => existsSync(join(bin, name))) ? bin : null;
}

/** A PostgreSQL server of a test's own, which ends with the test. */
export interface StreamingServer {
  url: string;
  start(): Promise<void>;
  /** Sends the signal to each of its processes. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** Makes a server in the folder, with a database `copydesk`, and starts it. */
export async function newPrimary(folder: string): Promise<StreamingServer> {
  runProgram('initdb', folder, ['-D', folder, '-U', 'copydesk', '--auth=trust', '--no-sync', '-E', 'UTF8']);
  const primary = await server(folder);
  const client = new Client({ connectionString: new URL('/postgres', primary.url).href });
  await client.connect();
  await client.query('create database copydesk');
  await client.end();
  return primary;
}

/** Copies the primary into the folder, and starts a replica of it there. */
export async function newReplica(primary: StreamingServer, folder: string): Promise<StreamingServer> {
  const { port } = new URL(primary.url);
  const source = ['-h', '127.0.0.1', '-p', port, '-U', 'copydesk'];
  runProgram('pg_basebackup', folder, [...source, '-D', folder, '-R', '-c', 'fast', '--no-sync']);
  return await server(folder);
}

function runProgram(name: string, folder: string, given: string[]): void {
  const { program, args } = launchCommand(join(programs() ?? '', name), given, `${folder}.lock`);
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
}

async function server(folder: string): Promise<StreamingServer> {
  const port = await freePort();
  const url = `postgres://copydesk@127.0.0.1:${port}/copydesk`;
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=200',
  ].flatMap((setting) => ['-c', setting]);
  let child: ChildProcess | null = null;
  const started = {
    url,
    async start() {
      const command = launchCommand(
        join(programs() ?? '', 'postgres'),
        ['-D', folder, ...settings],
        `${folder}.lock`,
      );
      child = spawn(command.program, command.args, { stdio: 'ignore', detached: true });
      await accepts(url);
    },
    signal(signal: NodeJS.Signals) {
      const pid = child?.pid ?? 0;
      // Its processes each lead a group of their own.
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      for (const one of [pid, ...children.filter(Boolean).map(Number)]) process.kill(one, signal);
    },
    async stop() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
  await started.start();
  return started;
}

async function accepts(url: string): Promise<void> {
  for (const deadline = Date.now() + START_LIMIT_MS; ;) {
    const client = new Client({ connectionString: new URL('/postgres', url).href });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

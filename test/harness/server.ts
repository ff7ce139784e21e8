import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

const SECRET = 'a secret that signs the cursors of tests';
const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 120_000;
/** A start is mostly the compiling of what it loads, which the next one need not do again: an eighth of the time. */
const COMPILED = resolve(ROOT, 'node_modules/.cache/copydesk-tests');
const BUILT = 'dist/src/main.js';
const WHOLE_PACKAGES = `--import ${resolve(import.meta.dirname, 'whole-packages.mjs')}`;

/** A started program of ours: its output so far, and its end. */
export interface Program {
  pid: number;
  output(): string;
  kill(signal: NodeJS.Signals): void;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

/** A server in a process of its own, as an operator runs it: for what only a real process shows. */
export interface Server extends Program {
  url: string;
  port: number;
}

const programs = new Set<Program>();
let built = false;

/** Builds `dist` where it is stale, once per test file; the crash tests run what an operator would. */
export function ensureBuilt(): void {
  if (!built) execFileSync(process.execPath, ['scripts/ensure-built.mjs'], { cwd: ROOT, stdio: 'pipe' });
  built = true;
}

/** Runs a script of the project (by default the built server) with these settings and no others. */
export function run(env: Record<string, string>, script = BUILT, args: string[] = []): Program {
  ensureBuilt();
  const { PATH = '', HOME = '' } = process.env;
  // What `npm start` does is tried as it is.
  const options = script === BUILT ? { NODE_OPTIONS: WHOLE_PACKAGES } : {};
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { PATH, HOME, NODE_COMPILE_CACHE: COMPILED, ...options, ...env },
    // Over the channel the server notices when the tests are gone, and ends.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const program = follow(child);
  programs.add(program);
  void program.ended.then(() => programs.delete(program));
  return program;
}

/** Starts the server and waits until it serves. Without DATABASE_URL it runs the embedded one in DATA_DIR. */
export async function startServer(env: Record<string, string>, script?: string): Promise<Server> {
  const port = env.PORT ? Number(env.PORT) : await freePort();
  const program = run({ PORT: String(port), LOG_LEVEL: 'error', SECRET, ...env }, script);
  const ended = program.ended.then(() => 'ended');
  for (const deadline = Date.now() + START_LIMIT_MS; !program.output().includes('Copydesk is ready');) {
    const state = await Promise.race([ended, new Promise((done) => setTimeout(() => done('waiting'), 20))]);
    if (state === 'ended' || Date.now() > deadline) {
      program.kill('SIGKILL');
      throw new Error(
        `The server did not start (${state === 'ended' ? 'it ended' : 'in time'}):\n${program.output()}`,
      );
    }
  }
  return { ...program, port, url: `http://127.0.0.1:${port}` };
}

/** Ends whatever a test left running; for `afterAll`. */
export async function killAll(): Promise<void> {
  for (const program of programs) {
    program.kill('SIGKILL');
    await program.ended;
  }
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

function follow(child: ChildProcess): Program {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (output += data.toString()));
  }
  return {
    pid: child.pid ?? 0,
    output: () => output,
    kill: (signal) => void child.kill(signal),
    ended: new Promise((done) => {
      child.once('close', (code, signal) => done(code ?? signal ?? 'SIGKILL'));
    }),
  };
}

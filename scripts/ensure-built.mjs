import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The project's own Node, also for whoever runs these scripts with the system's. */
export const node = join(root, 'node_modules', '.bin', 'node');
const SOURCES = [
  'src',
  'migrations',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
];
/** How long the build of another start is waited for. */
const PATIENCE_MS = 180_000;

/**
 * Builds into `dist` unless it is the build of the sources as they are, or waits for another start that is at it. The
 * build is made beside and renamed, so that nobody ever loads half of one: of two that began in the same moment, the
 * first to finish puts its own in place, the second finds it there and drops its own.
 *
 * @throws Error when the build fails; the compiler has said why by then.
 */
export function ensureBuilt() {
  const wanted = sourcesHash();
  if (builtHash() === wanted) return;
  removeAbandoned();
  waitForOthers(wanted);
  if (builtHash() === wanted) return;
  console.log('Building Copydesk …');
  const draft = join(root, `.dist-${process.pid}`);
  mkdirSync(draft);
  try {
    // Also tells others what is being built here.
    writeFileSync(join(draft, 'sources'), wanted);
    const tsconfig = join(draft, 'tsconfig.json');
    writeFileSync(
      tsconfig,
      JSON.stringify({ extends: '../tsconfig.build.json', compilerOptions: { outDir: '.', rootDir: '..' } }),
    );
    const cli = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
    const { status } = spawnSync(node, [cli, 'build', '--path', `.dist-${process.pid}/tsconfig.json`], {
      cwd: root,
      stdio: 'inherit',
    });
    if (status !== 0)
      throw new Error('The build failed; what the compiler said above has to be put right first.');
    rmSync(tsconfig);
    putInPlace(draft, wanted);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function putInPlace(draft, wanted) {
  const dist = join(root, 'dist');
  const old = `${draft}-old`;
  if (builtHash() === wanted) return;
  try {
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(draft, dist);
  } catch (error) {
    // Another start was faster in the last moment; its build is as good.
    if (builtHash() !== wanted) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

/** Waits while a start that is alive builds the same. */
function waitForOthers(wanted) {
  const isUnderWay = () => drafts().some(({ name, pid }) => isAlive(pid) && sourcesOf(name) === wanted);
  const moment = new Int32Array(new SharedArrayBuffer(4));
  const deadline = Date.now() + PATIENCE_MS;
  while (isUnderWay() && Date.now() < deadline) Atomics.wait(moment, 0, 0, 100);
}

/** Removes what builds that were killed left behind. */
function removeAbandoned() {
  for (const { name, pid } of drafts()) {
    if (!isAlive(pid)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** The builds that are under way or were, and what they put aside. */
function drafts() {
  return readdirSync(root).flatMap((name) => {
    const pid = Number(/^\.dist-(\d+)(-old)?$/.exec(name)?.[1]);
    return pid ? [{ name, pid }] : [];
  });
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What `dist` was built from; null when it was built otherwise, or not at all. */
function builtHash() {
  return sourcesOf('dist');
}

function sourcesOf(folder) {
  try {
    return readFileSync(join(root, folder, 'sources'), 'utf8');
  } catch {
    return null;
  }
}

/** Names, times and sizes of all sources: notices a removed file and an older one as well as a newer one. */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of SOURCES) visit(source, hash);
  return hash.digest('hex');
}

function visit(path, hash) {
  const stats = statSync(join(root, path));
  if (stats.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) visit(join(path, name), hash);
  } else if (!path.endsWith('.spec.ts')) {
    hash.update(`${path}:${stats.mtimeMs}:${stats.size}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureBuilt();

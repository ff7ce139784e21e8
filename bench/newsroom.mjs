import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../dist/src/database/embedded/embedded-postgres.js';
import { FLAGS } from '../scripts/server-flags.mjs';
import { timed } from './load.mjs';

const ADMIN = { email: 'admin@bench.example', password: 'a password of the benchmark' };
const EDITOR = { email: 'editor@bench.example', password: 'a password of the benchmark' };
const ROOT = join(import.meta.dirname, '..');

/** Everything that a run starts, and its end. */
export class Newsroom {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
  children = [];
  others = [];

  /** A PostgreSQL as a first look has it, with all that makes it durable. */
  async open() {
    this.postgres = await startEmbeddedPostgres(join(this.folder, 'data'), {
      serverFlags: [],
      initdbFlags: [],
    });
    await this.connect(this.postgres.url);
  }

  /** Another newsroom on the same PostgreSQL, in a database of its own: what is asked of both can be asked in turns. */
  async another(name) {
    const other = new Newsroom();
    this.others.push(other);
    await this.db.query(`create database ${name}`);
    const url = new URL(this.databaseUrl);
    url.pathname = `/${name}`;
    await other.connect(url.href);
    return other;
  }

  async connect(url) {
    this.databaseUrl = url;
    this.db = new pg.Client({ connectionString: url });
    await this.db.connect();
  }

  async close() {
    for (const other of this.others) await other.close();
    for (const child of this.children) child.kill('SIGKILL');
    await this.db?.end().catch(() => undefined);
    await this.postgres?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A server of ours as `npm start` starts it, on the shared database. Its start is timed, from the process to the first answer. */
  async serve(env = {}, execArgv = []) {
    const port = await freePort();
    const startedAt = performance.now();
    const child = spawn(process.execPath, [...FLAGS, ...execArgv, join(ROOT, 'dist/src/main.js')], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        // The same for all: else each would take the others' documents for stale.
        PUBLIC_URL: 'http://bench.example',
        DATABASE_URL: this.databaseUrl,
        DATA_DIR: join(this.folder, 'files'),
        SECRET: 'a secret that signs the cursors of benchmarks',
        ADMIN_EMAIL: ADMIN.email,
        ADMIN_PASSWORD: ADMIN.password,
        ...env,
      },
      // The log is written, as in production, and read by nobody.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.children.push(child);
    for (;;) {
      const ready = await timed(port, 'GET', '/health/ready').catch(() => null);
      if (ready?.status === 200) break;
      if (child.exitCode !== null) throw new Error('The server did not start.');
      await new Promise((done) => setTimeout(done, 10));
    }
    return { port, pid: child.pid, startMilliseconds: performance.now() - startedAt, child };
  }

  /** A process of `contender.mjs`. */
  async contend(what, given) {
    const file = join(this.folder, `${what}-${this.children.length}.json`);
    writeFileSync(file, JSON.stringify({ databaseUrl: this.databaseUrl, ...given }));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'contender.mjs'), what, file], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.children.push(child);
    const { port } = await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', () => reject(new Error(`The contender ${what} did not start.`)));
    });
    return { port };
  }

  /** Who writes and publishes, and where. */
  async staff(port) {
    const admin = await signIn(port, ADMIN);
    const made = await timed(port, 'POST', '/api/v1/staff', {
      headers: admin,
      body: { ...EDITOR, name: 'Editor', roles: [{ role: 'managing_editor', sectionId: null }] },
    });
    expectStatus(made, 201);
    this.editor = await signIn(port, EDITOR);
    const section = await timed(port, 'POST', '/api/v1/sections', {
      headers: this.editor,
      body: { name: 'News' },
    });
    expectStatus(section, 201);
    this.sectionId = section.body.id;
  }

  async article(port, headline, words) {
    const text = 'The ministers met at the river for the third day and agreed on little. ';
    const made = await timed(port, 'POST', '/api/v1/articles', {
      headers: this.editor,
      body: {
        content: {
          headline,
          sectionId: this.sectionId,
          source: 'Reuters',
          body: {
            type: 'doc',
            content: Array.from({ length: Math.ceil(words / 60) }, () => ({
              type: 'paragraph',
              content: [{ type: 'text', text: text.repeat(4).trim() }],
            })),
          },
        },
      },
    });
    expectStatus(made, 201);
    return made.body;
  }

  async publish(port, { id, version }) {
    const answer = await timed(port, 'POST', `/api/v1/items/${id}/publish`, {
      headers: { ...this.editor, 'If-Match': `"${version}"` },
      body: {},
    });
    expectStatus(answer, 200);
    return answer;
  }

  async save(port, { id, version }, content) {
    const answer = await timed(port, 'PATCH', `/api/v1/articles/${id}`, {
      headers: { ...this.editor, 'If-Match': `"${version}"` },
      body: { content },
    });
    expectStatus(answer, 200);
    return answer;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function signIn(port, body) {
  const answer = await timed(port, 'POST', '/api/v1/auth/login', { body });
  expectStatus(answer, 200);
  return { Authorization: `Bearer ${answer.body.accessToken}` };
}

function expectStatus(answer, status) {
  if (answer.status !== status) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
}

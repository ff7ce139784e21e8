import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, node } from './ensure-built.mjs';
import { FLAGS } from './server-flags.mjs';

/**
 * `npm start`: builds where necessary, then runs the server with the same Node. The server is in the same
 * process group, so that Ctrl-C reaches it as well, and has a channel to this process: when this one is
 * gone, however it went, the server drains and ends.
 */
const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'src', 'main.js');

try {
  ensureBuilt();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const server = spawn(node, [...FLAGS, main, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 1 : code));

// npm passes SIGTERM and SIGINT on, but not its own violent death: then this process gets another parent.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || server.kill('SIGTERM'), 1000).unref();
}

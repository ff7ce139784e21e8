import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, readConfig } from './config.js';
import { Drain } from './drain.js';
import { releaseMemoryOfStart } from './memory-of-start.js';
import { settingsHelp } from './settings.js';
import { StartRefused } from './start-refused.js';
import { isWorker, opened, Supervisor, tellSupervisor } from './supervisor.js';
import { keepTickShape } from './tick-shape.js';

/** Requests under way get this long; the rest of the drain's time is for the database. */
const FINISH_MS = 8_000;
const LEAST_NODE = [24, 9] as const;

keepTickShape();

/** Where something is to listen, and the setting that says so. */
interface Place {
  host: string;
  port: number;
  setting: string;
}

const drain = new Drain();

async function start(): Promise<void> {
  refuseOldNode();
  if (process.argv.some((argument) => argument === '--help' || argument === '-h')) {
    console.log(settingsHelp());
    process.exit(0);
  }
  const settings = readConfig(process.env, process.argv.slice(2));
  if (isWorker()) {
    const config = settings.with(await opened());
    // One that takes the place of another may find the database gone, and need not load the program to say so.
    const { checkServer } = await import('./database/check-server.js');
    await checkServer(config.databaseUrl ?? '');
    tellSupervisor(await serve(config));
    return;
  }

  // Loaded as they are needed: most of a start is loading modules, and a refusal need not wait for that.
  const { refuseOwnedFolder } = await import('./database/embedded/embedded-postgres.js');
  const { openDatabase } = await import('./database/open-database.js');

  if (settings.databaseUrl === null) refuseOwnedFolder(settings.dataDir);
  await refuseTakenPort({ host: settings.host, port: settings.port, setting: 'PORT' });
  if (settings.metricsPort !== null) {
    await refuseTakenPort({ host: settings.host, port: settings.metricsPort, setting: 'METRICS_PORT' });
  }
  const { config, embedded } = await openDatabase(settings);
  if (embedded) {
    drain.add(async () => await embedded.stop());
    void embedded.ended.then(async () => await endWithoutDatabase(settings));
  }
  const isSupervisor = config.webConcurrency > 1;
  const text = isSupervisor ? await supervise(config) : await serve(config);
  if (config.metricsPort !== null) {
    const { serveMetrics } = await import('./metrics/serve-metrics.js');
    drain.add(await serveMetrics(config.host, config.metricsPort, isSupervisor));
  }
  if (embedded) drain.add(async () => await Promise.resolve(embedded.announceStop()));
  console.log(text);
}

/** Serves in processes of their own, which are looked after from here. */
async function supervise(config: Config): Promise<string> {
  const supervisor = new Supervisor(config, async () => await drain.end(1));
  drain.add(async () => await supervisor.stop());
  return await supervisor.start();
}

/** Serves in this process; returns what there is to announce. */
async function serve(config: Config): Promise<string> {
  const { migrate, underMigrationLock } = await import('./database/migrate.js');
  const { createApp } = await import('./create-app.js');
  const { FirstStart } = await import('./demo/first-start.js');
  const { announcement } = await import('./announcement.js');
  const url = config.databaseUrl ?? '';
  const { app, outcome } = await underMigrationLock(url, async () => {
    await migrate(url);
    const created = await createApp(config);
    drain.add(async () => await close(created));
    const filled = await created.get(FirstStart, { strict: false }).run();
    await created.init();
    return { app: created, outcome: filled };
  });
  releaseMemoryOfStart();
  await listen(app, config);
  return announcement(config, outcome);
}

async function listen(app: NestFastifyApplication, config: Config): Promise<void> {
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    throw portRefusal({ host: config.host, port: config.port, setting: 'PORT' }, error);
  }
}

/** Stops accepting, lets the requests under way finish, then closes the pool. */
async function close(app: NestFastifyApplication): Promise<void> {
  const { Readiness } = await import('./health/readiness.js');
  app.get(Readiness, { strict: false }).drain();
  const { server } = app.getHttpAdapter().getInstance();
  // A connection that was busy when the server began to close would be kept alive after its answer.
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const impatience = setTimeout(() => server.closeAllConnections(), FINISH_MS);
  await app.close();
  clearInterval(idle);
  clearTimeout(impatience);
}

async function endWithoutDatabase(config: Config): Promise<void> {
  if (drain.begun) return;
  console.error(
    `The embedded PostgreSQL has ended on its own (see ${config.dataDir}/postgres.log): start Copydesk again.`,
  );
  await drain.end(1);
}

function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new StartRefused(
    `Copydesk needs Node ${LEAST_NODE.join('.')} or later, and this is ${process.versions.node}: start it with "npm start", which brings its own (after "npm ci" without --omit=optional).`,
  );
}

/** Before anything is opened: a first start would otherwise make a database only to find that it cannot serve. */
async function refuseTakenPort(place: Place): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portRefusal(place, error)));
    probe.listen(place.port, place.host, () => probe.close(() => resolve()));
  });
}

function portRefusal({ host, port, setting }: Place, cause: unknown): StartRefused {
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : 'unknown error';
  const where = `port ${port} of ${host}`;
  if (code === 'EADDRINUSE') {
    return new StartRefused(
      `Another program listens on ${where}: stop it, or set ${setting} to a free one.`,
      {
        cause,
      },
    );
  }
  if (code === 'EACCES') {
    return new StartRefused(`This user may not listen on ${where}: set ${setting} to one above 1023.`, {
      cause,
    });
  }
  return new StartRefused(
    `Copydesk cannot listen on ${where} (${String(code)}): correct HOST and ${setting}.`,
    {
      cause,
    },
  );
}

try {
  await start();
} catch (error) {
  // A signal during the start takes things away under it; what it then says is no news.
  if (!drain.begun) {
    if (error instanceof StartRefused) console.error(error.message);
    else console.error('Copydesk could not start, by a fault of its own:', error);
    await drain.end(1);
  }
}

import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { nestLogger } from './app.logger.js';
import { openLogs } from './app.logs.js';
import { AppModule } from './app.module.js';
import { httpAdapter, setUpApp } from './app.setup.js';
import type { Config } from './config.js';
import { ConfigModule } from './config.module.js';
import type { ObserveRequest } from './metrics/observe-requests.js';
import { serveDocs } from './openapi/docs.js';

/** Loaded where it is asked for alone: a process without metrics is smaller. */
async function measure(app: NestFastifyApplication): Promise<ObserveRequest> {
  const { observeRequests } = await import('./metrics/observe-requests.js');
  const { gaugeProcess } = await import('./metrics/gauge-process.js');
  const { joinMetrics } = await import('./metrics/serve-metrics.js');
  gaugeProcess(app);
  joinMetrics();
  return observeRequests();
}

/**
 * The whole application for one configuration, with a pool of connections, not yet listening. Used by
 * `main.ts` and by the tests alike.
 */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const logs = openLogs(config);
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: AppModule, imports: [ConfigModule.forRoot(config)] },
    httpAdapter(config),
    { abortOnError: false, bodyParser: false, logger: nestLogger(logs.log) },
  );
  const { metricsPort } = config;
  setUpApp(app, logs, metricsPort === null ? () => undefined : await measure(app));
  serveDocs(app, config);
  return app;
}

import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { nestLogger } from './app.logger.js';
import { openLogs } from './app.logs.js';
import { AppModule } from './app.module.js';
import { httpAdapter, setUpApp } from './app.setup.js';
import type { Config } from './config.js';
import { ConfigModule } from './config.module.js';
import { serveDocs } from './openapi/docs.js';

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
  setUpApp(app, logs);
  serveDocs(app, config);
  return app;
}

import type { OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, type ConfigValues, readConfig } from '../../src/config.js';
import { createApp } from '../../src/create-app.js';
import { cloneDatabase, type TestDatabase } from './database.js';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

interface RequestOptions {
  /** An access or API token, sent as Bearer. */
  token?: string;
  /** A value is sent as JSON; a string or bytes as they are, for bodies that are not JSON. */
  body?: unknown;
  /** The ETag for If-Match. */
  ifMatch?: string;
  headers?: Record<string, string>;
}

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: OutgoingHttpHeaders;
  /** Parsed where the answer is JSON, else the text. */
  body: Body;
  text: string;
}

/** The application on a database of its own, spoken to without a socket. */
export interface TestApp {
  app: NestFastifyApplication;
  config: Config;
  database: TestDatabase;
  request<Body = Record<string, unknown>>(
    method: Method,
    url: string,
    options?: RequestOptions,
  ): Promise<Answer<Body>>;
  close(): Promise<void>;
}

/**
 * Starts the application as `main.ts` does, on a clone of the migrated template, or on `database`: two
 * applications on one database stand for two processes.
 */
export async function startApp(
  overrides: Partial<ConfigValues> = {},
  database?: TestDatabase,
): Promise<TestApp> {
  const own = database ?? (await cloneDatabase());
  const settings = readConfig({
    DATABASE_URL: own.url,
    SECRET: 'a secret that signs the cursors of tests',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    PUBLIC_URL: 'http://copydesk.test',
    // Not where a developer's own photos are: of files that its database does not know a server keeps none for long.
    DATA_DIR: join(tmpdir(), `copydesk-test-data-${process.pid}`),
  });
  const config = settings.with(overrides);
  const app = await createApp(config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    config,
    database: own,
    request: async (method, url, options) => await request(app, method, url, options),
    async close() {
      await app.close();
      if (!database) await own.close();
    },
  };
}

async function request<Body>(
  app: NestFastifyApplication,
  method: Method,
  url: string,
  { token, body, ifMatch, headers }: RequestOptions = {},
): Promise<Answer<Body>> {
  const response = await app.inject({
    method,
    url,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  const isJson = /\bjson\b/.test(String(response.headers['content-type']));
  return {
    status: response.statusCode,
    headers: response.headers,
    // What the answer holds is the test's claim, which its expectations then check.
    body: (isJson && response.payload !== '' ? JSON.parse(response.payload) : response.payload) as Body,
    text: response.payload,
  };
}

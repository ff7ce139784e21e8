import type { LoggerService } from '@nestjs/common';
import { Logger, PinoLogger } from 'nestjs-pino';
import { type LoggerOptions, pino } from 'pino';
import type { Config } from './config.js';

const SECRETS = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  'password',
  'currentPassword',
  'token',
  'accessToken',
  'refreshToken',
];

/** Nest's own parts tell of every route and module at each start: news only to who debugs a start. */
const NESTS_OWN = new Set([
  'NestFactory',
  'NestApplication',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
]);

const MOST_CAUSES = 5;

interface FailedQuery extends Error {
  code: string;
  constraint: string;
  query: string;
}

/** The options of the log: one JSON object per line on standard output, without secrets. */
export function logOptions(config: Config): LoggerOptions {
  return {
    level: config.logLevel,
    // Of one process there is nothing to tell.
    base: config.webConcurrency > 1 ? { pid: process.pid } : null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: (error: unknown) => told(error) },
    redact: { paths: SECRETS.flatMap(anywhereNear), censor: '[redacted]' },
  };
}

/** The log as Nest and its `Logger` want it. */
export function nestLogger(log: pino.Logger): LoggerService {
  // Else the serializer of errors would be wrapped, and what it leaves out put back.
  const parameters = { pinoHttp: { logger: log, wrapSerializers: false } };
  return new QuietStart(new PinoLogger(parameters), parameters);
}

class QuietStart extends Logger {
  override log(message: unknown, ...optional: unknown[]): void {
    const context = optional.at(-1);
    if (typeof context === 'string' && NESTS_OWN.has(context)) super.debug(message, ...optional);
    else super.log(message, ...optional);
  }
}

/**
 * An error by name, message, stack and causes. Not by whatever else it has: a failed query carries what was
 * to be written, which is text that nobody has published, and hashes.
 */
function told(error: unknown, depth = 0): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { name, message, stack, code, constraint, query, cause } = error as Partial<FailedQuery>;
  return {
    type: name,
    message,
    stack,
    code,
    constraint,
    query,
    ...(cause === undefined || depth >= MOST_CAUSES ? {} : { cause: told(cause, depth + 1) }),
  };
}

function anywhereNear(name: string): string[] {
  const member = name.startsWith('[') ? name : `.${name}`;
  return [name, `*${member}`, `*.*${member}`];
}

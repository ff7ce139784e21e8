import { type DestinationStream, type Logger, pino } from 'pino';
import { logOptions } from './app.logger.js';
import type { Config } from './config.js';

const FLUSH_MS = 100;
const STANDARD_OUTPUT = 1;
/** A pipe takes so many bytes whole (PIPE_BUF): processes that share one do not write into each other's lines. */
const WHOLE_BYTES = 4_096;

/** What is still to be written at the end of the process. */
const unwritten = new Set<() => void>();
process.on('exit', () => {
  for (const flush of unwritten) flush();
});

/** The two logs of a process; both go to standard output, line by line. */
export interface Logs {
  log: Logger;
  /** One line for each request, of which no member can be a secret. */
  requests: Logger;
}

/**
 * Opens the logs. Lines of requests are written together, ten times a second and at the end of the process: by themselves
 * they would cost more than many answers do. Who kills the process loses a tenth of a second of them, and nothing else.
 */
export function openLogs(config: Config): Logs {
  const output = pino.destination({ dest: STANDARD_OUTPUT, sync: true });
  const { redact: _ofSecrets, ...plain } = logOptions(config);
  return { log: pino(logOptions(config), output), requests: pino(plain, gathered(output)) };
}

/** Lines are handed on in order, many at once. */
function gathered(output: DestinationStream): DestinationStream {
  let lines = '';
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  const handOn = (): void => {
    const whole = lines;
    lines = '';
    bytes = 0;
    if (whole !== '') output.write(whole);
  };
  const flush = (): void => {
    timer = undefined;
    handOn();
  };
  unwritten.add(handOn);
  return {
    write(line) {
      const length = Buffer.byteLength(line);
      if (bytes + length > WHOLE_BYTES) handOn();
      lines += line;
      bytes += length;
      timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
  };
}

import { type DestinationStream, type Logger, pino } from 'pino';
import { logOptions } from './app.logger.js';
import type { Config } from './config.js';

const FLUSH_MS = 100;
const STANDARD_OUTPUT = 1;
/** A pipe takes so many bytes whole (PIPE_BUF): processes that share one do not write into each other's lines. */
const WHOLE_BYTES = 4_096;
/** In UTF-8, of one code unit of a string. */
const MOST_BYTES_OF_A_CHARACTER = 3;

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
  /** Writes a line at the level `info` among those of requests, of members that are JSON already. */
  tell: (members: string) => void;
}

/**
 * Opens the logs. Lines of requests are written together, ten times a second and at the end of the process: by themselves
 * they would cost more than many answers do. Who kills the process loses a tenth of a second of them, and nothing else.
 */
export function openLogs(config: Config): Logs {
  const output = pino.destination({ dest: STANDARD_OUTPUT, sync: true });
  const lines = gathered(output);
  const { redact: _ofSecrets, ...plain } = logOptions(config);
  const requests = pino(plain, lines);
  return {
    log: pino(logOptions(config), output),
    requests,
    tell: plainly(requests, lines, plain.base ?? {}),
  };
}

/** As the log itself would write them, at a third of its price. */
function plainly(log: Logger, lines: DestinationStream, base: object): (members: string) => void {
  if (!log.isLevelEnabled('info')) return () => undefined;
  const ofBase = JSON.stringify(base).slice(1, -1);
  const own = ofBase === '' ? '' : `${ofBase},`;
  return (members) => lines.write(`{"level":"info","time":"${isoTime()}",${own}${members}}\n`);
}

let timeOfMillisecond = '';
let lastMillisecond = 0;

function isoTime(): string {
  const now = Date.now();
  if (now !== lastMillisecond) {
    lastMillisecond = now;
    timeOfMillisecond = new Date(now).toISOString();
  }
  return timeOfMillisecond;
}

/** Lines are handed on in order, many at once. They wait as bytes: as strings, each collection of garbage would copy them. */
function gathered(output: DestinationStream): DestinationStream {
  const waiting = Buffer.allocUnsafe(WHOLE_BYTES);
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  const handOn = (): void => {
    if (bytes > 0) output.write(waiting.toString('utf8', 0, bytes));
    bytes = 0;
  };
  const flush = (): void => {
    timer = undefined;
    handOn();
  };
  unwritten.add(handOn);
  return {
    write(line) {
      const most = line.length * MOST_BYTES_OF_A_CHARACTER;
      if (bytes + most > WHOLE_BYTES) handOn();
      if (most > WHOLE_BYTES) {
        output.write(line);
        return;
      }
      bytes += waiting.write(line, bytes);
      timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
  };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import { AggregatorRegistry, register } from 'prom-client';

let joined: AggregatorRegistry<'text/plain; version=0.0.4; charset=utf-8'> | undefined;

/** Has a process that is looked after by another tell that one its metrics. */
export function joinMetrics(): AggregatorRegistry<'text/plain; version=0.0.4; charset=utf-8'> {
  joined ??= new AggregatorRegistry();
  return joined;
}

/**
 * Serves the metrics of this process, or of all that it looks after as one sum, in Prometheus' text format on a port of their
 * own: they are the operator's, and no part of either API. Returns what ends it.
 */
export async function serveMetrics(
  host: string,
  port: number,
  isSupervisor: boolean,
): Promise<() => Promise<void>> {
  const all = joinMetrics();
  const read = async (): Promise<string> => await (isSupervisor ? all.clusterMetrics() : register.metrics());
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    read().then(
      (text) => response.writeHead(200, { 'Content-Type': register.contentType }).end(text),
      // A process that starts or ends does not answer: the next question finds it settled.
      () => response.writeHead(503).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
}

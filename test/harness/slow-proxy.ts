import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy before a database, by which a test holds up what is under way. */
export interface SlowProxy {
  url: string;
  /** Lets nothing through until `resume`. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** Starts a proxy before the server of the connection string `target`. */
export async function slowProxy(target: string): Promise<SlowProxy> {
  const url = new URL(target);
  const upstreamPort = Number(url.port);
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(upstreamPort, '127.0.0.1');
    clients.add(client);
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => client.write(data));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('close', () => other.destroy());
      one.on('error', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  return {
    url: url.href,
    pause: () => clients.forEach((client) => client.pause()),
    resume: () => clients.forEach((client) => client.resume()),
    close() {
      server.close();
      clients.forEach((client) => client.destroy());
    },
  };
}

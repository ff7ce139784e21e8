import { createServer } from 'node:http';

/**
 * Offers the run's PostgreSQL to the workers: whoever first asks for it starts it, so that a run of pure
 * specs starts none.
 */
export default async function globalSetup() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 24 || (major === 24 && minor < 9)) {
    throw new Error(
      `The tests need Node 24.9 or later, and this is ${process.versions.node}: run "npm ci && npm test".`,
    );
  }
  let cluster = null;
  const server = createServer(async (request, response) => {
    try {
      cluster ??= import('./cluster.mjs').then(({ startCluster }) => startCluster());
      response.end((await cluster).url);
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error?.stack ?? error));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.COPYDESK_TEST_CLUSTER = `http://127.0.0.1:${server.address().port}`;
  globalThis.stopTestCluster = async () => {
    server.closeAllConnections();
    server.close();
    await (await cluster?.catch(() => null))?.stop();
  };
}

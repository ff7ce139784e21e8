/** Ends the run's PostgreSQL, where one was started. */
export default async function globalTeardown() {
  await globalThis.stopTestCluster();
}

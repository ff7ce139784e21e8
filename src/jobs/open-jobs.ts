import type { PgBoss } from 'pg-boss';

/** The queue's own schema in the database, apart from what is Copydesk's. */
const SCHEMA = 'pgboss';

/** Opens the queue of jobs, which brings its own tables up to date. Its owner stops it. */
export async function openJobs(databaseUrl: string, poolSize: number): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'copydesk jobs',
    schema: SCHEMA,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    useListenNotify: true,
    // Nothing here goes by the clock; what does has tables of its own.
    schedule: false,
  });
  // Without a listener a failure would end the process; whoever waits for the start gets it from there.
  boss.on('error', () => undefined);
  return boss.start();
}

import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';

/** A database of a test's own, on the PostgreSQL of the run. Nothing of it needs cleaning up. */
export interface TestDatabase {
  url: string;
  /** Plain SQL on a connection of its own: for looking behind the API, and for breaking rules. */
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** A migrated database without rows of its own: a clone of the template (about 0.1 s). */
export async function cloneDatabase(): Promise<TestDatabase> {
  return await createDatabase('copydesk');
}

/** A database in which nothing has been made, not even the schema. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return await createDatabase('template0');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const url = new URL(await clusterUrl());
  const name = `test_${process.env.JEST_WORKER_ID ?? '0'}_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`;
  url.pathname = '/postgres';
  const admin = await connect(url.href);
  // By copying files: writing each page to the log as well takes three times as long.
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  await admin.end();

  url.pathname = `/${name}`;
  const client = await connect(url.href);
  // One after the other, also where a test asks for several at once: it is one connection.
  let before: Promise<unknown> = Promise.resolve();
  return {
    url: url.href,
    async query<Row extends object>(sql: string, parameters: unknown[] = []) {
      const answer = before.then(async () => client.query<Row>(sql, parameters));
      before = answer.catch(() => undefined);
      return (await answer).rows;
    },
    close: async () => await client.end(),
  };
}

/** Without keep-alive: a connection that the other side is just closing would fail a test now and then. */
async function clusterUrl(): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(process.env.COPYDESK_TEST_CLUSTER ?? '', { agent: false }, resolve).on('error', reject);
  });
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`The PostgreSQL of the test run did not start: ${answer}`);
  return answer;
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  // A test that ends the server, or the session, sees it in its next query.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

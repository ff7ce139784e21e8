import { afterAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { slugFrom } from '../src/text/slug.js';
import { plainPhoto } from './factories/plain-photo.js';
import { section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { cloneDatabase, type TestDatabase } from './harness/database.js';
import { killAll, startServer } from './harness/server.js';
import { timePasses } from './harness/time-passes.js';
import { START, steps } from './model/commands.js';
import { Newsroom } from './model/newsroom.js';
import { type Answered, type Real, SITE, startOf } from './model/real.js';
import { PEOPLE, type Person } from './model/rights.js';

/** More by hand: `MODEL_RUNS=500 npm test -- test/model`. */
const RUNS = Number(process.env.MODEL_RUNS ?? 16);
/** When no further one is begun, however many there were: a busy machine does fewer. */
const RUNS_MS = RUNS * 400;
const STEPS = 90;
/** How long a failure is made smaller, at most. */
const SHRINKING_MS = 100_000;

/**
 * What is printed of a failure brings it back: `{"seed": …, "path": "…", "replayPath": "…"}`, with `-t true` or
 * `-t false` for the newsroom that it was found in.
 */
const AGAIN = JSON.parse(process.env.MODEL_AGAIN ?? '{}') as {
  seed?: number;
  path?: string;
  replayPath?: string;
};

const databases: TestDatabase[] = [];

afterAll(async () => {
  await killAll();
  for (const database of databases) await database.close();
});

describe.each([{ fourEyes: false }, { fourEyes: true }])(
  'the engine as a model ($fourEyes)',
  ({ fourEyes }) => {
    it(
      'does what the newsroom’s rules say, whoever does what to whichever process',
      async () => {
        const newsroom = await open(fourEyes);
        const { replayPath, ...again } = AGAIN;
        const end = Date.now() + RUNS_MS;
        let runs = 0;
        let hasFailed = false;
        const commands = fc.commands(steps(), { maxCommands: STEPS, size: 'max', replayPath });
        const property = fc.asyncProperty(commands, async (given) => {
          if (Date.now() > end && !hasFailed) return;
          runs += 1;
          const run = `r${runs}`;
          const begin = async (): Promise<{ model: Newsroom; real: Real }> => {
            const model = new Newsroom(fourEyes, (headline) => slugFrom(headline) ?? '');
            const real = { ...newsroom, ids: [], run, notes: 0 };
            for (const step of START) await step.run(model, real);
            return { model, real };
          };
          try {
            await fc.asyncModelRun(begin, given);
          } catch (error) {
            hasFailed = true;
            throw error;
          }
        });
        await fc.assert(property, {
          numRuns: RUNS,
          interruptAfterTimeLimit: RUNS_MS + SHRINKING_MS,
          ...again,
        });
      },
      RUNS_MS + SHRINKING_MS + 150_000,
    );
  },
);

/** Two processes on one database, and everybody signed in. */
async function open(fourEyes: boolean): Promise<Omit<Real, 'ids' | 'run' | 'notes'>> {
  const database = await cloneDatabase();
  databases.push(database);
  const sections = { a: await section(database), b: await section(database) };
  const staff = new Map<Person, SignedIn>();
  for (const [name, { role, section: where }] of Object.entries(PEOPLE)) {
    const roles = [{ role, sectionId: where && sections[where].id }];
    const member = await signedIn({ database }, { name, roles });
    staff.set(name as Person, member);
    await plainPhoto(database, member.id);
  }
  const env = { DATABASE_URL: database.url, FOUR_EYES: String(fourEyes), PUBLIC_URL: SITE };
  const servers = await Promise.all([startServer(env), startServer(env)]);
  return {
    sections: { a: sections.a.id, b: sections.b.id },
    passTime: async (id, year) => timePasses(database, id, startOf(year)),
    async wake() {
      await database.query(`select pg_notify('schedules', '')`);
    },
    async send(process, method, path, { by, body, version } = {}): Promise<Answered> {
      const response = await fetch(`${servers[process]?.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(by ? { Authorization: `Bearer ${staff.get(by)?.token}` } : {}),
          ...(body ? { 'Content-Type': 'application/json' } : {}),
          ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return {
        status: response.status,
        etag: response.headers.get('etag'),
        location: response.headers.get('location'),
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      };
    },
  };
}

import { afterAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { slugFrom } from '../src/text/slug.js';
import { section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { cloneDatabase } from './harness/database.js';
import { killAll, startServer } from './harness/server.js';
import { Newsroom } from './model/newsroom.js';
import { PEOPLE, type Person } from './model/rights.js';
import { type Answered, type Real, steps } from './model/steps.js';

const RUNS = 25;
const STEPS = 90;

afterAll(async () => {
  await killAll();
});

describe.each([{ fourEyes: false }, { fourEyes: true }])(
  'the engine as a model ($fourEyes)',
  ({ fourEyes }) => {
    it('does what the newsroom’s rules say, whoever does what to whichever process', async () => {
      const newsroom = await open(fourEyes);
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(fc.commands(steps(), { maxCommands: STEPS, size: 'max' }), async (commands) => {
          runs += 1;
          const run = `r${runs}`;
          await fc.asyncModelRun(
            () => ({
              model: new Newsroom(fourEyes, (headline) => slugFrom(headline) ?? ''),
              real: { ...newsroom, ids: [], run },
            }),
            commands,
          );
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    }, 120_000);
  },
);

/** Two processes on one database, and everybody signed in. */
async function open(fourEyes: boolean): Promise<Omit<Real, 'ids' | 'run'>> {
  const database = await cloneDatabase();
  const sections = { a: await section(database), b: await section(database) };
  const staff = new Map<Person, SignedIn>();
  for (const [name, { role, section: where }] of Object.entries(PEOPLE)) {
    const roles = [{ role, sectionId: where && sections[where].id }];
    staff.set(name as Person, await signedIn({ database }, { name, roles }));
  }
  const env = { DATABASE_URL: database.url, FOUR_EYES: String(fourEyes) };
  const servers = await Promise.all([startServer(env), startServer(env)]);
  return {
    sections: { a: sections.a.id, b: sections.b.id },
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
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      };
    },
  };
}

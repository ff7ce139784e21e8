import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { readConfig } from '../../config.js';
import { Transactions } from '../../database/transactions.js';
import { StartRefused } from '../../start-refused.js';
import { AuditSealer } from './audit-sealer.js';
import { withTrail } from './open-trail.js';
import { type Verdict, verifyChain } from './verify-chain.js';

const USAGE = `npm run audit:verify [-- --head <head>]

Seals what is pending, then recomputes the whole audit trail from the database. It reads the same settings as the
server, and runs beside it. --head names a head that was kept elsewhere, and must be in the chain.

Exits with 0 where all is whole, with 1 where an entry or a segment is not what was sealed, with 2 where it could not
look.`;

/** How long another process may be at sealing. */
const PATIENCE_MS = 30_000;
/** Where everything is wrong, the first ones tell enough. */
const MOST_FAULTS = 100;

/** `npm run audit:verify`. Returns the exit code. */
async function main(): Promise<number> {
  const { help, head } = readArguments();
  if (help) {
    console.log(USAGE);
    return 0;
  }
  return withTrail(readConfig(process.env), async (dataSource) => {
    const sealed = await sealPending(new AuditSealer(new Transactions(dataSource)));
    if (sealed > 0) console.log(`Sealed ${counted(sealed, 'pending entry', 'pending entries')} first.`);
    const verdict = await verified(dataSource, head);
    report(verdict, head);
    return verdict.faults.length > 0 ? 1 : 0;
  });
}

function readArguments(): { help: boolean; head: string | null } {
  try {
    const { values } = parseArgs({
      options: { help: { type: 'boolean', short: 'h' }, head: { type: 'string' } },
    });
    const head = values.head?.toLowerCase() ?? null;
    if (head !== null && !/^[0-9a-f]{64}$/.test(head))
      throw new Error('--head takes the 64 hex digits of a head');
    return { help: values.help === true, head };
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : 'Wrong arguments'}.\n\n${USAGE}`);
  }
}

async function sealPending(sealer: AuditSealer): Promise<number> {
  const start = Date.now();
  for (let entries = 0; ;) {
    const segment = await sealer.sealOne();
    if (segment === null) return entries;
    if (segment !== 'busy') entries += segment.count;
    else if (Date.now() - start > PATIENCE_MS) {
      throw new StartRefused('Another process has been sealing the trail for half a minute: try again.');
    } else await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One state of the database from first to last, however many statements it takes and whatever is written meanwhile. */
async function verified(dataSource: DataSource, head: string | null): Promise<Verdict> {
  return dataSource.transaction('REPEATABLE READ', async (tx) => verifyChain(tx, head));
}

function report(verdict: Verdict, anchor: string | null): void {
  const { faults, segments, entries, pending, head, anchoredAt } = verdict;
  const what = `${counted(entries, 'entry', 'entries')} in ${counted(segments, 'segment', 'segments')}`;
  if (faults.length === 0) console.log(`The audit trail is whole: ${what}.`);
  else {
    console.log(`The audit trail is NOT whole (${what}):`);
    for (const fault of faults.slice(0, MOST_FAULTS)) console.log(`- ${fault}`);
    if (faults.length > MOST_FAULTS) console.log(`- and more.`);
  }
  if (pending > 0) console.log(`${pending} more were written meanwhile, and are sealed next.`);
  console.log(`Head: ${head ?? 'none yet'}`);
  if (anchor !== null && anchoredAt !== null)
    console.log(`The head that was kept was sealed at ${anchoredAt.toISOString()}.`);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof StartRefused) console.error(error.message);
  else console.error('The audit trail could not be verified:', error);
  process.exitCode = 2;
}
